package org.shuyuan.catalogue.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TotalHitCountCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.search.index.Clause;
import org.shuyuan.catalogue.search.index.EntryDocument;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.catalogue.search.index.IndexResult;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.search.index.SortPosition;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds, orders and counts in one state of a Lucene index.
 */
final class LuceneReader {

	private static final SortField BY_ID = new SortField(EntryDocument.ID, SortField.Type.STRING);

	private static final SortField BY_LENGTH = new SortField(EntryDocument.LENGTH, SortField.Type.LONG);

	private static final SortField BY_DAY = new SortField(EntryDocument.MODIFIED, SortField.Type.LONG, true);

	private static final SortField BY_TITLE = new SortField(EntryDocument.ORDER, SortField.Type.STRING);

	private final JsonMapper json;

	private volatile Whole whole = new Whole(new Object(), new ConcurrentHashMap<>());

	LuceneReader(JsonMapper json) {
		this.json = json;
	}

	IndexResult find(IndexSearcher searcher, SearchQuery searchQuery, Clause clause) throws IOException {
		Query words = LuceneQueries.of(clause);
		Query narrowed = LuceneQueries.narrowed(words, searchQuery.chosen(), null, searchQuery.reader());
		String token = searchQuery.after();
		FieldDoc after = (token != null) ? after(SortPosition.of(token, searchQuery.sort())) : null;
		TopFieldCollectorManager top = new TopFieldCollectorManager(sort(searchQuery.sort()), searchQuery.limit() + 1,
				after, Integer.MAX_VALUE);
		List<Facet> here = searchQuery.counted()
			.stream()
			.filter((facet) -> !searchQuery.chosen().containsKey(facet))
			.toList();
		Collected collected = collect(searcher, narrowed, top, here, clause);
		for (Facet facet : searchQuery.counted()) {
			if (searchQuery.chosen().containsKey(facet)) {
				Query others = LuceneQueries.narrowed(words, searchQuery.chosen(), facet, searchQuery.reader());
				collected.counts().putAll(searcher.search(others, new FacetCounts(List.of(facet))));
			}
		}
		boolean everything = clause instanceof Clause.Everything;
		return new IndexResult(collected.total(), collected.allWords(),
				hits(searcher, collected.top(), searchQuery.limit(), everything), collected.counts(),
				end(collected.top(), searchQuery));
	}

	private Collected collect(IndexSearcher searcher, Query narrowed, TopFieldCollectorManager top, List<Facet> facets,
			Clause clause) throws IOException {
		Map<Facet, Map<String, Integer>> counts = new EnumMap<>(Facet.class);
		if (narrowed instanceof MatchAllDocsQuery) {
			TopDocs found = searcher.search(narrowed, top);
			counts.putAll(whole(searcher, facets));
			int total = searcher.getIndexReader().numDocs();
			return new Collected(found, total, total, counts);
		}
		boolean tiers = clause instanceof Clause.Tiers several && !several.some().isEmpty();
		CollectorManager<?, Integer> all = tiers ? new ScoreCount(Clause.Tiers.ALL_WORDS)
				: new TotalHitCountCollectorManager(searcher.getSlices());
		Object[] each = searcher.search(narrowed, new MultiCollectorManager(top, new FacetCounts(facets),
				new TotalHitCountCollectorManager(searcher.getSlices()), all));
		counts.putAll(counts(each[1]));
		return new Collected((TopDocs) each[0], (Integer) each[2], (Integer) each[3], counts);
	}

	/**
	 * The result of one pass over the hits.
	 *
	 * @param top the page and one more
	 * @param total all hits
	 * @param allWords those that match all words
	 * @param counts hits per facet and value
	 */
	private record Collected(TopDocs top, int total, int allWords, Map<Facet, Map<String, Integer>> counts) {
	}

	List<Integer> counts(IndexSearcher searcher, List<Clause> clauses) throws IOException {
		List<Integer> counts = new ArrayList<>();
		for (Clause clause : clauses) {
			counts.add(searcher.count(LuceneQueries.seenByDepartments(clause)));
		}
		return counts;
	}

