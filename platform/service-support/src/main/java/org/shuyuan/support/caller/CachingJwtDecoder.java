package org.shuyuan.support.caller;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Caches a valid signature for half a minute, so that for a system that calls repeatedly
 * it is checked once. Time, audience and issuer are checked every time; for as long, a
 * key that its issuer withdrew may still be accepted.
 */
final class CachingJwtDecoder implements JwtDecoder {

	private static final Duration REMEMBERED = Duration.ofSeconds(30);

	private final JwtDecoder signatures;

	private final OAuth2TokenValidator<Jwt> validator;

	private final Cache<String, Jwt> verified;

	CachingJwtDecoder(JwtDecoder signatures, OAuth2TokenValidator<Jwt> validator, InstantSource clock) {
		this.signatures = signatures;
		this.validator = validator;
		this.verified = Caffeine.newBuilder()
			.maximumSize(2_000)
			.expireAfterWrite(REMEMBERED)
			.ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
			.build();
	}

	@Override
	public Jwt decode(String token) throws JwtException {
		Jwt jwt = this.verified.getIfPresent(token);
		if (jwt == null) {
			jwt = this.signatures.decode(token);
			this.verified.put(token, jwt);
		}
		Collection<OAuth2Error> errors = this.validator.validate(jwt).getErrors();
		if (!errors.isEmpty()) {
			throw new JwtValidationException("The token is not valid for this service or has expired", errors);
		}
		return jwt;
	}

}
