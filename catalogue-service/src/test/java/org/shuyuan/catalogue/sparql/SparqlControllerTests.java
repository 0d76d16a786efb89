package org.shuyuan.catalogue.sparql;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.TestCatalogue;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.vocab.Discoverability;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.LifecycleState;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "spring.config.name=catalogue")
@ContextConfiguration(initializers = TestDatabase.class)
@AutoConfigureMockMvc
class SparqlControllerTests {

	private static final String MARK = "zqinternalqz";

	@Autowired
	private MockMvcTester http;

	@Autowired
	private PublicDataset dataset;

	@Autowired
	private PublicView view;

	@Autowired
	private ChangeLog log;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private TransactionTemplate transactions;

	@Test
	void refusesQueriesThatWouldTakeTheWholeHeap() {
		TestCatalogue catalogue = new TestCatalogue(this.log, this.sql, this.transactions);
		for (int i = 0; i < 20; i++) {
			await(catalogue.put(TestCatalogue.entry("占用内存" + i, Discoverability.PUBLIC, MARK), LifecycleState.PUBLISHED,
					1, null));
		}
		String cross = "where { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ";
		for (String greedy : List.of("select * " + cross + "order by ?a ?i limit 5 offset 99999999",
				"select distinct * " + cross + "limit 5 offset 99999999",
				"select ?a ?d ?g ?c ?f ?i (count(*) as ?n) " + cross + "group by ?a ?d ?g ?c ?f ?i")) {
			assertThat(get(greedy)).hasStatus(422);
		}
		assertThat(get("ask {}")).hasStatusOk();
	}

	@Test
	void answersOverTheUnionOfEntriesAndForgetsTheClosed() {
		TestCatalogue catalogue = new TestCatalogue(this.log, this.sql, this.transactions);
		Entry entry = TestCatalogue.entry("查询用条目", Discoverability.PUBLIC, MARK);
		await(catalogue.put(entry, LifecycleState.PUBLISHED, 1, null));
		String byTitle = """
				prefix dct: <http://purl.org/dc/terms/>
				select ?entry where { ?entry dct:title "查询用条目"@zh }""";
		assertThat(get(byTitle)).hasStatusOk()
			.hasContentType("application/sparql-results+json")
			.bodyJson()
			.extractingPath("$.results.bindings[0].entry.value")
			.isEqualTo(TestCatalogue.BASE + "/entries/" + entry.id());
		assertThat(get("ask { graph <%s/entries/%s> { ?s ?p ?o } }".formatted(TestCatalogue.BASE, entry.id())))
			.bodyJson()
			.extractingPath("$.boolean")
			.isEqualTo(true);
		assertThat(
				get("select ?o where { { ?s ?p ?o } union { graph ?g { ?s ?p ?o } } filter(contains(str(?o), '%s')) }"
					.formatted(MARK)))
			.bodyJson()
			.extractingPath("$.results.bindings")
			.isEqualTo(List.of());
		await(catalogue.put(entry, LifecycleState.SUSPENDED, 1, null));
		assertThat(get(byTitle)).bodyJson().extractingPath("$.results.bindings").isEqualTo(List.of());
	}

	@Test
	void speaksEveryResultFormat() {
		for (String type : List.of("application/sparql-results+json", "application/sparql-results+xml", "text/csv",
				"text/tab-separated-values", "application/json")) {
			assertThat(this.http.get()
				.uri("/sparql?query={q}", "select * where { ?s ?p ?o } limit 3")
				.accept(MediaType.parseMediaType(type))).hasStatusOk().hasContentType(type);
		}
		for (String type : List.of("text/turtle", "application/ld+json", "application/rdf+xml",
				"application/n-triples")) {
			assertThat(this.http.get()
				.uri("/sparql?query={q}", "construct where { ?s ?p ?o } limit 3")
				.accept(MediaType.parseMediaType(type))).hasStatusOk().hasContentType(type);
		}
		assertThat(this.http.get().uri("/sparql?query={q}", "ask {}").accept("image/png")).hasStatus(406);
	}

	@Test
	void takesQueriesByPost() {
		assertThat(this.http.post().uri("/sparql").contentType("application/sparql-query").content("ask {}"))
			.hasStatusOk();
		assertThat(this.http.post()
			.uri("/sparql")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.formField("query", "ask {}")).hasStatusOk();
	}

