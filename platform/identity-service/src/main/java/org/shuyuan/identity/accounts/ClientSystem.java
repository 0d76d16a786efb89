package org.shuyuan.identity.accounts;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A system, as listed and as written to {@code accounts.json}.
 *
 * @param clientId client id
 * @param clientSecret shown once
 * @param roles role codes
 * @param agency unified social credit code
 * @param subject the token's {@code sub}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClientSystem(@JsonProperty("client_id") String clientId,
		@JsonProperty("client_secret") @Nullable String clientSecret, List<String> roles, @Nullable String agency,
		String subject) {

	static ClientSystem of(Account account, @Nullable String secret) {
		return new ClientSystem(account.username(), secret, account.roleCodes(),
				(account.agency() != null) ? account.agency().value() : null, account.subject());
	}

}
