package org.shuyuan.gateway.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.GrantId;

/**
 * What a call asks of the door.
 *
 * @param caller who
 * @param distribution of what
 * @param kind in what form
 * @param grant the grant named, as the caller wrote it
 * @param purpose the purpose named; as a header it may be percent-encoded UTF-8
 */
public record AccessRequest(Caller caller, DistributionId distribution, Action.Kind kind, @Nullable String grant,
		@Nullable String purpose) {

	public AccessRequest {
		purpose = (purpose == null || purpose.isBlank()) ? null : decoded(purpose.strip());
	}

	private static String decoded(String text) {
		try {
			return text.contains("%") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
		}
		catch (IllegalArgumentException _) {
			return text;
		}
	}

	/** The grant named, if it is an id at all. */
	public Optional<GrantId> grantId() {
		try {
			return Optional.ofNullable(this.grant).map(String::strip).map(GrantId::new);
		}
		catch (IllegalArgumentException _) {
			return Optional.empty();
		}
	}

	/** The grant to be judged by: a malformed id is one that no one holds. */
	@Nullable GrantId grantClaimed() {
		return (this.grant == null) ? null : grantId().orElseGet(GrantId::random);
	}

}
