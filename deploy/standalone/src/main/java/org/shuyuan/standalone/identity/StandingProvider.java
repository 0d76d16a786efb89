package org.shuyuan.standalone.identity;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

/**
 * Tells the platform's services whether who holds a token still stands (RFC 7662), with
 * roles and agency as they are now. A system stands while its account does, a person
 * while the session does too, in which the token was issued.
 */
final class StandingProvider implements AuthenticationProvider {

	/** Claim of a person's access token: what it was issued under. */
	static final String SESSION = "sid";

	private final Set<String> services;

	private final JwtDecoder tokens;

	private final AccountStore accounts;

	private final OAuth2AuthorizationService sessions;

	StandingProvider(Set<String> services, JwtDecoder tokens, AccountStore accounts,
			OAuth2AuthorizationService sessions) {
		this.services = Set.copyOf(services);
		this.tokens = tokens;
		this.accounts = accounts;
		this.sessions = sessions;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2TokenIntrospectionAuthenticationToken asked = (OAuth2TokenIntrospectionAuthenticationToken) authentication;
		return new OAuth2TokenIntrospectionAuthenticationToken(asked.getToken(), principal(asked),
				ofService(asked) ? said(asked.getToken()) : OAuth2TokenIntrospection.builder(false).build());
	}

	private static Authentication principal(Authentication asked) {
		return (asked.getPrincipal() instanceof Authentication client) ? client : asked;
	}

	private boolean ofService(Authentication asked) {
		return principal(asked) instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated()
				&& this.services.contains(client.getName());
	}

	private OAuth2TokenIntrospection said(String value) {
		try {
			Jwt token = this.tokens.decode(value);
			return this.accounts.findBySubject(String.valueOf(token.getSubject()))
				.filter((account) -> account.kind() == Account.Kind.SYSTEM || lasts(token.getClaimAsString(SESSION)))
				.map((account) -> standing(token, account))
				.orElseGet(() -> OAuth2TokenIntrospection.builder(false).build());
		}
		catch (JwtException _) {
			return OAuth2TokenIntrospection.builder(false).build();
		}
	}

	private boolean lasts(@Nullable String session) {
		return session != null && this.sessions.findById(session) != null;
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
