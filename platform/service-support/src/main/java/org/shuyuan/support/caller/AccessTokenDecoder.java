package org.shuyuan.support.caller;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
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
	 * @param issuer address of its keys (RFC 7517), which has to be set, and its name,
	 * without which any is taken
	 */
	public static AccessTokenDecoder of(OAuth2ResourceServerProperties.Jwt issuer, InstantSource clock) {
		String keys = Objects.requireNonNull(issuer.getJwkSetUri(), "No address of the issuer's keys is set");
		NimbusJwtDecoder signatures = NimbusJwtDecoder.withJwkSetUri(keys).build();
		List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
		validators.add(new JwtAudienceValidator("shuyuan"));
		String name = issuer.getIssuerUri();
		if (name != null && !name.isBlank()) {
			validators.add(new JwtIssuerValidator(name));
		}
		OAuth2TokenValidator<Jwt> validator = JwtValidators.createDefaultWithValidators(validators);
		signatures.setJwtValidator(validator);
		return new AccessTokenDecoder(new CachingJwtDecoder(signatures, validator, clock));
	}

}
