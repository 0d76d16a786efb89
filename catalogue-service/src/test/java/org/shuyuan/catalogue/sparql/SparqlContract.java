package org.shuyuan.catalogue.sparql;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCatalogue;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint and the view behind it have to do, wherever the view is kept.
 */
@CatalogueTest
abstract class SparqlContract {

	static final String MARK = "zqinternalqz";

	@Autowired
	MockMvcTester http;

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

	TestCatalogue catalogue;

	@BeforeEach
	void open() {
		this.catalogue = new TestCatalogue(this.log, this.sql, this.transactions);
	}

	@Test
	void answersOverTheUnionOfEntriesAndForgetsTheClosed() {
		Entry entry = TestCatalogue.entry("查询用条目", Discoverability.PUBLIC, MARK);
		await(this.catalogue.put(entry, LifecycleState.PUBLISHED, 1, null));
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
		await(this.catalogue.put(entry, LifecycleState.SUSPENDED, 1, null));
		assertThat(get(byTitle)).bodyJson().extractingPath("$.results.bindings").isEqualTo(List.of());
	}

	@Test
	void followsWhatIsChangedWithdrawnAndRetired() {
		Entry entry = TestCatalogue.entry("改前", Discoverability.PUBLIC, MARK);
		Entry other = TestCatalogue.entry("注销", Discoverability.PUBLIC, MARK);
		Entry inside = TestCatalogue.entry("内部", Discoverability.DEPARTMENTS, MARK);
		this.catalogue.put(entry, LifecycleState.PUBLISHED, 1, null);
		this.catalogue.put(other, LifecycleState.PUBLISHED, 1, null);
		await(this.catalogue.put(inside, LifecycleState.PUBLISHED, 1, null));
		shows(entry, true);
		shows(other, true);
		shows(inside, false);
		this.catalogue.put(TestCatalogue.with(entry, new Openness.NotOpen("依法", List.of())), LifecycleState.PUBLISHED,
				2, null);
		await(this.catalogue.put(other, LifecycleState.RETIRED, 1, null));
		shows(entry, true);
		assertThat(get("ask { graph <%s/entries/%s> { ?s ?p <https://creativecommons.org/licenses/by/4.0/> } }"
			.formatted(TestCatalogue.BASE, entry.id()))).bodyJson().extractingPath("$.boolean").isEqualTo(false);
		shows(other, false);
		await(this.catalogue.put(entry, LifecycleState.DRAFT, 3, null));
		shows(entry, false);
	}

	private void shows(Entry entry, boolean shown) {
		assertThat(get("ask { graph <%s/entries/%s> { ?s ?p ?o } }".formatted(TestCatalogue.BASE, entry.id())))
			.bodyJson()
			.extractingPath("$.boolean")
			.isEqualTo(shown);
	}

	@Test
	void refusedUpdatesStoreNothing() {
		String insert = "insert data { graph <urn:mine> { <urn:s> <urn:mine> 'x' } }";
		assertThat(get(insert)).hasStatus(400);
		assertThat(post(insert)).hasStatus(400);
		assertThat(this.http.post().uri("/sparql").contentType("application/sparql-update").content(insert))
			.hasStatus(400);
		assertThat(this.http.post()
			.uri("/sparql")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.formField("update", insert)).hasStatus(400);
		assertThat(get("ask { { ?s <urn:mine> ?o } union { graph <urn:mine> { ?a ?b ?c } } }")).bodyJson()
			.extractingPath("$.boolean")
			.isEqualTo(false);
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
				"select (<java:java.lang.System.exit>(1) as ?x) where {}",
				"prefix j: <jav> select (j:a:java.lang.System.exit(1) as ?x) where {}",
				"prefix fn: <http://www.w3.org/2005/xpath-functions#> ask { filter(fn:matches('a', 'a')) }",
				"ask { ?x <http://jena.apache.org/ARQ/property#concat> ('a' 'b') }",
				"ask { filter exists { ?x <http://jena.apache.org/ARQ/property#strSplit> ('a' 'b') } }")) {
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

	final MvcTestResult post(String query) {
		return this.http.post().uri("/sparql").contentType("application/sparql-query").content(query).exchange();
	}

	final MvcTestResult get(String query) {
		return this.http.get().uri("/sparql?query={q}", query).exchange();
	}

	final void await(long position) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.view.standing().source() >= position
					&& this.dataset.position() >= this.view.standing().lastEntry());
	}

}
