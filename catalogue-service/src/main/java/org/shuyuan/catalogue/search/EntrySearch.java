package org.shuyuan.catalogue.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
import org.shuyuan.vocab.Text;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers questions from an index.
 */
final class EntrySearch {

	private final SearchIndex index;

	private final TextAnalysis analysis;

	private final JsonMapper json;

	private volatile Whole whole = new Whole(new Object(), new ConcurrentHashMap<>());

	EntrySearch(SearchIndex index, TextAnalysis analysis, JsonMapper json) {
		this.index = index;
		this.analysis = analysis;
		this.json = json;
	}

	Answer answer(Question question) {
		Asked asked = this.analysis.asked(question.words());
		return this.index.read((searcher) -> {
			Answer answer = answer(searcher, question, asked, false);
			boolean relax = answer.total() == 0 && asked.units().size() > 1;
			return relax ? answer(searcher, question, asked, true) : answer;
		});
	}

	private Answer answer(IndexSearcher searcher, Question question, Asked asked, boolean relaxed) throws IOException {
		Query words = Asking.words(asked, relaxed);
		Query narrowed = Asking.narrowed(words, question.chosen(), null, question.reader());
		Sort sort = Paging.sort(question.sort());
		FieldDoc after = (question.after() != null) ? Paging.read(question.after(), question.sort()) : null;
		TopFieldCollectorManager top = new TopFieldCollectorManager(sort, question.limit() + 1, after,
				Integer.MAX_VALUE);
		List<Facet> here = question.counted()
			.stream()
			.filter((facet) -> !question.chosen().containsKey(facet))
			.toList();
		Map<Facet, Map<String, Integer>> counts = new EnumMap<>(Facet.class);
		TopDocs found;
		int total;
		if (narrowed instanceof MatchAllDocsQuery) {
			found = searcher.search(narrowed, top);
			total = searcher.getIndexReader().numDocs();
			counts.putAll(whole(searcher, here));
		}
		else {
			Object[] both = searcher.search(narrowed, new MultiCollectorManager(top, new FacetCounts(here),
					new TotalHitCountCollectorManager(searcher.getSlices())));
			found = (TopDocs) both[0];
			counts.putAll(counts(both[1]));
			total = (Integer) both[2];
		}
		for (Facet facet : question.counted()) {
			if (question.chosen().containsKey(facet)) {
				Query others = Asking.narrowed(words, question.chosen(), facet, question.reader());
				counts.putAll(searcher.search(others, new FacetCounts(List.of(facet))));
			}
		}
		return new Answer(total, relaxed && total > 0, hits(searcher, found, question.limit(), asked), counts,
				Paging.next(found, question.limit(), question.sort()));
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

	private List<Hit> hits(IndexSearcher searcher, TopDocs found, int limit, Asked asked) throws IOException {
		Marking marking = new Marking(this.analysis, asked.terms());
		List<Hit> hits = new ArrayList<>();
		for (int i = 0; i < Math.min(limit, found.scoreDocs.length); i++) {
			Hit hit = hit(searcher, found.scoreDocs[i]);
			hits.add(hit.with(marking.of(hit)));
		}
		return hits;
	}

	private Hit hit(IndexSearcher searcher, ScoreDoc found) throws IOException {
		BytesRef stored = searcher.storedFields()
			.document(found.doc, Set.of(EntryDocument.HIT))
			.getBinaryValue(EntryDocument.HIT);
		return this.json.readValue(stored.bytes, stored.offset, stored.length, Hit.class);
	}

	/** Titles that what was typed so far may become, ten at most, each once. */
	Map<String, Text> suggestions(String typed) {
		Asked asked = this.analysis.asked(typed);
		Map<String, Text> suggestions = new LinkedHashMap<>();
		if (asked.key().isEmpty()) {
			return suggestions;
		}
		return this.index.read((searcher) -> {
			Sort sort = new Sort(SortField.FIELD_SCORE, new SortField(EntryDocument.ORDER, SortField.Type.STRING),
					new SortField(EntryDocument.ID, SortField.Type.STRING));
			for (ScoreDoc found : searcher.search(Asking.title(asked), 40, sort).scoreDocs) {
				Hit hit = hit(searcher, found);
				if (suggestions.size() < 10 && !suggestions.containsValue(hit.title())) {
					suggestions.put(hit.id(), hit.title());
				}
			}
			return suggestions;
		});
	}

}
