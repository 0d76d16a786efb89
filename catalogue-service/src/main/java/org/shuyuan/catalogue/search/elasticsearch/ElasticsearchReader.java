package org.shuyuan.catalogue.search.elasticsearch;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.search.index.Clause;
import org.shuyuan.catalogue.search.index.EntryDocument;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.catalogue.search.index.IndexResult;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.search.index.SortPosition;

/**
 * Finds, orders and counts on a cluster, each answer in one request and so in one state
 * of the index.
 */
final class ElasticsearchReader {

	/** Above every number of values a facet has; the server's limit is 65,536. */
	private static final int VALUES = 20_000;

	private static final String VALUES_OF = "values";

	private static final String ALL_WORDS = "allWords";

	private final ElasticsearchClient client;

	private final String index;

	ElasticsearchReader(ElasticsearchClient client, String index) {
		this.client = client;
		this.index = index;
	}

	IndexResult find(SearchQuery searchQuery, Clause words) throws IOException {
		String token = searchQuery.after();
		SortPosition after = (token != null) ? SortPosition.of(token, searchQuery.sort()) : null;
		SearchResponse<Stored> response = this.client.search((search) -> {
			// counting facets over very many entries is most of the work
			search.index(this.index)
				.requestCache(true)
				.query((query) -> query.bool((b) -> b.must(ElasticsearchQueries.of(words))
					.filter(ElasticsearchQueries.seenBy(searchQuery.reader()))))
				.size(searchQuery.limit() + 1)
				.trackTotalHits((track) -> track.enabled(true))
				.sort(sort(searchQuery.sort()));
			List<Query> chosen = ElasticsearchQueries.chosen(searchQuery.chosen(), null);
			if (!chosen.isEmpty()) {
				search.postFilter((filter) -> filter.bool((b) -> b.filter(chosen)));
			}
			if (after != null) {
				search.searchAfter(after(after));
			}
			count(searchQuery, search);
			countAllWords(words, chosen, search);
			return search;
		}, Stored.class);
		var total = Objects.requireNonNull(response.hits().total());
		int all = Math.toIntExact(total.value());
		Aggregate counted = response.aggregations().get(ALL_WORDS);
		return new IndexResult(all, (counted != null) ? Math.toIntExact(counted.filter().docCount()) : all,
				hits(response, searchQuery.limit(), words instanceof Clause.Everything), counts(searchQuery, response),
				end(response, searchQuery));
	}

	List<Integer> counts(List<Clause> clauses) throws IOException {
		List<Query> each = clauses.stream().map(ElasticsearchQueries::of).toList();
		SearchResponse<Void> response = this.client.search((search) -> search.index(this.index)
			.requestCache(true)
			.query((query) -> query.bool((b) -> b.filter(ElasticsearchQueries.seenByDepartments())))
			.size(0)
			.aggregations(VALUES_OF, (a) -> a.filters((f) -> f.filters((of) -> of.array(each)))), Void.class);
		return Objects.requireNonNull(response.aggregations().get(VALUES_OF))
			.filters()
			.buckets()
			.array()
			.stream()
			.map((bucket) -> Math.toIntExact(bucket.docCount()))
			.toList();
	}

	/** Counts what matches all words, where there are hits that match some. */
	private static void countAllWords(Clause words, List<Query> chosen, SearchRequest.Builder search) {
		if (words instanceof Clause.Tiers(var all, var some, var _) && !some.isEmpty()) {
			search.aggregations(ALL_WORDS,
					(a) -> a.filter((f) -> f.bool((b) -> b.filter(chosen).filter(ElasticsearchQueries.of(all)))));
		}
	}

	List<SearchHit> best(Clause words, int limit) throws IOException {
		SearchResponse<Stored> response = this.client.search((search) -> search.index(this.index)
			.query(ElasticsearchQueries.of(words))
			.size(limit)
			.trackTotalHits((track) -> track.enabled(false))
			.sort(List.of(by("_score", SortOrder.Desc), by(EntryDocument.ORDER, SortOrder.Asc),
					by(EntryDocument.ID, SortOrder.Asc))),
				Stored.class);
		return hits(response, limit, true);
	}

