package org.shuyuan.catalogue.sparql.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.util.FmtUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.catalogue.sparql.query.QueryRun;
import org.shuyuan.catalogue.sparql.query.ReadOnlyQuery;
import org.shuyuan.catalogue.sparql.query.RunningQuery;
import org.shuyuan.support.problem.Problem;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.shuyuan.catalogue.sparql.store.TestQuads.at;
import static org.shuyuan.catalogue.sparql.store.TestQuads.triple;
import static org.shuyuan.catalogue.sparql.store.TestQuads.uri;

/**
 * What every store of quads has to do, whichever it is.
 */
abstract class QuadStoreContract {

	static final String ALL = "select ?g ?s ?p ?o { graph ?g { ?s ?p ?o } filter(?g != <%s>) }"
		.formatted(TestQuads.VIEW);

	/** Nothing ends this in time. */
	static final String ENDLESS = "select (count(*) as ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?x ?y ?z }";

	QuadStore store;

	/** The store under test, with nothing in it. */
	abstract QuadStore open(Path folder);

	@BeforeEach
	void openStore(@TempDir Path folder) {
		this.store = open(folder);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	final void write(Map<Node, List<Triple>> graphs, long before, long after) {
		this.store.replace(graphs, (before < 0) ? Optional.empty() : Optional.of(at(before)), at(after));
	}

	final List<String> all() {
		return TestQuads.ask(this.store, ALL);
	}

	@Test
	void saysExactlyWhatItReflects() {
		assertThat(this.store.writing()).isTrue();
		assertThat(this.store.reflected()).isEmpty();
		write(Map.of(), -1, 0);
		assertThat(this.store.reflected()).contains(at(0));
		write(TestQuads.entries("公交站点"), 0, 7);
		assertThat(this.store.reflected()).contains(at(7));
		assertThat(TestQuads.ask(this.store,
				"select ?position { <%s> <http://www.w3.org/2002/07/owl#versionInfo> ?position }"
					.formatted(TestQuads.VIEW)))
			.containsExactly("\"7\" ");
	}

	@Test
	void replacesWholeGraphs() {
		write(Map.of(uri("a"), List.of(triple("s", "p", "old"), triple("s", "q", "old")), uri("b"),
				List.of(triple("s", "p", "kept"))), -1, 1);
		write(Map.of(uri("a"), List.of(triple("s", "p", "new"))), 1, 2);
		assertThat(all()).hasSize(2).noneMatch((row) -> row.contains("old"));
		write(Map.of(uri("a"), List.of()), 2, 3);
		assertThat(all()).hasSize(1).allMatch((row) -> row.contains("kept"));
	}

	@Test
	void showsTheUnionOfAllGraphsAsOne() {
		Triple shared = triple("s", "p", "both");
		write(Map.of(uri("a"), List.of(shared, triple("s", "p", "one")), uri("b"),
				List.of(shared, triple("s", "p", "other"))), -1, 1);
		assertThat(
				TestQuads.ask(this.store, "select ?o (count(*) as ?n) { <%s> ?p ?o } group by ?o".formatted(uri("s"))))
			.hasSize(3)
			.allMatch((row) -> row.contains(" 1 "));
	}

	@Test
	void forgetsEverything() {
		write(TestQuads.entries("公交站点", "公交线路"), -1, 5);
		this.store.clear();
		assertThat(this.store.reflected()).isEmpty();
		assertThat(all()).isEmpty();
		write(TestQuads.entries("公交站点"), -1, 1);
		assertThat(this.store.reflected()).contains(at(1));
	}

	@Test
	void whatIsWrittenTwiceIsThereOnce() {
		Map<Node, List<Triple>> graphs = TestQuads.entries("公交站点", "公交线路");
		write(graphs, -1, 0);
		write(graphs, 0, 1);
		List<String> once = all();
		write(graphs, 0, 1);
		write(graphs, 1, 2);
		assertThat(all()).isEqualTo(once);
	}

	@Test
	void whoWritesLateChangesNothing() {
		write(Map.of(uri("a"), List.of(triple("s", "p", "first"))), -1, 1);
		write(Map.of(uri("a"), List.of(triple("s", "p", "second"))), 1, 2);
		write(Map.of(uri("a"), List.of(triple("s", "p", "late")), uri("b"), List.of(triple("s", "p", "late"))), 1, 3);
		write(Map.of(uri("a"), List.of(triple("s", "p", "late"))), -1, 3);
		assertThat(this.store.reflected()).contains(at(2));
		assertThat(all()).singleElement().asString().contains("second");
	}

	@Test
	void aBatchThatFailsInTheMiddleLeavesNothingAndCanBeRepeated() {
		write(Map.of(uri("a"), List.of(triple("s", "p", "before"))), -1, 1);
		Map<Node, List<Triple>> graphs = new HashMap<>(Map.of(uri("a"), List.of(triple("s", "p", "after"))));
		graphs.put(uri("z"), new AbstractList<>() {
			@Override
			public Triple get(int index) {
				if (index > 0) {
					throw new IllegalStateException("killed");
				}
				return triple("s", "p", "half");
			}

			@Override
			public int size() {
				return 2;
			}
		});
		assertThatIllegalStateException().isThrownBy(() -> write(graphs, 1, 2));
		assertThat(this.store.reflected()).contains(at(1));
		assertThat(all()).singleElement().asString().contains("before");
		graphs.put(uri("z"), List.of(triple("s", "p", "whole")));
		write(graphs, 1, 2);
		assertThat(this.store.reflected()).contains(at(2));
		assertThat(all()).hasSize(2);
	}

	@Test
	void keepsEveryTermAsItIs() {
		List<String> texts = List.of("\"引号\" 'x' \\ \\u0041 \\n", "换行\n制表\t回车\r", "表情 \uD83D\uDE8C", "", " }} . <x>",
				"\u0001\u007f");
		Node blank = NodeFactory.createBlankNode();
		List<Triple> triples = new ArrayList<>();
		for (int i = 0; i < texts.size(); i++) {
			triples.add(triple("s", "p" + i, texts.get(i)));
		}
		triples.add(Triple.create(uri("s"), uri("zh"), NodeFactory.createLiteralLang("公交", "zh-CN")));
		triples.add(Triple.create(uri("s"), uri("to"), blank));
		triples.add(Triple.create(blank, uri("from"), uri("路径/ü?q=a&b=%20#x")));
		write(Map.of(uri("a"), triples, uri("odd"), List.of(Triple.create(uri("a b\"<>\\^`{|}"), uri("p"), uri("o")))),
				-1, 1);
		for (int i = 0; i < texts.size(); i++) {
			assertThat(TestQuads.ask(this.store, "select ?o { ?s <%s> ?o }".formatted(uri("p" + i))))
				.containsExactly(FmtUtils.stringForNode(NodeFactory.createLiteralString(texts.get(i))) + " ");
		}
		assertThat(TestQuads.ask(this.store, "ask { ?s <%s>/<%s> <%s> ; <%s> '公交'@zh-cn }".formatted(uri("to"),
				uri("from"), uri("路径/ü?q=a&b=%20#x"), uri("zh"))))
			.containsExactly("true");
		assertThat(TestQuads.ask(this.store, "select * { graph <%s> { ?s ?p ?o } }".formatted(uri("odd")))).hasSize(1);
	}

	@Test
	void stopsWhatRunsTooLong() {
		write(TestQuads.entries("一", "二", "三", "四", "五"), -1, 1);
		assertThatExceptionOfType(QueryCancelledException.class).isThrownBy(() -> run(Duration.ofSeconds(1)));
	}

	@Test
	void stopsWhatIsToStop() {
		write(TestQuads.entries("一", "二", "三", "四", "五"), -1, 1);
		RunningQuery running = this.store.query(ReadOnlyQuery.parse(ENDLESS), Duration.ofSeconds(10));
		CompletableFuture<Void> aborting = CompletableFuture.runAsync(running::abort);
		assertThatExceptionOfType(QueryCancelledException.class).isThrownBy(
				() -> running.answer(new QueryRun(ReadOnlyQuery.parse(ENDLESS), MediaType.APPLICATION_JSON, running)));
		aborting.join();
	}

	private void run(Duration longest) {
		ReadOnlyQuery query = ReadOnlyQuery.parse(ENDLESS);
		RunningQuery running = this.store.query(query, longest);
		running.answer(new QueryRun(query, MediaType.APPLICATION_JSON, running));
	}

	@Test
	void matchesAsSparqlSays() {
		write(Map.of(), -1, 0);
		for (String holds : List.of("regex('公交站点', '^公交.*点$')", "regex('Bus', 'bus', 'i')", "! regex('Bus', 'bus')",
				"regex('a\\nb', 'a.b', 's')", "regex('a1', '[0-9]{1,3}')", "regex('地铁站', '(公交|地铁)站')",
				"regex('a.b', 'a\\\\.b')", "replace('abcd', 'b(.)', '[$1]') = 'a[c]d'",
				"replace('公交'@zh, '公', '地') = '地交'@zh", "concat('a'@en, 'b'@en) = 'ab'@en",
				"exists { filter(regex('x', 'x')) }")) {
			assertThat(TestQuads.ask(this.store, "ask { filter(" + holds + ") }")).as(holds).containsExactly("true");
		}
	}

	@Test
	void refusesPatternsThatAreBrokenOrGoBack() {
		for (String pattern : List.of("(a)\\\\1", "(?=a)", "(", "((a{100}){100}){100}", "a".repeat(2_000))) {
			assertThatExceptionOfType(Problem.class).as(pattern)
				.isThrownBy(() -> TestQuads.ask(this.store, "ask { filter(regex('a', \"%s\")) }".formatted(pattern)))
				.extracting(Problem::getStatusCode)
				.isEqualTo(HttpStatus.BAD_REQUEST);
		}
	}

}
