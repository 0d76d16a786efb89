package org.shuyuan.catalogue.sparql.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.catalogue.Wire;
import org.shuyuan.catalogue.publicview.WriterLock;
import org.shuyuan.support.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@EnabledIf("org.shuyuan.catalogue.sparql.store.FusekiServer#present")
class RemoteStoreTests extends QuadStoreContract {

	@Override
	QuadStore open(Path folder) {
		FusekiServer.empty();
		return store(FusekiServer.properties());
	}

	private static RemoteStore store(SparqlProperties properties) {
		return new RemoteStore(new SparqlServer(properties), TestQuads.VIEW,
				new WriterLock(TestDatabase.dataSource(), "sparql-test"));
	}

	@AfterEach
	void leaveNothing() {
		FusekiServer.empty();
	}

	@Test
	void oneInstanceWritesAndAllRead() {
		try (RemoteStore other = store(FusekiServer.properties())) {
			assertThat(this.store.writing()).isTrue();
			assertThat(other.writing()).isFalse();
			write(Map.of(), -1, 4);
			assertThat(other.reflected()).contains(TestQuads.at(4));
			this.store.close();
			assertThat(other.writing()).isTrue();
		}
	}

	@Test
	void leavesWhatIsNotOursAlone() {
		FusekiServer.server().update("INSERT DATA { GRAPH <urn:theirs> { <urn:s> <urn:p> <urn:o> } }");
		assertThatExceptionOfType(SparqlUnavailable.class).isThrownBy(this.store::reflected)
			.havingCause()
			.withMessageContaining("not this platform's public view");
		FusekiServer.empty();
		assertThat(this.store.reflected()).isEmpty();
	}

	@Test
	void aStoreThatIsAwayOrSaysNoIsUnavailable() throws Exception {
		write(TestQuads.entries("公交站点"), -1, 1);
		try (Wire wire = new Wire(FusekiServer.address()); RemoteStore away = store(FusekiServer.through(wire.url()))) {
			unavailable(() -> away.reflected());
			unavailable(() -> TestQuads.ask(away, "ask {}"));
			unavailable(() -> away.replace(Map.of(), this.store.reflected(), TestQuads.at(2)));
			unavailable(away::clear);
			wire.mend();
			assertThat(away.reflected()).contains(TestQuads.at(1));
			assertThat(TestQuads.ask(away, "ask {}")).containsExactly("true");
		}
		SparqlProperties known = FusekiServer.properties();
		try (RemoteStore stranger = store(
				new SparqlProperties("remote", known.sparqlQuery(), known.sparqlUpdate(), "stranger", "wrong", null))) {
			unavailable(stranger::reflected);
			unavailable(stranger::clear);
			unavailable(() -> TestQuads.ask(stranger, "ask {}"));
		}
		assertThat(this.store.reflected()).contains(TestQuads.at(1));
	}

	@Test
	void aConnectionCutInTheMiddleLeavesAllOrNothing() throws Exception {
		Map<Node, List<Triple>> graphs = TestQuads
			.entries(IntStream.range(0, 200).mapToObj("条目%d"::formatted).toArray(String[]::new));
		write(graphs, -1, 0);
		List<String> whole = all();
		for (int round = 0; round < 3; round++) {
			long position = round;
			try (Wire wire = new Wire(FusekiServer.address());
					RemoteStore cut = store(FusekiServer.through(wire.url()))) {
				wire.mend();
				CompletableFuture<Void> writing = CompletableFuture.runAsync(
						() -> cut.replace(graphs, Optional.of(TestQuads.at(position)), TestQuads.at(position + 1)));
				wire.cut();
				writing.handle((_, _) -> true).join();
			}
			assertThat(this.store.reflected().orElseThrow().position()).isBetween(position, position + 1);
			write(graphs, position, position + 1);
			assertThat(this.store.reflected()).contains(TestQuads.at(position + 1));
			assertThat(all()).isEqualTo(whole);
		}
	}

	private static void unavailable(ThrowingCallable asked) {
		assertThatExceptionOfType(SparqlUnavailable.class).isThrownBy(asked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a*a*b", "(a*)*b", "(a|b)+", "(ab){2}", "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?", "a*+",
			"[a-z&&[a]]", "(?i)a", "(?<x>a)", "\\\\pL", "\\\\Qa\\\\E", "(a|b|c|d|e|f|g|h).*x" })
	void refusesPatternsThatMayTakeLong(String pattern) {
		assertThatExceptionOfType(Problem.class)
			.isThrownBy(() -> TestQuads.ask(this.store, "ask { filter(regex('a', \"%s\")) }".formatted(pattern)))
			.extracting(Problem::code)
			.isEqualTo("query-refused");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "ask { ?s ?p ?o filter(regex('a', ?o)) }", "ask { ?s ?p ?o filter(regex(?o, 'a', str(?p))) }",
					"ask { ?s ?p ?o filter exists { ?a ?b ?c filter(regex(?c, concat('a', 'b'))) } }",
					"select (replace(?o, '(a+)+', '') as ?x) { ?s ?p ?o }" })
	void refusesPatternsThatNobodyKnowsBeforehand(String query) {
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> TestQuads.ask(this.store, query))
			.extracting(Problem::code)
			.isEqualTo("query-refused");
	}

	@Test
	void looksAtLongTextsAsFarAsSomeLength() {
		String growing = "select (strlen(?x20) as ?length) { bind('%s' as ?x0) ".formatted("长".repeat(1000));
		StringBuilder query = new StringBuilder(growing);
		for (int i = 0; i < 20; i++) {
			query.append("bind(concat(?x%d, ?x%d) as ?x%d) ".formatted(i, i, i + 1));
		}
		assertThat(TestQuads.ask(this.store, query + "}")).containsExactly("%d ".formatted(2 << 20));
		String text = "'" + "a".repeat(5_000) + "b'";
		assertThat(TestQuads.ask(this.store, "ask { filter(regex(%s, 'b')) }".formatted(text)))
			.containsExactly("false");
		assertThat(TestQuads.ask(this.store, "ask { filter(regex(%s, '^a*$')) }".formatted(text)))
			.containsExactly("true");
	}

}
