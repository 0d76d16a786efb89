package org.shuyuan.identity.authorizationserver;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.shuyuan.identity.accounts.Account;
import org.shuyuan.identity.accounts.AccountStore;
import org.shuyuan.vocab.role.Role;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * Puts roles and agency into tokens, as they are at the moment of issue; an account that
 * has been disabled gets none. Only a person's token names a session.
 */
public class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

	private final AccountStore accounts;

	private final Map<String, String> services;

	public TokenClaims(AccountStore accounts, Map<String, String> services) {
		this.accounts = accounts;
		this.services = services;
	}

	@Override
	public void customize(JwtEncodingContext context) {
		boolean access = OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType());
		if (access) {
			context.getClaims().audience(List.of("shuyuan"));
			context.getClaims().claim("client_id", context.getRegisteredClient().getClientId());
		}
		boolean system = AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType());
		String clientId = context.getRegisteredClient().getClientId();
		if (system && this.services.containsKey(clientId)) {
			context.getClaims().claims((claims) -> {
				claims.put("preferred_username", clientId);
				claims.put("roles", List.of(Role.SERVICE.code()));
			});
			return;
		}
		String subject = system ? context.getRegisteredClient().getId() : principal(context).getName();
		Account account = this.accounts.findBySubject(subject)
			.orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
		context.getClaims().claims((claims) -> {
			claims.put("sub", account.subject());
			claims.put("preferred_username", account.username());
			claims.put("name", account.name());
			claims.put("roles", account.roleCodes());
			if (access && !system && context.getAuthorization() != null) {
				claims.put(TokenValidity.SESSION, context.getAuthorization().getId());
			}
			if (account.agency() != null) {
				claims.put("agency", account.agency().value());
			}
		});
	}

	private static Authentication principal(JwtEncodingContext context) {
		Authentication principal = context.getPrincipal();
		return Objects.requireNonNull(principal);
	}

}