	@Test
	void refusesWhatLeavesTheViewOrChangesIt() {
		for (String query : List.of("select * from <http://127.0.0.1:1/x> where { ?s ?p ?o }",
				"select * where { service <http://127.0.0.1:1/x> { ?s ?p ?o } }",
				"select * where { ?s ?p ?o filter exists { service silent <http://127.0.0.1:1/x> { ?s ?p ?o } } }",
				"select * where { { select * where { service <http://127.0.0.1:1/x> { ?s ?p ?o } } } }",
				"insert data { <a:a> <a:b> <a:c> }", "load <http://127.0.0.1:1/x>", "clear all",
				"select (<java:java.lang.System.exit>(1) as ?x) where {}")) {
			assertThat(get(query)).as(query)
				.hasStatus(400)
				.bodyJson()
				.extractingPath("$.code")
				.isEqualTo("query-refused");
		}
		assertThat(this.http.get().uri("/sparql?query={q}&default-graph-uri=http://x", "ask {}")).hasStatus(400);
		assertThat(this.http.post().uri("/sparql").contentType("application/sparql-update").content("clear all"))
			.hasStatus(400);
	}

	@Test
	void saysWhereAQueryIsBroken() {
		assertThat(get("select * where {\n ?s ?p }")).hasStatus(400).bodyJson().extractingPath("$.line").isEqualTo(2);
		assertThat(this.http.get().uri("/sparql")).hasStatus(400);
		assertThat(get("select * where { " + "{".repeat(20_000))).hasStatus(400);
	}

	@Test
	void matchesInTimeThatGrowsWithTheTextOnly() {
		String slow = "ask { bind(\"" + "a".repeat(1_000) + "\" as ?x) filter(%s) }";
		assertThat(post(slow.formatted("regex(?x, '^a*a*a*a*b')"))).hasStatusOk()
			.bodyJson()
			.extractingPath("$.boolean")
			.isEqualTo(false);
		assertThat(post(slow.formatted("exists { filter(replace(?x, '(a*)*b', '') = ?x) }"))).hasStatusOk();
		for (String pattern : List.of("(a)\\\\1", "(?=a)", "(", "((a{100}){100}){100}", "a".repeat(2_000))) {
			assertThat(get("ask { filter(regex('a', \"%s\")) }".formatted(pattern))).as(pattern).hasStatus(400);
		}
	}

	@Test
	void matchesAsSparqlSays() {
		for (String holds : List.of("regex('公交站点', '^公交.*点$')", "regex('Bus', 'bus', 'i')", "! regex('Bus', 'bus')",
				"regex('a\\nb', 'a.b', 's')", "replace('abcd', 'b(.)', '[$1]') = 'a[c]d'",
				"replace('公交'@zh, '公', '地') = '地交'@zh", "concat('a'@en, 'b'@en) = 'ab'@en",
				"exists { filter(regex('x', 'x')) }")) {
			assertThat(get("ask { filter(" + holds + ") }")).as(holds)
				.hasStatusOk()
				.bodyJson()
				.extractingPath("$.boolean")
				.isEqualTo(true);
		}
	}

	@Test
	void stopsWhatRunsTooLong() {
		String product = "select (count(*) as ?n) where { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
		assertThat(get(product)).hasStatus(422).bodyJson().extractingPath("$.code").isEqualTo("query-timeout");
	}

	@Test
	void givesTenThousandRowsAndSaysThatThereAreMore() {
		assertThat(get("select * where { ?a ?b ?c . ?d ?e ?f }")).hasStatusOk()
			.headers()
			.hasValue("Shuyuan-Truncated", "true");
		assertThat(get("select * where { ?a ?b ?c . ?d ?e ?f } limit 5")).headers()
			.doesNotContainHeader("Shuyuan-Truncated");
	}

	private MvcTestResult post(String query) {
		return this.http.post().uri("/sparql").contentType("application/sparql-query").content(query).exchange();
	}

	private MvcTestResult get(String query) {
		return this.http.get().uri("/sparql?query={q}", query).exchange();
	}

	private void await(long position) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.view.standing().source() >= position
					&& this.dataset.position() >= this.view.standing().lastEntry());
	}

}
