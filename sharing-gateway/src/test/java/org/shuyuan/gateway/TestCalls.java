package org.shuyuan.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import org.shuyuan.vocab.AgencyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls the running gateway over HTTP, with tokens of its own making.
 */
public final class TestCalls {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final RSAKey KEY = key();

	private static final HttpServer KEYS = keys();

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	public TestCalls(int port) {
		this.port = port;
	}

	/** Lets the gateway trust the tokens. */
	public static void trust(DynamicPropertyRegistry registry) {
		registry.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
				() -> "http://127.0.0.1:" + KEYS.getAddress().getPort() + "/");
	}

	public static String token(String subject, AgencyId agency, String... roles) {
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
			.subject(subject)
			.audience(List.of("shuyuan"))
			.issuedAt(Instant.now())
			.expiresAt(Instant.now().plusSeconds(600))
			.claim("roles", List.of(roles));
		if (agency != null) {
			claims.claim("agency", agency.value());
		}
		return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(KEY)))
			.encode(JwtEncoderParameters.from(claims.build()))
			.getTokenValue();
	}

	public Answer get(String token, String path, String... headers) {
		return send(request(token, path, headers).GET());
	}

	public Answer post(String token, String path, Object body, String... headers) {
		return send(request(token, path, headers).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
	}

	public Answer put(String token, String path, Object body, String... headers) {
		return send(request(token, path, headers).header("Content-Type", "application/json")
			.PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
	}

	public Answer upload(String token, String path, String csv) {
		return send(
				request(token, path).header("Content-Type", "text/csv").PUT(HttpRequest.BodyPublishers.ofString(csv)));
	}

	/** A call to build on. */
	public HttpRequest.Builder request(String token, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/v1/sharing" + path));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		if (headers.length > 0) {
			request.headers(headers);
		}
		return request;
	}

	public Answer send(HttpRequest.Builder request) {
		try {
			return new Answer(this.http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
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

	/**
	 * What came back.
	 */
	public record Answer(HttpResponse<String> http) {

		public int status() {
			return this.http.statusCode();
		}

		public String body() {
			return this.http.body();
		}

		public String header(String name) {
			return this.http.headers().firstValue(name).orElse(null);
		}

		/** The body, of a call that succeeded. */
		public JsonNode json() {
			assertThat(status()).as(body()).isBetween(200, 299);
			return JSON.readTree(body());
		}

		/** The body, of a call that was refused as told, with advice. */
		public JsonNode refused(int status, String code) {
			assertThat(status()).as(body()).isEqualTo(status);
			JsonNode problem = JSON.readTree(body());
			assertThat(problem.path("code").asString()).isEqualTo(code);
			assertThat(body()).contains("advice", "adviceZh");
			return problem;
		}

	}

}
