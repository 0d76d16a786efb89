package org.shuyuan.support.caller;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Reads tokens; of a separate type, as an authorization server in the same context has a
 * decoder too.
 *
 * @param decoder checks signature, time, audience and issuer; makes no call before the
 * first token
 */
public record AccessTokenDecoder(JwtDecoder decoder) {

	/**
	 * Reads what an issuer signed, for the audience {@code shuyuan}.
	 * @param keys address of its keys (RFC 7517)
	 * @param issuer its name; blank to take any
	 */
	public static AccessTokenDecoder of(String keys, String issuer, InstantSource clock) {
		NimbusJwtDecoder signatures = NimbusJwtDecoder.withJwkSetUri(keys).build();
		List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
		validators.add(new JwtAudienceValidator("shuyuan"));
		if (!issuer.isBlank()) {
			validators.add(new JwtIssuerValidator(issuer));
		}
		OAuth2TokenValidator<Jwt> validator = JwtValidators.createDefaultWithValidators(validators);
		signatures.setJwtValidator(validator);
		return new AccessTokenDecoder(new CachingJwtDecoder(signatures, validator, clock));
	}

}
