package org.shuyuan.catalogue.search;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.shuyuan.catalogue.search.index.Clause;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexResult;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.RemovedEntry;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.search.index.SearchQuery;

/** Times what is asked of a search engine. */
final class MeasuredIndex implements SearchIndex {

	private final SearchIndex index;

	private final String name;

	private final MeterRegistry meters;

	MeasuredIndex(SearchIndex index, String name, MeterRegistry meters) {
		this.index = index;
		this.name = name;
		this.meters = meters;
		List.of("find", "count", "suggest", "apply").forEach((operation) -> timer(operation, "done"));
	}

	/** What is timed. */
	SearchIndex measured() {
		return this.index;
	}

	private Timer timer(String operation, String outcome) {
		return Timer.builder("shuyuan.search")
			.description("Calls of the search engine")
			.tag("index", this.name)
			.tag("operation", operation)
			.tag("outcome", outcome)
			.register(this.meters);
	}

	private <T> T timed(String operation, Supplier<T> call) {
		Timer.Sample sample = Timer.start(this.meters);
		String outcome = "failed";
		try {
			T result = call.get();
			outcome = "done";
			return result;
		}
		finally {
			sample.stop(timer(operation, outcome));
		}
	}

	@Override
	public IndexResult find(SearchQuery searchQuery, Clause words) {
		return timed("find", () -> this.index.find(searchQuery, words));
	}

	@Override
	public List<Integer> counts(List<Clause> clauses) {
		return timed("count", () -> this.index.counts(clauses));
	}

	@Override
	public List<SearchHit> best(Clause words, int limit) {
		return timed("suggest", () -> this.index.best(words, limit));
	}

	@Override
	public void apply(List<IndexedEntry> found, List<RemovedEntry> gone, IndexPosition indexPosition) {
		timed("apply", () -> {
			this.index.apply(found, gone, indexPosition);
			return indexPosition;
		});
	}

	@Override
	public boolean writing() {
		return this.index.writing();
	}

	@Override
	public IndexPosition position() {
		return this.index.position();
	}

	@Override
	public void settle(boolean upToDate) {
		this.index.settle(upToDate);
	}

	@Override
	public void clear() {
		this.index.clear();
	}

	@Override
	public Optional<IndexPosition> previous() {
		return this.index.previous();
	}

	@Override
	public void evict(List<RemovedEntry> gone, IndexPosition indexPosition) {
		this.index.evict(gone, indexPosition);
	}

	@Override
	public boolean answering() {
		return this.index.answering();
	}

	@Override
	public void close() {
		this.index.close();
	}

}
