package org.shuyuan.identity.authorizationserver;

import java.util.Set;

import org.shuyuan.identity.accounts.Account;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

/**
 * Tells the platform's services whether a token is still active (RFC 7662), with roles
 * and agency as they are now. Any other client may introspect its own tokens only.
 */
final class IntrospectionProvider implements AuthenticationProvider {

	private final Set<String> services;

	private final JwtDecoder tokens;

	private final TokenValidity live;

	IntrospectionProvider(Set<String> services, JwtDecoder tokens, TokenValidity live) {
		this.services = Set.copyOf(services);
		this.tokens = tokens;
		this.live = live;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2TokenIntrospectionAuthenticationToken asked = (OAuth2TokenIntrospectionAuthenticationToken) authentication;
		return new OAuth2TokenIntrospectionAuthenticationToken(asked.getToken(), principal(asked), said(asked));
	}

	private static Authentication principal(Authentication asked) {
		return (asked.getPrincipal() instanceof Authentication client) ? client : asked;
	}

	private boolean ofService(Authentication asked) {
		return principal(asked) instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated()
				&& this.services.contains(client.getName());
	}

	private OAuth2TokenIntrospection said(OAuth2TokenIntrospectionAuthenticationToken asked) {
		try {
			Jwt token = this.tokens.decode(asked.getToken());
			return this.live.holder(token)
				.filter((_) -> ofService(asked) || OwnTokens.of(asked, token))
				.map((account) -> standing(token, account))
				.orElseGet(() -> OAuth2TokenIntrospection.builder(false).build());
		}
		catch (JwtException _) {
			return OAuth2TokenIntrospection.builder(false).build();
		}
	}

	private static OAuth2TokenIntrospection standing(Jwt token, Account account) {
		OAuth2TokenIntrospection.Builder said = OAuth2TokenIntrospection.builder(true)
			.subject(account.subject())
			.username(account.username())
			.claim("roles", account.roleCodes());
		if (token.getExpiresAt() != null) {
			said.expiresAt(token.getExpiresAt());
		}
		if (account.agency() != null) {
			said.claim("agency", account.agency().value());
		}
		return said.build();
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2TokenIntrospectionAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
