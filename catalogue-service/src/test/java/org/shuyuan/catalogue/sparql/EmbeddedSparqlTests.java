package org.shuyuan.catalogue.sparql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.TestCatalogue;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.LifecycleState;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedSparqlTests extends SparqlContract {

	@Test
	void refusesQueriesThatWouldTakeTheWholeHeap() {
		for (int i = 0; i < 20; i++) {
			await(this.catalogue.put(TestCatalogue.entry("占用内存" + i, Discoverability.PUBLIC, MARK),
					LifecycleState.PUBLISHED, 1, null));
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

}
