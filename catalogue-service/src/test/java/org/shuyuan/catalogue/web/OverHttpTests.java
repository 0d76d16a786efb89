package org.shuyuan.catalogue.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.support.caller.AccessTokenDecoder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service as a real server: tokens, and bodies as they come over the wire.
 */
@SpringBootTest(properties = "spring.config.name=catalogue", webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
class OverHttpTests {

	private static final KeyPair KEY = key();

	private static final String API = "/api/v1/catalogue";

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient sql;

	@TestConfiguration
	static class LocalTokens {

		@Bean
		@Primary
		AccessTokenDecoder localTokens() {
			JwtDecoder decoder = NimbusJwtDecoder.withPublicKey((RSAPublicKey) KEY.getPublic()).build();
			return new AccessTokenDecoder(decoder);
		}

	}

	/** Proxies pass on nothing more of a request that is being answered already. */
	@Test
	void importIsAnsweredWhenAllOfItHasBeenRead() throws Exception {
		try (Socket socket = importing("piped")) {
			send(socket, chunk(line(1)));
			await().atMost(Duration.ofMinutes(2)).until(() -> batches("piped") == 1);
			assertThat(socket.getInputStream().available()).isZero();
			send(socket, chunk(line(2)) + "0\r\n\r\n");
			assertThat(results(socket)).satisfiesExactly((first) -> assertThat(first).contains("\"created\""),
					(second) -> assertThat(second).contains("\"created\""),
					(last) -> assertThat(last).contains("\"created\":2"));
		}
	}

	@Test
	void importThatBreaksOffIsRefusedAndKeepsWhatArrived() throws Exception {
		try (Socket socket = importing("broken")) {
			send(socket, chunk(line(1)) + "7f");
			socket.shutdownOutput();
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 400");
		}
		assertThat(batches("broken")).isOne();
	}

	private Socket importing(String source) throws Exception {
		putAgency();
		String token = request(API, KEY, "authority").build().headers().firstValue("Authorization").orElseThrow();
		Socket socket = new Socket("127.0.0.1", this.port);
		socket.setSoTimeout(120_000);
		send(socket,
				"POST " + API + "/imports?completeness=harvested&source=" + source + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
						+ "Authorization: " + token + "\r\nContent-Type: application/x-ndjson\r\n"
						+ "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
		return socket;
	}

	private static List<String> results(Socket socket) throws IOException {
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).lines()
			.filter((each) -> each.startsWith("{"))
			.toList();
	}

	private int batches(String source) {
		return this.sql.sql(
				"select count(*) from catalogue.import_batch b join catalogue.import i on i.id = b.import where i.origin = ?")
			.param(source)
			.query(Integer.class)
			.single();
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		socket.getOutputStream().flush();
	}

	private static String chunk(String text) {
		return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
	}

	@Test
	void largeImportIsAnsweredLineByLine() throws Exception {
		putAgency();
		String body = IntStream.range(0, 3000).mapToObj(OverHttpTests::line).collect(Collectors.joining());
		HttpResponse<String> answer = this.http
			.send(request(API + "/imports?completeness=harvested&source=large", KEY, "authority")
				.header("Content-Type", "application/x-ndjson")
				.POST(BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString());
		List<String> lines = answer.body().lines().toList();
		assertThat(lines).hasSize(3001);
		assertThat(lines.getLast()).contains("\"created\":3000");
	}

	@Test
	void refusesTokensOfOthers() throws Exception {
		assertThat(get(API + "/entries", KEY).statusCode()).isEqualTo(200);
		HttpResponse<String> refused = get(API + "/entries", key());
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.body()).contains("token-missing", "adviceZh");
		assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
	}

	@Test
	void interfaceIsDescribed() throws Exception {
		HttpResponse<String> described = this.http.send(
				HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/openapi/catalogue")).build(),
				BodyHandlers.ofString());
		assertThat(described.statusCode()).isEqualTo(200);
		assertThat(described.body()).contains("\"openapi\":\"3.1", API + "/entries/{id}/publish", API + "/imports");
	}

	private void putAgency() throws IOException, InterruptedException {
		this.http.send(request(API + "/agencies/" + TestCity.TRANSPORT, KEY, "authority")
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString("{\"name\":{\"zh\":\"测试局\"}}"))
			.build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> get(String path, KeyPair key) throws IOException, InterruptedException {
		return this.http.send(request(path, key, "authority").build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path, KeyPair key, String role) {
		RSAKey signing = new RSAKey.Builder((RSAPublicKey) key.getPublic()).privateKey(key.getPrivate()).build();
		String token = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(signing)))
			.encode(JwtEncoderParameters.from(JwtClaimsSet.builder()
				.subject("officer-an")
				.claim("sid", "session")
				.audience(List.of("shuyuan"))
				.claim("roles", List.of(role))
				.expiresAt(Instant.now().plusSeconds(300))
				.build()))
			.getTokenValue();
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("Authorization", "Bearer " + token);
	}

	private static String line(int number) {
		return "{\"key\":\"https://a.example/%d\",\"agency\":\"%s\",\"title\":{\"zh\":\"停车场%d\"}}\n".formatted(number,
				TestCity.TRANSPORT, number);
	}

	private static KeyPair key() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
