package org.shuyuan.catalogue.sparql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.catalogue.publicview.WriterLock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the catalogue says of itself while its SPARQL server does not do its work, and
 * after it does again. Another instance writes, so this one only asks.
 */
@CatalogueTest
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemoteReadinessTests {

	private static final WriterLock ANOTHER_INSTANCE = new WriterLock(TestDatabase.dataSource(), "sparql");

	private static HttpServer server;

	private static volatile Conduct conduct = Conduct.WORKING;

	private static volatile CountDownLatch silence = new CountDownLatch(1);

	@Autowired
	private MockMvcTester http;

	@DynamicPropertySource
	static void server(DynamicPropertyRegistry properties) throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setExecutor((task) -> Thread.ofVirtual().start(task));
		server.createContext("/", RemoteReadinessTests::answer);
		server.start();
		String address = "http://127.0.0.1:" + server.getAddress().getPort();
		properties.add("shuyuan.sparql", () -> "remote");
		properties.add("shuyuan.sparql-query", () -> address + "/query");
		properties.add("shuyuan.sparql-update", () -> address + "/update");
	}

	@BeforeAll
	static void write() {
		assertThat(ANOTHER_INSTANCE.held()).isTrue();
	}

	@AfterAll
	static void stop() {
		ANOTHER_INSTANCE.close();
		server.stop(0);
	}

	@ParameterizedTest
	@Order(1)
	@EnumSource(names = { "WORKING", "SILENT_TO_UPDATES" }, mode = EnumSource.Mode.EXCLUDE)
	void isDegradedWhileTheServerDoesNotDoItsWork(Conduct failing) {
		says("UP");
		conduct = failing;
		says("DEGRADED");
		conduct = Conduct.WORKING;
		silence.countDown();
		says("UP");
		silence = new CountDownLatch(1);
	}

	/** From here on this one writes. */
	@Test
	@Order(2)
	void isDegradedWhileAnUpdateHangs() {
		says("UP");
		conduct = Conduct.SILENT_TO_UPDATES;
		ANOTHER_INSTANCE.close();
		says("DEGRADED");
		conduct = Conduct.WORKING;
		silence.countDown();
		says("UP");
	}

	/** The instance stays in service, and nothing is told but how it is. */
	private void says(String state) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.untilAsserted(() -> assertThat(this.http.get().uri("/actuator/health/readiness")).hasStatusOk()
				.bodyJson()
				.extractingPath("$.components.sparql")
				.isEqualTo(Map.of("status", state)));
	}

	private static void answer(HttpExchange exchange) throws IOException {
		String query = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		Conduct now = conduct;
		boolean update = exchange.getRequestURI().getPath().equals("/update");
		switch ((now == Conduct.SILENT_TO_UPDATES) ? (update ? Conduct.SILENT : Conduct.WORKING) : now) {
			case WORKING, SILENT_TO_UPDATES -> send(exchange, 200, query.startsWith("ASK") ? """
					{"head": {}, "boolean": false}""" : """
					{"head": {"vars": ["p", "o"]}, "results": {"bindings": []}}""");
			case REFUSING -> send(exchange, 401, "Who are you?");
			case FAILING -> send(exchange, 500, "");
			case SAYING_SOMETHING_ELSE -> send(exchange, 200, "<html>");
			case HOLDING_WHAT_IS_NOT_OURS -> send(exchange, 200, query.startsWith("ASK") ? """
					{"head": {}, "boolean": true}""" : """
					{"head": {"vars": ["p", "o"]}, "results": {"bindings": []}}""");
			case BREAKING_OFF -> exchange.close();
			case SILENT -> {
				try {
					silence.await();
				}
				catch (InterruptedException _) {
					Thread.currentThread().interrupt();
				}
				exchange.close();
			}
		}
	}

	private static void send(HttpExchange exchange, int status, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/sparql-results+json");
		exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private enum Conduct {

		WORKING, REFUSING, FAILING, SAYING_SOMETHING_ELSE, HOLDING_WHAT_IS_NOT_OURS, BREAKING_OFF, SILENT,
		SILENT_TO_UPDATES

	}

}
