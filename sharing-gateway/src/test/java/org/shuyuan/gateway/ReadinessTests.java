package org.shuyuan.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.ObjectsUnreachable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What the gateway says of itself while something it depends on is dead, and after it
 * came back.
 */
@SpringBootTest(classes = GatewayApplication.class, properties = { "spring.config.name=gateway", "shuyuan.objects=s3",
		"shuyuan.s3.access-key=someone", "shuyuan.s3.secret-key=something",
		"spring.security.oauth2.client.registration.sharing-gateway.client-id=sharing-gateway",
		"spring.security.oauth2.client.registration.sharing-gateway.client-secret=none",
		"spring.security.oauth2.client.registration.sharing-gateway.authorization-grant-type=client_credentials",
		"spring.security.oauth2.client.registration.sharing-gateway.provider=shuyuan" })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestDatabase.class)
@DirtiesContext
class ReadinessTests {

	private static final Map<String, Stub> SERVERS = Map.of("objects", new Stub(ReadinessTests::emptyBucket), "policy",
			new Stub((_) -> "{\"complete\":true,\"position\":7,\"items\":[]}"), "identity",
			new Stub((_) -> "{\"keys\":[],\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));

	@TempDir
	static Path data;

	@Autowired
	private MockMvcTester http;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private ObjectStore objects;

	@DynamicPropertySource
	static void addresses(DynamicPropertyRegistry registry) {
		registry.add("shuyuan.data", () -> data.resolve("data").toString());
		registry.add("shuyuan.s3.endpoint", () -> SERVERS.get("objects").address());
		registry.add("shuyuan.catalogue-url", () -> SERVERS.get("policy").address());
		registry.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
				() -> SERVERS.get("identity").address() + "/jwks");
		registry.add("spring.security.oauth2.client.provider.shuyuan.token-uri",
				() -> SERVERS.get("identity").address() + "/token");
	}

	@AfterAll
	static void stop() {
		SERVERS.values().forEach(Stub::die);
	}

	@ParameterizedTest
	@ValueSource(strings = { "objects", "policy", "identity" })
	void isDegradedWhileItIsDeadAndNothingElseIs(String component) {
		says(component, "UP");
		SERVERS.get(component).die();
		says(component, "DEGRADED");
		SERVERS.get(component).live();
		says(component, "UP");
	}

	/** It answers all the while, and then work is taken up again by itself. */
	@Test
	void isDegradedWhileTheDatabaseHasNoRoomForWhatIsWritten() {
		says("databaseRoom", "UP");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.sql.sql("do $$ begin raise exception using errcode = 'disk_full'; end $$").update());
		says("databaseRoom", "DEGRADED");
		says("databaseRoom", "UP");
	}

	@Test
	void isDegradedWhileTheObjectStoreTakesNothing() {
		says("objects", "UP");
		SERVERS.get("objects").fill(true);
		assertThatExceptionOfType(ObjectsUnreachable.class)
			.isThrownBy(() -> this.objects.put(new ByteArrayInputStream(new byte[10]), 10));
		SERVERS.get("objects").fill(false);
		says("objects", "DEGRADED");
		says("objects", "UP");
	}

	private static String emptyBucket(String asked) {
		return asked.startsWith("versioning")
				? "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>"
				: "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>shuyuan-originals</Name>"
						+ "<Prefix/><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated></ListBucketResult>";
	}

	/** All that it depends on is told, and nothing of it but how it is. */
	private void says(String component, String state) {
		Map<String, Object> components = new HashMap<>();
		List.of("audit", "database", "databaseRoom", "diskSpace", "identity", "objects", "policy", "readinessState")
			.forEach((each) -> components.put(each, Map.of("status", each.equals(component) ? state : "UP")));
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(this.http.get().uri("/actuator/health/readiness")).hasStatusOk()
				.bodyJson()
				.extractingPath("$")
				.isEqualTo(Map.of("status", state, "components", components)));
	}

	/** A server that answers by the query it is asked with, as long as it lives. */
	private static final class Stub {

		/** Clients may wrap it in pieces. */
		private static final Pattern OWNER = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

		private final UnaryOperator<String> answers;

		private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

		private HttpServer server;

		private volatile boolean full;

		private CountDownLatch dead = new CountDownLatch(1);

		private int port;

		Stub(UnaryOperator<String> answers) {
			this.answers = answers;
			live();
		}

		String address() {
			return "http://127.0.0.1:" + this.port;
		}

		/** Whether it has no room for what is put there. */
		void fill(boolean full) {
			this.full = full;
		}

		void live() {
			try {
				this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 0);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			this.port = this.server.getAddress().getPort();
			this.dead = new CountDownLatch(1);
			this.server.createContext("/", (exchange) -> {
				byte[] sent = exchange.getRequestBody().readAllBytes();
				String path = exchange.getRequestURI().getPath();
				longPoll(path);
				if (path.endsWith("/owner") && exchange.getRequestMethod().equals("PUT")) {
					Matcher owner = OWNER.matcher(new String(sent, StandardCharsets.UTF_8));
					this.kept.put(path, owner.results().findFirst().orElseThrow().group().getBytes());
				}
				boolean missing = path.endsWith("/owner") && !this.kept.containsKey(path);
				boolean denied = path.endsWith("/probe") && !exchange.getRequestHeaders().containsKey("Authorization");
				byte[] answer = (missing || denied)
						? "<Error><Code>%s</Code></Error>".formatted(missing ? "NoSuchKey" : "AccessDenied").getBytes()
						: this.kept.getOrDefault(path,
								this.answers.apply(String.valueOf(exchange.getRequestURI().getQuery()))
									.getBytes(StandardCharsets.UTF_8));
				exchange.getResponseHeaders()
					.set("Content-Type", (answer[0] == '<') ? "application/xml" : "application/json");
				boolean head = exchange.getRequestMethod().equals("HEAD");
				exchange.getResponseHeaders().set("ETag", "\"0\"");
				boolean refused = this.full && exchange.getRequestMethod().equals("PUT");
				int status = missing ? 404 : (denied ? 403 : (refused ? 500 : 200));
				exchange.sendResponseHeaders(status, head ? -1 : answer.length);
				if (!head) {
					exchange.getResponseBody().write(answer);
				}
				exchange.close();
			});
			this.server.start();
		}

		/** As the catalogue does where nothing has changed. */
		private void longPoll(String path) {
			try {
				if (path.endsWith("/changes") && this.dead.await(500, TimeUnit.MILLISECONDS)) {
					throw new IllegalStateException("Nobody answers any more");
				}
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
		}

		void die() {
			this.dead.countDown();
			this.server.stop(0);
		}

	}

}
