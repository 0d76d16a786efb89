package org.shuyuan.catalogue.search;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.shuyuan.catalogue.TestCatalogue;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.catalogue.Wire;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.search.elasticsearch.ElasticsearchProperties;
import org.shuyuan.catalogue.search.elasticsearch.ElasticsearchServer;
import org.shuyuan.catalogue.search.elasticsearch.TestCluster;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.LifecycleState;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole service with a cluster that is away at the start, comes, goes and loses its
 * indexes.
 */
@SpringBootTest(properties = { "spring.config.name=catalogue", "shuyuan.search=elasticsearch" })
@ContextConfiguration(initializers = TestDatabase.class)
@AutoConfigureMockMvc
@DirtiesContext
class SearchOutageTests {

	private static final String PREFIX = "test%016x".formatted(ThreadLocalRandom.current().nextLong());

	private static Wire wire;

	@Autowired
	private MockMvcTester http;

	@Autowired
	private ChangeLog log;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private TransactionTemplate transactions;

	private TestCatalogue catalogue;

	@DynamicPropertySource
	static void cluster(DynamicPropertyRegistry properties) throws IOException {
		boolean real = ElasticsearchServer.present();
		ElasticsearchProperties server = real ? ElasticsearchServer.properties(PREFIX)
				: new ElasticsearchProperties("http://127.0.0.1:1", null, null, null, null, null, null, PREFIX);
		wire = new Wire(server.nodes().getFirst());
		properties.add("shuyuan.elasticsearch.url", wire::url);
		properties.add("shuyuan.elasticsearch.prefix", () -> PREFIX);
		if (server.user() != null) {
			properties.add("shuyuan.elasticsearch.user", server::user);
			properties.add("shuyuan.elasticsearch.password-file", server::passwordFile);
		}
		if (server.ca() != null) {
			properties.add("shuyuan.elasticsearch.ca", server::ca);
		}
	}

	@BeforeEach
	void open() throws IOException {
		this.catalogue = new TestCatalogue(this.log, this.sql, this.transactions);
		wire.cut();
	}

	@AfterAll
	static void close() throws IOException {
		wire.close();
	}

	@Test
	void saysSoAndGoesOnRegistering() {
		for (String path : new String[] { "search?q=x", "suggest?q=x", "statistics" }) {
			waiting().untilAsserted(() -> assertThat(this.http.get().uri("/api/v1/catalogue/" + path)).hasStatus(503));
		}
		waiting().untilAsserted(() -> assertThat(this.http.get().uri("/actuator/health/readiness")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.components.search")
			.isEqualTo(Map.of("status", "DEGRADED")));
		assertThat(this.http.get().uri("/actuator/health")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.status")
			.isEqualTo("DEGRADED");
		TestCity.build(this.http);
		assertThat(this.http.post()
			.uri("/api/v1/catalogue/entries")
			.with(TestCity.steward())
			.contentType(MediaType.APPLICATION_JSON)
			.content(TestCity.busStops("outage"))).hasStatus(201);
	}

	@Test
	@EnabledIf("org.shuyuan.catalogue.search.elasticsearch.ElasticsearchServer#present")
	void recoversWithoutAHand() throws Exception {
		this.catalogue.put(TestCatalogue.entry("断网之前", Discoverability.PUBLIC, "mark"), LifecycleState.PUBLISHED, 1,
				null);
		wire.mend();
		found("断网之前");
		waiting().untilAsserted(() -> assertThat(this.http.get().uri("/actuator/health")).bodyJson()
			.extractingPath("$.components.search.status")
			.isEqualTo("UP"));

		wire.cut();
		this.catalogue.put(TestCatalogue.entry("断网之间", Discoverability.PUBLIC, "mark"), LifecycleState.PUBLISHED, 1,
				null);
		assertThat(this.http.get().uri("/api/v1/catalogue/search?q={q}", "断网之前")).hasStatus(503)
			.hasHeader("Retry-After", "5")
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("search-unavailable");
		wire.mend();
		found("断网之间");

		wire.silence();
		assertThat(this.http.get().uri("/actuator/health/readiness")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.components.search.status")
			.isEqualTo("DEGRADED");
		wire.mend();
		found("断网之前");

		try (TestCluster cluster = new TestCluster(PREFIX)) {
			cluster.removeIndexes();
			found("断网之前");
			found("断网之间");
		}
	}

	private void found(String title) {
		waiting().untilAsserted(
				() -> assertThat(this.http.get().uri("/api/v1/catalogue/search?q={q}&limit=1", title)).hasStatusOk()
					.bodyJson()
					.extractingPath("$.items[0].title.zh")
					.isEqualTo(title));
	}

	private static ConditionFactory waiting() {
		return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
	}

}
