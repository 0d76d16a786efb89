package org.shuyuan.identity.authorizationserver;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * Which client a token was issued to.
 */
final class OwnTokens {

	private OwnTokens() {
	}

	/** Whether the client that asks, having proved who it is, got the token. */
	static boolean of(Authentication asked, Jwt token) {
		return asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated()
				&& client.getName().equals(token.getClaimAsString("client_id"));
	}

}
