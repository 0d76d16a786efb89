package org.shuyuan.gateway.objects;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.shuyuan.vocab.identifier.DistributionId;

/**
 * A file open to anyone, as stored in the open bucket: the same bytes once for each
 * distribution, so that one can leave while the other stays.
 *
 * @param distribution whose it is
 * @param sha256 hash of its bytes
 */
public record OpenCopy(DistributionId distribution, Sha256 sha256) {

	private static final Pattern KEY = Pattern.compile("([a-z2-7]{26})/([0-9a-f]{64})");

	String key() {
		return this.distribution.value() + "/" + this.sha256.value();
	}

	static Optional<OpenCopy> ofKey(String key) {
		Matcher parts = KEY.matcher(key);
		return parts.matches()
				? Optional.of(new OpenCopy(new DistributionId(parts.group(1)), new Sha256(parts.group(2))))
				: Optional.empty();
	}

}
