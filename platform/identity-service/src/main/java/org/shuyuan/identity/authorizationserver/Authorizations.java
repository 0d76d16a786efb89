package org.shuyuan.identity.authorizationserver;

import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Sign-ins under way and refresh tokens, in memory as sessions are: a restart asks people
 * to sign in again. Systems' tokens are self-contained and not stored.
 */
public class Authorizations implements OAuth2AuthorizationService {

	private static final int PURGE_FROM = 500;

	private static final List<Class<? extends OAuth2Token>> KINDS = List.of(OAuth2AuthorizationCode.class,
			OAuth2AccessToken.class, OAuth2RefreshToken.class, OidcIdToken.class);

	private final InstantSource clock;

	private final Map<String, OAuth2Authorization> byId = new ConcurrentHashMap<>();

	public Authorizations(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public void save(OAuth2Authorization authorization) {
		if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
			return;
		}
		if (this.byId.size() >= PURGE_FROM) {
			Instant now = this.clock.instant();
			this.byId.values().removeIf((known) -> tokens(known).noneMatch((token) -> lives(token, now)));
		}
		this.byId.put(authorization.getId(), authorization);
	}

	private static boolean lives(OAuth2Authorization.Token<?> token, Instant now) {
		Instant end = token.getToken().getExpiresAt();
		return !token.isInvalidated() && (end == null || end.isAfter(now));
	}

	private static Stream<OAuth2Authorization.Token<?>> tokens(OAuth2Authorization authorization) {
		List<OAuth2Authorization.Token<?>> tokens = new ArrayList<>();
		for (Class<? extends OAuth2Token> kind : KINDS) {
			OAuth2Authorization.Token<?> token = authorization.getToken(kind);
			if (token != null) {
				tokens.add(token);
			}
		}
		return tokens.stream();
	}

	@Override
	public void remove(OAuth2Authorization authorization) {
		this.byId.remove(authorization.getId());
	}

	/** Deletes what was issued to a person. */
	public void endAllOf(String subject) {
		this.byId.values().removeIf((known) -> known.getPrincipalName().equals(subject));
	}

	/** Deletes what was issued to any client since the person signed in. */
	void endSessionOf(OAuth2Authorization authorization) {
		this.byId.remove(authorization.getId());
		session(authorization).ifPresent(
				(ended) -> this.byId.values().removeIf((known) -> session(known).filter(ended::equals).isPresent()));
	}

	/**
	 * The session's id at sign-in; it changes later, the stored sign-in does not.
	 */
	private static Optional<String> session(OAuth2Authorization authorization) {
		Authentication person = authorization.getAttribute(Principal.class.getName());
		return (person != null && person.getDetails() instanceof WebAuthenticationDetails details)
				? Optional.ofNullable(details.getSessionId()) : Optional.empty();
	}

	@Override
	public @Nullable OAuth2Authorization findById(String id) {
		return this.byId.get(id);
	}

	@Override
	public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
		boolean state = type != null && OAuth2ParameterNames.STATE.equals(type.getValue());
		return this.byId.values()
			.stream()
			.filter((known) -> state ? token.equals(known.getAttribute(OAuth2ParameterNames.STATE))
					: tokens(known).anyMatch((held) -> held.getToken().getTokenValue().equals(token)))
			.findFirst()
			.orElse(null);
	}

}
