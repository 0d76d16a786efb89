package org.shuyuan.catalogue.search.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.search.index.Clause;
import org.shuyuan.catalogue.search.index.EntryDocument;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.catalogue.search.index.SearchQuery;

/**
 * Clauses as Elasticsearch wants them.
 */
final class ElasticsearchQueries {

	private ElasticsearchQueries() {
	}

	static Query of(Clause clause) {
		return switch (clause) {
			// the document that keeps the position has no id
			case Clause.Everything _ -> weight(Query.of((query) -> query.exists((e) -> e.field(EntryDocument.ID))), 1);
			case Clause.Holds(var field, var terms, float weight) -> weight(holds(field, terms), weight);
			case Clause.Begins(var field, var beginning, float weight) ->
				weight(Query.of((query) -> query.prefix((p) -> p.field(field).value(wellFormed(beginning)))), weight);
			case Clause.Best(var several) -> disMax(several.stream().map(ElasticsearchQueries::of).toList());
			case Clause.Similar(var field, var term, int edits, float weight) ->
				weight(Query.of((query) -> query.fuzzy((f) -> f.field(field)
					.value(wellFormed(term))
					.fuzziness(Integer.toString(edits))
					.prefixLength(Clause.SAME_BEGINNING))), weight);
			case Clause.AtLeast(int minimum, var several) -> atLeast(minimum, several);
			case Clause.Tiers(var all, var some, var better) -> {
				List<Query> tiers = new ArrayList<>();
				tiers.add(weight(of(all), Clause.Tiers.ALL_WORDS));
				some.forEach((one) -> tiers.add(weight(of(one), Clause.Tiers.SOME_WORDS)));
				yield Query.of((query) -> query
					.bool((b) -> b.must(disMax(tiers)).should(better.stream().map(ElasticsearchQueries::of).toList())));
			}
		};
	}

	private static Query disMax(List<Query> several) {
		return Query.of((query) -> query.disMax((d) -> d.queries(several)));
	}

	private static Query atLeast(int minimum, List<Clause> several) {
		List<Query> queries = several.stream().map(ElasticsearchQueries::of).toList();
		return Query.of((query) -> query.bool((b) -> (minimum == queries.size()) ? b.must(queries)
				: b.should(queries).minimumShouldMatch(Integer.toString(minimum))));
	}

	private static Query weight(Query filter, float weight) {
		return Query.of((query) -> query.constantScore((c) -> c.filter(filter).boost(weight)));
	}

	private static Query holds(String field, List<String> terms) {
		List<Query> all = terms.stream().map((term) -> term(field, term)).toList();
		return (all.size() == 1) ? all.getFirst() : Query.of((query) -> query.bool((b) -> b.filter(all)));
	}

	private static Query term(String field, String value) {
		return Query.of((query) -> query.term((t) -> t.field(field).value(wellFormed(value))));
	}

	/** What was chosen, but for one facet. */
	static List<Query> chosen(Map<Facet, Set<String>> chosen, @Nullable Facet except) {
		List<Query> filters = new ArrayList<>();
		chosen.forEach((facet, values) -> {
			if (facet != except) {
				filters.add(anyOf(facet.field(), values));
			}
		});
		return filters;
	}

	/** What the reader may see. */
	static List<Query> seenBy(SearchQuery.Reader reader) {
		return switch (reader) {
			case SearchQuery.Reader.Department(var agency) ->
				List.of(anyOf(EntryDocument.SEEN_BY, Set.of(EntryDocument.DEPARTMENTS, agency.value())));
			case SearchQuery.Reader.Anybody _, SearchQuery.Reader.Everything _ -> List.of();
		};
	}

	/** What every department may see. */
	static Query seenByDepartments() {
		return anyOf(EntryDocument.SEEN_BY, Set.of(EntryDocument.DEPARTMENTS));
	}

	private static Query anyOf(String field, Collection<String> values) {
		List<FieldValue> terms = values.stream().map((value) -> FieldValue.of(wellFormed(value))).toList();
		return Query.of((query) -> query.terms((t) -> t.field(field).terms((any) -> any.value(terms))));
	}

	/** Half a character cannot be sent. */
	private static String wellFormed(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

}