	private static List<SortOptions> sort(SearchQuery.Sorting sorting) {
		SortOptions byScore = by("_score", SortOrder.Desc);
		SortOptions byId = by(EntryDocument.ID, SortOrder.Asc);
		return switch (sorting) {
			case RELEVANCE -> List.of(byScore, by(EntryDocument.LENGTH, SortOrder.Asc), byId);
			case MODIFIED -> List.of(byScore, by(EntryDocument.MODIFIED, SortOrder.Desc), byId);
			case TITLE -> List.of(byScore, by(EntryDocument.ORDER, SortOrder.Asc), byId);
		};
	}

	private static SortOptions by(String field, SortOrder order) {
		if (field.equals("_score")) {
			return SortOptions.of((sort) -> sort.score((score) -> score.order(order)));
		}
		return SortOptions.of((sort) -> sort.field((by) -> by.field(field).order(order)));
	}

	private static List<FieldValue> after(SortPosition end) {
		FieldValue score = FieldValue.of((double) end.score());
		FieldValue id = FieldValue.of(end.id());
		return switch (end.key()) {
			case SortPosition.Key.Relevance(long length) -> List.of(score, FieldValue.of(length), id);
			case SortPosition.Key.Modified(long day) -> List.of(score, FieldValue.of(day), id);
			case SortPosition.Key.Title(String order) -> List.of(score, FieldValue.of(order), id);
		};
	}

	private static @Nullable SortPosition end(SearchResponse<Stored> response, SearchQuery searchQuery) {
		var hits = response.hits().hits();
		if (hits.size() <= searchQuery.limit()) {
			return null;
		}
		List<FieldValue> last = hits.get(searchQuery.limit() - 1).sort();
		SortPosition.Key key = switch (searchQuery.sort()) {
			case RELEVANCE -> new SortPosition.Key.Relevance(number(last.get(1)).longValue());
			case MODIFIED -> new SortPosition.Key.Modified(number(last.get(1)).longValue());
			case TITLE -> new SortPosition.Key.Title(last.get(1).stringValue());
		};
		return new SortPosition(last.getLast().stringValue(), number(last.getFirst()).floatValue(), key);
	}

	private static Number number(FieldValue value) {
		return value.isLong() ? (Number) value.longValue() : value.doubleValue();
	}

	/** Counts each facet over what all the other facets leave. */
	private static void count(SearchQuery searchQuery, SearchRequest.Builder search) {
		for (Facet facet : searchQuery.counted()) {
			Aggregation values = Aggregation.of((a) -> a.terms((t) -> t.field(facet.field()).size(VALUES)));
			List<Query> others = ElasticsearchQueries.chosen(searchQuery.chosen(), facet);
			search.aggregations(facet.name(), others.isEmpty() ? values : Aggregation
				.of((a) -> a.filter((f) -> f.bool((b) -> b.filter(others))).aggregations(VALUES_OF, values)));
		}
	}

	private static Map<Facet, Map<String, Integer>> counts(SearchQuery searchQuery, SearchResponse<Stored> response) {
		Map<Facet, Map<String, Integer>> counts = new EnumMap<>(Facet.class);
		for (Facet facet : searchQuery.counted()) {
			Aggregate counted = Objects.requireNonNull(response.aggregations().get(facet.name()));
			Aggregate values = counted.isFilter()
					? Objects.requireNonNull(counted.filter().aggregations().get(VALUES_OF)) : counted;
			Map<String, Integer> byValue = new HashMap<>();
			if (values.isSterms()) {
				for (StringTermsBucket bucket : values.sterms().buckets().array()) {
					byValue.put(bucket.key().stringValue(), Math.toIntExact(bucket.docCount()));
				}
			}
			counts.put(facet, byValue);
		}
		return counts;
	}

	private static List<SearchHit> hits(SearchResponse<Stored> response, int limit, boolean allWords) {
		return response.hits().hits().stream().limit(limit).map((found) -> {
			boolean all = allWords || number(found.sort().getFirst()).floatValue() >= Clause.Tiers.ALL_WORDS;
			return Objects.requireNonNull(found.source()).hit().meeting(all);
		}).toList();
	}

	/**
	 * What is stored of an entry unchanged.
	 *
	 * @param hit the entry as answers show it
	 */
	record Stored(SearchHit hit) {
	}

}
