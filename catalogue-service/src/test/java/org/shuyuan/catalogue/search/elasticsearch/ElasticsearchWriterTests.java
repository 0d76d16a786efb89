package org.shuyuan.catalogue.search.elasticsearch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.catalogue.search.SearchContract;
import org.shuyuan.catalogue.search.index.EntryDocument;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.TestFindables;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How writing behaves towards a cluster that has enough for the moment; the cluster is
 * played.
 */
class ElasticsearchWriterTests {

	private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

	private final List<String> callers = Collections.synchronizedList(new ArrayList<>());

	/** What each line of a request is answered with, one list a request; then 200. */
	private final List<List<Integer>> answers = Collections.synchronizedList(new ArrayList<>());

	private HttpServer server;

	private ElasticsearchEngine engine;

	private ElasticsearchWriter writer;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
		this.engine = new ElasticsearchEngine(
				new ElasticsearchProperties("http://127.0.0.1:" + this.server.getAddress().getPort(), null, null, null,
						"c29tZTprZXk=", null, null, "test"),
				SearchContract.ANALYSIS, SearchContract.JSON, TestDatabase.dataSource(), "https://data.example.cn");
		this.writer = new ElasticsearchWriter(this.engine.client(), SearchContract.JSON, "https://data.example.cn",
				Duration.ofMillis(1));
	}

	@AfterEach
	void stop() {
		this.engine.close();
		this.server.stop(0);
	}

	@Test
	void signsInWithTheKey() throws IOException {
		this.writer.reach("test", new IndexPosition(1, 0));
		assertThat(this.callers).containsExactly("ApiKey c29tZTprZXk=");
	}

	@Test
	void sendsAgainWhatWasTooMuchAndOnlyThat() throws IOException {
		this.answers.add(List.of(200, 429, 200, 503));
		this.answers.add(List.of(429, 200));
		List<EntryDocument> documents = documents(4, "");
		this.writer.write("test", documents, List.of());
		assertThat(this.requests).hasSize(3);
		assertThat(ids(this.requests.get(1))).containsExactly(id(documents, 1), id(documents, 3));
		assertThat(ids(this.requests.get(2))).containsExactly(id(documents, 1));
	}

	@Test
	void givesUpAtLast() {
		for (int i = 0; i < 20; i++) {
			this.answers.add(List.of(429));
		}
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.writer.write("test", documents(1, ""), List.of()))
			.withMessageContaining("429");
		assertThat(this.requests).hasSize(9);
	}

	@Test
	void takesAnOlderVersionForDone() throws IOException {
		this.answers.add(List.of(409, 200));
		this.writer.write("test", documents(2, ""), List.of());
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void saysWhatWasNotTaken() {
		this.answers.add(List.of(200, 400));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.writer.write("test", documents(2, ""), List.of()))
			.withMessageContaining("400");
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void sendsNoLargeRequest() throws IOException {
		List<EntryDocument> documents = documents(8, "很长的说明".repeat(60_000));
		this.writer.write("test", documents, List.of());
		assertThat(this.requests).hasSizeGreaterThan(1)
			.allSatisfy((request) -> assertThat(request.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(5_000_000));
		assertThat(this.requests.stream().flatMap((request) -> ids(request).stream()))
			.containsExactlyElementsOf(documents.stream().map((document) -> document.id().value()).toList());
	}

	private static List<EntryDocument> documents(int count, String description) {
		return IntStream.range(0, count)
			.mapToObj((number) -> TestFindables.of(Text.of("条目" + number),
					description.isEmpty() ? null : Text.of(description), TestFindables.TRANSPORT, "transport", "csv",
					Discoverability.PUBLIC))
			.map((found) -> EntryDocument.of(found, SearchContract.ANALYSIS))
			.toList();
	}

	private static String id(List<EntryDocument> documents, int number) {
		return documents.get(number).id().value();
	}

	private static List<String> ids(String request) {
		return Stream.of(request.split("\n"))
			.filter((line) -> line.startsWith("{\"index\":"))
			.map((line) -> SearchContract.JSON.readTree(line).path("index").path("_id").asString())
			.toList();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.requests.add(request);
		this.callers.add(exchange.getRequestHeaders().getFirst("Authorization"));
		List<Integer> states = this.answers.isEmpty() ? List.of() : this.answers.removeFirst();
		StringBuilder items = new StringBuilder();
		List<String> ids = ids(request);
		for (int i = 0; i < ids.size(); i++) {
			int state = (i < states.size()) ? states.get(i) : 200;
			String error = (state == 200) ? "" : ",\"error\":{\"type\":\"played\",\"reason\":\"played\"}";
			items.append((i > 0) ? "," : "")
				.append("{\"index\":{\"_index\":\"test\",\"_id\":\"%s\",\"status\":%d%s}}".formatted(ids.get(i), state,
						error));
		}
		byte[] body = "{\"took\":1,\"errors\":%s,\"items\":[%s]}".formatted(!states.isEmpty(), items)
			.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
