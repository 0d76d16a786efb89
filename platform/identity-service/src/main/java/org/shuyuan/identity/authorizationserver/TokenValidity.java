package org.shuyuan.identity.authorizationserver;

import java.util.Objects;
import java.util.Optional;

import org.shuyuan.identity.accounts.Account;
import org.shuyuan.identity.accounts.AccountStore;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.stereotype.Component;

/**
 * Which of the tokens that this server signed still hold. A system's does while its
 * account is in use, a person's while the session lasts, too, in which it was issued;
 * none that was revoked, nor one of a sign-in whose code was used twice (RFC 6749,
 * section 4.1.2).
 */
@Component
@EmbeddedServer
class TokenValidity {

	/** Claim of a person's access token: what it was issued under. */
	static final String SESSION = "sid";

	private final AccountStore accounts;

	private final RevokedTokens revoked;

	private final OAuth2AuthorizationService sessions;

	TokenValidity(AccountStore accounts, RevokedTokens revoked, OAuth2AuthorizationService sessions) {
		this.accounts = accounts;
		this.revoked = revoked;
		this.sessions = sessions;
	}

	/** Whose the token is, while it holds. */
	Optional<Account> holder(Jwt token) {
		return this.accounts.findBySubject(String.valueOf(token.getSubject()))
			.filter((account) -> account.kind() == Account.Kind.SYSTEM || lasts(token))
			.filter((_) -> !this.revoked.contains(token));
	}

	private boolean lasts(Jwt token) {
		OAuth2Authorization session = this.sessions
			.findById(Objects.requireNonNullElse(token.getClaimAsString(SESSION), ""));
		return session != null && session.getAccessToken() != null && !session.getAccessToken().isInvalidated();
	}

}
