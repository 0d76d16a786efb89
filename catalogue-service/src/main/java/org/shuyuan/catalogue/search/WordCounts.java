package org.shuyuan.catalogue.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import org.shuyuan.catalogue.search.index.Clause;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.text.AnalyzedQuery;

/**
 * How many entries match a word, read from the index once for each word and cached:
 * rarity moves in steps, and a count a few minutes old is good enough.
 */
final class WordCounts {

	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private static final int MOST = 10_000;

	private final SearchIndex index;

	private final LongSupplier nanoTime;

	private final Map<Clause, Integer> counts = new ConcurrentHashMap<>();

	/** By department: of what it may see. */
	private final Map<Seen, Integer> seen = new ConcurrentHashMap<>();

	private volatile long since;

	/**
	 * @param nanoTime the time in nanoseconds from any origin
	 */
	WordCounts(SearchIndex index, LongSupplier nanoTime) {
		this.index = index;
		this.nanoTime = nanoTime;
		this.since = nanoTime.getAsLong();
	}

	/**
	 * Of the words of a reader's question; a word that nothing has counts as often as
	 * what meets it in part. A department is told by the pages' ends how rare they are,
	 * so only what it may see counts.
	 */
	WordRarity of(List<AnalyzedQuery.Unit> units, SearchQuery.Reader reader) {
		long now = this.nanoTime.getAsLong();
		if (this.counts.size() + this.seen.size() > MOST || now - this.since > LIFETIME.toNanos()) {
			this.counts.clear();
			this.seen.clear();
			this.since = now;
		}
		List<Clause> clauses = new ArrayList<>(units.stream().map((unit) -> QueryClauses.met(unit, false)).toList());
		clauses.add(new Clause.Everything());
		List<Integer> met = new ArrayList<>(met(clauses, reader));
		for (int unit = 0; unit < units.size(); unit++) {
			if (met.get(unit) == 0 && !units.get(unit).parts().isEmpty()) {
				met.set(unit, met(List.of(QueryClauses.met(units.get(unit), true)), reader).getFirst());
			}
		}
		return WordRarity.of(met.subList(0, units.size()), met.getLast());
	}

	private List<Integer> met(List<Clause> clauses, SearchQuery.Reader reader) {
		return (reader instanceof SearchQuery.Reader.Department department)
				? clauses.stream().map((clause) -> seen(clause, department)).toList() : met(clauses);
	}

	private List<Integer> met(List<Clause> clauses) {
		Map<Clause, Integer> counted = count(clauses);
		return clauses.stream().map((clause) -> counted.getOrDefault(clause, 0)).toList();
	}

	private int seen(Clause clause, SearchQuery.Reader.Department reader) {
		return this.seen.computeIfAbsent(new Seen(reader, clause),
				(each) -> this.index
					.find(new SearchQuery("", Map.of(), List.of(), SearchQuery.Sorting.TITLE, 1, null, each.reader),
							each.clause)
					.total());
	}

	private record Seen(SearchQuery.Reader.Department reader, Clause clause) {
	}

	private Map<Clause, Integer> count(List<Clause> clauses) {
		Map<Clause, Integer> known = new java.util.HashMap<>();
		clauses.forEach((clause) -> {
			Integer count = this.counts.get(clause);
			if (count != null) {
				known.put(clause, count);
			}
		});
		List<Clause> unknown = clauses.stream().filter((clause) -> !known.containsKey(clause)).distinct().toList();
		if (!unknown.isEmpty()) {
			List<Integer> counts = this.index.counts(unknown);
			IntStream.range(0, counts.size()).forEach((i) -> known.put(unknown.get(i), counts.get(i)));
			this.counts.putAll(known);
		}
		return known;
	}

}
