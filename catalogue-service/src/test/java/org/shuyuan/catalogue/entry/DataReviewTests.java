package org.shuyuan.catalogue.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.observability.ClientSpans;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing is published over data in doubt that whoever publishes has not seen. */
@CatalogueTest
class DataReviewTests {

	private static final String ENTRIES = "/api/v1/catalogue/entries";

	private static final CountDownLatch CLOSED = new CountDownLatch(1);

	private static volatile int status = 200;

	private static volatile String review = "";

	private static final HttpServer GATEWAY = gateway();

	private final MockMvcTester web;

	private final JsonMapper json;

	private String id = "";

	private String distribution = "";

	DataReviewTests(@Autowired MockMvcTester web, @Autowired JsonMapper json) {
		this.web = web;
		this.json = json;
	}

	private static HttpServer gateway() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			server.createContext("/token", (exchange) -> answer(exchange, 200,
					"{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
			server.createContext("/api/v1/sharing/data-changes", (exchange) -> {
				await();
				exchange.close();
			});
			server.createContext("/api/v1/sharing/entries/", (exchange) -> answer(exchange, status, review));
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void await() {
		try {
			CLOSED.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		String address = "http://127.0.0.1:" + GATEWAY.getAddress().getPort();
		registry.add("shuyuan.gateway-url", () -> address);
		registry.add("spring.security.oauth2.client.provider.shuyuan.token-uri", () -> address + "/token");
		String client = "spring.security.oauth2.client.registration.catalogue-service.";
		registry.add(client + "provider", () -> "shuyuan");
		registry.add(client + "client-id", () -> "catalogue-service");
		registry.add(client + "client-secret", () -> "secret");
		registry.add(client + "authorization-grant-type", () -> "client_credentials");
	}

	@AfterAll
	static void closeGateway() {
		CLOSED.countDown();
		GATEWAY.stop(0);
	}

	@Autowired
	private ClientSpans clientSpans;

	@BeforeEach
	void submitEntry() {
		status = 200;
		TestCity.build(this.web);
		JsonNode registered = body(this.web.post()
			.uri(ENTRIES)
			.with(TestCity.steward())
			.contentType("application/json")
			.content(TestCity.busStops(UUID.randomUUID().toString()))
			.exchange());
		this.id = registered.at("/entry/id").asString();
		this.distribution = registered.at("/entry/distributions/0/id").asString();
		for (String kind : new String[] { "secrecy", "personal-information" }) {
			assertThat(
					act("assessments", TestCity.steward(), "{\"kind\":\"%s\",\"outcome\":\"passed\"}".formatted(kind)))
				.hasStatus(200);
		}
		assertThat(act("consent", TestCity.head(), "{}")).hasStatus(200);
		assertThat(act("submit", TestCity.steward(), "{}")).hasStatus(200);
	}

	private MvcTestResult act(String step, RequestPostProcessor caller, String body) {
		return this.web.post()
			.uri(ENTRIES + "/" + this.id + "/" + step)
			.with(caller)
			.header("If-Match", read().getResponse().getHeader("ETag"))
			.contentType("application/json")
			.content(body)
			.exchange();
	}

	private MvcTestResult read() {
		return this.web.get().uri(ENTRIES + "/" + this.id).with(TestCity.steward()).exchange();
	}

	private MvcTestResult publish(String body) {
		return act("publish", TestCity.authority(), body);
	}

	private JsonNode body(MvcTestResult result) {
		return this.json.readTree(result.getResponse().getContentAsByteArray());
	}

	private static String version(String distribution, String state, boolean pending, String findings) {
		return """
				{"distribution":"%s","version":"2","state":"%s","inForce":false,"pending":%s,
				"doubts":[{"code":"%s","text":{"zh":"存疑","en":"In doubt"}}],"findings":[%s]}""".formatted(distribution,
				state, pending, state, findings);
	}

	private void doubtful(String state, boolean pending, String findings) {
		review = "{\"items\":[" + version(this.distribution, state, pending, findings) + "]}";
	}

	private String seen(String version, String state, String findings) {
		return "{\"dataSeen\":[{\"distribution\":\"%s\",\"version\":\"%s\",\"state\":\"%s\",\"findings\":[%s]}]}"
			.formatted(this.distribution, version, state, findings);
	}

	@Test
	void refusesToPublishARevisionThatWasNotRead() {
		assertThat(this.web.post()
			.uri(ENTRIES + "/" + this.id + "/publish")
			.with(TestCity.authority())
			.header("If-Match", "\"99.1\"")
			.contentType("application/json")
			.content("{}")).hasStatus(412);
		assertNothingPublished();
	}

	@Test
	void gatewayThatCannotBeAskedForWantOfCredentialsIsSilent() {
		ObjectProvider<ClientRegistrationRepository> none = new StaticListableBeanFactory()
			.getBeanProvider(ClientRegistrationRepository.class);
		EntryId entry = new EntryId(this.id);
		assertThat(new DataReviewClient(none, this.clientSpans, gatewayAt("http://127.0.0.1:9")).of(entry))
			.isEqualTo(DataReview.SILENT);
		assertThat(new DataReviewClient(none, this.clientSpans, gatewayAt(null)).of(entry))
			.isEqualTo(DataReview.NO_GATEWAY);
	}

	private static PlatformProperties gatewayAt(@Nullable String address) {
		return new PlatformProperties(URI.create("https://data.example.cn"), null, null,
				(address != null) ? URI.create(address) : null, null, null, ZoneId.of("Asia/Shanghai"));
	}

	private void assertNothingPublished() {
		assertThat(body(read()).at("/record/state").asString()).isEqualTo("submitted");
		JsonNode revisions = body(
				this.web.get().uri(ENTRIES + "/" + this.id + "/revisions").with(TestCity.steward()).exchange());
		assertThat(revisions.toString()).doesNotContain("\"published\"");
	}

	private void assertRefused(MvcTestResult refused, int expected, String code) {
		assertThat(refused).hasStatus(expected);
		assertThat(body(refused).path("code").asString()).isEqualTo(code);
		assertThat(body(refused).path("adviceZh").asString()).isNotEmpty();
		assertThat(body(refused).path("advice").asString()).isNotEmpty();
		assertNothingPublished();
	}

	@Test
	void publishesWhatIsInNoDoubt() {
		review = "{\"items\":[{\"distribution\":\"%s\",\"version\":\"1\",\"state\":\"available\",\"inForce\":true,\"pending\":false,\"doubts\":[],\"findings\":[]}]}"
			.formatted(this.distribution);
		assertThat(publish("{}")).hasStatus(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "refused", "failed", "waiting", "stopped", "available" })
	void refusesWhatWasNotSeen(String state) {
		doubtful(state, false, "\"h1\"");
		MvcTestResult refused = publish("{}");
		assertRefused(refused, 409, "data-not-seen");
		assertThat(body(refused).at("/data/0/version").asString()).isEqualTo("2");
		assertThat(body(refused).at("/data/0/findings/0").asString()).isEqualTo("h1");
		assertThat(publish(seen("2", state, "\"h1\""))).hasStatus(200);
		assertThat(body(this.web.get().uri(ENTRIES + "/" + this.id + "/revisions").with(TestCity.steward()).exchange())
			.toString()).contains("v2 " + state);
	}

	@ParameterizedTest
	@CsvSource({ "1, refused, h1", "2, waiting, h1", "2, refused, h2" })
	void refusesWhatWasSeenOtherwise(String version, String state, String finding) {
		doubtful("refused", false, "\"h1\"");
		assertRefused(publish(seen(version, state, "\"" + finding + "\"")), 409, "data-not-seen");
		assertRefused(publish(seen("2", "refused", "")), 409, "data-not-seen");
		assertRefused(publish("{\"dataSeen\":[{}]}"), 409, "data-not-seen");
	}

	@Test
	void nobodyHasSeenWhatIsNotInspected() {
		doubtful("processing", true, "");
		assertRefused(publish(seen("2", "processing", "")), 409, "data-not-inspected");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "500|{}", "403|{}", "404|{}", "200|{}", "200|no json", "200|[]" })
	void publishesNothingWhileTheGatewayDoesNotSay(int answered, String said) {
		status = answered;
		review = said;
		assertRefused(publish(seen("2", "refused", "")), 503, "gateway-silent");
	}

	@Test
	void dataOfOtherEntriesAreNoHindrance() {
		review = "{\"items\":[" + version("aaaaaaaaaaaaaaaaaaaaaaaaaa", "refused", false, "") + "]}";
		assertThat(publish("{}")).hasStatus(200);
	}

	@Test
	void whoMayNotPublishIsToldThatFirst() {
		status = 500;
		assertThat(act("publish", TestCity.steward(), "{}")).hasStatus(403);
		assertNothingPublished();
	}

}
