package org.shuyuan.support.caller;

import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who a token was issued to. A person's names the session in which the person signed in
 * ({@code sid},
 * <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html">OpenID Connect
 * Front-Channel Logout 1.0</a>); a client's own names the client as its holder
 * (<a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068, section
 * 2.2</a>). A token without proof that a person signed in counts as a system's.
 */
enum TokenHolder {

	/** A person who signed in. */
	PERSON,
	/** A client, by its own credentials. */
	SYSTEM;

	private static final String OF_A_CLIENT = "service-account-";

	static TokenHolder of(Jwt token) {
		String session = Objects.requireNonNullElse(token.getClaimAsString("sid"), "");
		return (session.isBlank() || ofClient(token)) ? SYSTEM : PERSON;
	}

	/** Issuers may give a client a session, too. */
	private static boolean ofClient(Jwt token) {
		return holder(token).anyMatch((name) -> name.startsWith(OF_A_CLIENT) || client(token).anyMatch(name::equals));
	}

	private static Stream<String> holder(Jwt token) {
		return claims(token.getSubject(), token.getClaimAsString("preferred_username"));
	}

	private static Stream<String> client(Jwt token) {
		return claims(token.getClaimAsString("client_id"), token.getClaimAsString("azp"),
				token.getClaimAsString("clientId"));
	}

	private static Stream<String> claims(@Nullable String... values) {
		return Stream.of(values).filter(Objects::nonNull);
	}

}
