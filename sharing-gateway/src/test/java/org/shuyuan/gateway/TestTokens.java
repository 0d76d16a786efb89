package org.shuyuan.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.sun.net.httpserver.HttpServer;
import org.shuyuan.vocab.identifier.AgencyId;

import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Tokens for tests, and the address of the key that verifies them.
 */
public final class TestTokens {

	private static final RSAKey KEY = key();

	private static final HttpServer KEYS = keys();

	private TestTokens() {
	}

	/** A token of somebody who signed in, or of a service of the platform. */
	public static String token(String subject, AgencyId agency, String... roles) {
		return issued(subject, agency, !List.of(roles).contains("service"), roles);
	}

	/** A token that a client got by its own credentials. */
	public static String system(String subject, AgencyId agency, String... roles) {
		return issued(subject, agency, false, roles);
	}

	private static String issued(String subject, AgencyId agency, boolean signedIn, String... roles) {
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
			.subject(subject)
			.audience(List.of("shuyuan"))
			.issuedAt(Instant.now())
			.expiresAt(Instant.now().plusSeconds(3600))
			.claim("roles", List.of(roles));
		if (agency != null) {
			claims.claim("agency", agency.value());
		}
		if (signedIn) {
			claims.claim("sid", "session of " + subject);
		}
		return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(KEY)))
			.encode(JwtEncoderParameters.from(claims.build()))
			.getTokenValue();
	}

	static String address() {
		return "http://127.0.0.1:" + KEYS.getAddress().getPort() + "/";
	}

	private static RSAKey key() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			KeyPair pair = generator.generateKeyPair();
			return new RSAKey.Builder((RSAPublicKey) pair.getPublic()).privateKey(pair.getPrivate()).keyID("k").build();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static HttpServer keys() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			byte[] keys = new JWKSet(KEY).toString().getBytes(StandardCharsets.UTF_8);
			server.createContext("/", (exchange) -> {
				exchange.sendResponseHeaders(200, keys.length);
				exchange.getResponseBody().write(keys);
				exchange.close();
			});
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