	List<SearchHit> best(IndexSearcher searcher, Clause words, int limit) throws IOException {
		Sort sort = new Sort(SortField.FIELD_SCORE, BY_TITLE, BY_ID);
		return hits(searcher, searcher.search(LuceneQueries.of(words), limit, sort), limit, true);
	}

	private static Sort sort(SearchQuery.Sorting sorting) {
		return switch (sorting) {
			case RELEVANCE -> new Sort(SortField.FIELD_SCORE, BY_LENGTH, BY_ID);
			case MODIFIED -> new Sort(SortField.FIELD_SCORE, BY_DAY, BY_ID);
			case TITLE -> new Sort(SortField.FIELD_SCORE, BY_TITLE, BY_ID);
		};
	}

	private static FieldDoc after(SortPosition end) {
		BytesRef id = new BytesRef(end.id());
		Object[] fields = switch (end.key()) {
			case SortPosition.Key.Relevance(long length) -> new Object[] { end.score(), length, id };
			case SortPosition.Key.Modified(long day) -> new Object[] { end.score(), day, id };
			case SortPosition.Key.Title(String order) -> new Object[] { end.score(), new BytesRef(order), id };
		};
		return new FieldDoc(Integer.MAX_VALUE, Float.NaN, fields);
	}

	private static @Nullable SortPosition end(TopDocs found, SearchQuery searchQuery) {
		if (found.scoreDocs.length <= searchQuery.limit()
				|| !(found.scoreDocs[searchQuery.limit() - 1] instanceof FieldDoc last)) {
			return null;
		}
		Object[] fields = last.fields;
		SortPosition.Key key = switch (searchQuery.sort()) {
			case RELEVANCE -> new SortPosition.Key.Relevance((Long) fields[1]);
			case MODIFIED -> new SortPosition.Key.Modified((Long) fields[1]);
			case TITLE -> new SortPosition.Key.Title(((BytesRef) fields[1]).utf8ToString());
		};
		return new SortPosition(((BytesRef) fields[fields.length - 1]).utf8ToString(), (Float) fields[0], key);
	}

	@SuppressWarnings("unchecked")
	private static Map<Facet, Map<String, Integer>> counts(Object counted) {
		return (Map<Facet, Map<String, Integer>>) counted;
	}

	/** Counts over everything, which the first page of all asks for again and again. */
	private Map<Facet, Map<String, Integer>> whole(IndexSearcher searcher, List<Facet> facets) throws IOException {
		Object state = searcher.getIndexReader().getReaderCacheHelper().getKey();
		Whole known = this.whole;
		if (known.state() != state) {
			known = new Whole(state, new ConcurrentHashMap<>());
			this.whole = known;
		}
		Map<Facet, Map<String, Integer>> counts = known.counts().get(facets);
		if (counts == null) {
			counts = searcher.search(MatchAllDocsQuery.INSTANCE, new FacetCounts(facets));
			known.counts().put(facets, counts);
		}
		return counts;
	}

	private record Whole(Object state, Map<List<Facet>, Map<Facet, Map<String, Integer>>> counts) {
	}

	private List<SearchHit> hits(IndexSearcher searcher, TopDocs found, int limit, boolean allWords)
			throws IOException {
		List<SearchHit> hits = new ArrayList<>();
		for (int i = 0; i < Math.min(limit, found.scoreDocs.length); i++) {
			ScoreDoc one = found.scoreDocs[i];
			boolean all = allWords
					|| (one instanceof FieldDoc sorted && (Float) sorted.fields[0] >= Clause.Tiers.ALL_WORDS);
			hits.add(hit(searcher, one).meeting(all));
		}
		return hits;
	}

	private SearchHit hit(IndexSearcher searcher, ScoreDoc found) throws IOException {
		BytesRef stored = searcher.storedFields()
			.document(found.doc, Set.of(EntryDocument.HIT))
			.getBinaryValue(EntryDocument.HIT);
		return this.json.readValue(stored.bytes, stored.offset, stored.length, SearchHit.class);
	}

}
