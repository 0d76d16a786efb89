package org.shuyuan.catalogue.sparql.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.support.problem.Problem;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RemoteQueryTests {

	private static final Query QUERY = QueryFactory.create("SELECT * WHERE { ?s ?p ?o }");

	private final CountDownLatch silence = new CountDownLatch(1);

	private volatile boolean hangs;

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor((task) -> Thread.ofVirtual().start(task));
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.silence.countDown();
		this.server.stop(0);
	}

	@Test
	void isNotToBlameWhereTheServerHangs() {
		this.hangs = true;
		assertThatExceptionOfType(SparqlUnavailable.class).isThrownBy(this::ask)
			.extracting(Problem::code)
			.isEqualTo("sparql-unavailable");
	}

	@Test
	void tookTooLongWhereTheServerAnswersWhatIsEasy() {
		assertThatExceptionOfType(QueryCancelledException.class).isThrownBy(this::ask);
	}

	private void ask() {
		String address = "http://127.0.0.1:" + this.server.getAddress().getPort();
		SparqlServer store = new SparqlServer(
				new SparqlProperties("remote", address + "/query", address + "/update", null, null, null));
		new RemoteQuery(store, QUERY, Duration.ofMillis(200)).answer(null);
	}

	private void answer(HttpExchange exchange) throws IOException {
		String query = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		if (this.hangs || !query.equals("ASK {}")) {
			try {
				this.silence.await();
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
			exchange.close();
			return;
		}
		byte[] body = "{\"head\": {}, \"boolean\": true}".getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/sparql-results+json");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
