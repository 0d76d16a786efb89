package org.shuyuan.identity.authorizationserver;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;

/**
 * Takes tokens back for the client that got them (RFC 7009). The library does so with
 * stored tokens, which systems' access tokens are not.
 */
final class RevocationProvider implements AuthenticationProvider {

	private final JwtDecoder tokens;

	private final RevokedTokens revoked;

	private final AuthenticationProvider kept;

	RevocationProvider(JwtDecoder tokens, RevokedTokens revoked, OAuth2AuthorizationService sessions) {
		this.tokens = tokens;
		this.revoked = revoked;
		this.kept = new OAuth2TokenRevocationAuthenticationProvider(sessions);
	}

	/**
	 * Takes the token back; one that is not ours, or has expired, is no fault.
	 * @throws OAuth2AuthenticationException {@code invalid_client} if another client got
	 * the token
	 */
	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		OAuth2TokenRevocationAuthenticationToken asked = (OAuth2TokenRevocationAuthenticationToken) authentication;
		Optional<Jwt> token = read(asked.getToken());
		if (token.isPresent()) {
			if (!OwnTokens.of(asked, token.get())) {
				throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
			}
			this.revoked.add(token.get());
		}
		return this.kept.authenticate(authentication);
	}

	private Optional<Jwt> read(String value) {
		try {
			return Optional.of(this.tokens.decode(value));
		}
		catch (JwtException _) {
			return Optional.empty();
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.kept.supports(authentication);
	}

}
