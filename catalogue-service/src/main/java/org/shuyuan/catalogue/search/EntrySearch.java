package org.shuyuan.catalogue.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.shuyuan.catalogue.search.index.IndexResult;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.search.index.SortPosition;
import org.shuyuan.catalogue.text.AnalyzedQuery;
import org.shuyuan.catalogue.text.TextAnalysis;
import org.shuyuan.vocab.Text;

/**
 * Answers queries from an index of any engine.
 */
final class EntrySearch {

	/** Titles examined for suggestions, of which some may be the same. */
	private static final int LOOKED_AT = 40;

	private final SearchIndex index;

	private final TextAnalysis analysis;

	private final WordCounts counts;

	private final Corrections corrections;

	EntrySearch(SearchIndex index, TextAnalysis analysis) {
		this.index = index;
		this.analysis = analysis;
		this.counts = new WordCounts(index, System::nanoTime);
		this.corrections = new Corrections(analysis);
	}

	/**
	 * One page of what meets all words and then of what meets enough of them. Where
	 * nothing meets all, words close to those asked for are looked for, and taken instead
	 * unless what was asked for is known by other words; if there are none and nothing
	 * meets enough, any word will do.
	 * @throws IllegalArgumentException if the page's end is not this question's
	 */
	SearchHits answer(SearchQuery searchQuery) {
		String after = searchQuery.after();
		return (after != null) ? further(searchQuery, SearchCursor.parse(after)) : first(searchQuery);
	}

	private SearchHits first(SearchQuery searchQuery) {
		AnalyzedQuery analyzedQuery = this.analysis.asked(searchQuery.words());
		SearchHits given = page(searchQuery, analyzedQuery, SearchCursor.Mode.GIVEN,
				rarity(analyzedQuery, searchQuery.reader()));
		if (given.totalAllWords() > 0 || analyzedQuery.units().isEmpty()) {
			return given;
		}
		Optional<String> correction = correction(searchQuery);
		if (correction.isPresent() && (given.total() == 0 || unknownWord(searchQuery.words(), analyzedQuery))) {
			AnalyzedQuery corrected = this.analysis.asked(correction.get());
			SearchHits instead = page(searchQuery, corrected, SearchCursor.Mode.CORRECTED,
					rarity(corrected, searchQuery.reader()));
			if (instead.total() > 0) {
				return instead.suggesting(correction.get());
			}
		}
		boolean any = given.total() == 0 && analyzedQuery.divisible();
		SearchHits searchHits = any
				? page(searchQuery, analyzedQuery, SearchCursor.Mode.ANY, rarity(analyzedQuery, searchQuery.reader()))
				: given;
		return correction.map(searchHits::suggesting).orElse(searchHits);
	}

	/**
	 * Whether a question is a single word, or run of them, that no list knows in part.
	 */
	private static boolean unknownWord(String words, AnalyzedQuery analyzedQuery) {
		return words.strip().chars().noneMatch(Character::isWhitespace) && analyzedQuery.units()
			.stream()
			.allMatch(
					(unit) -> unit.ways().getFirst().containsAll(unit.parts().stream().flatMap(List::stream).toList()));
	}

	private SearchHits further(SearchQuery searchQuery, SearchCursor searchCursor) {
		SearchQuery rest = searchQuery.after(searchCursor.end());
		if (searchCursor.mode() == SearchCursor.Mode.CORRECTED) {
			String words = correction(searchQuery)
				.orElseThrow(() -> new IllegalArgumentException("Not the end of a page of this question"));
			return further(rest, this.analysis.asked(words), searchCursor).suggesting(words);
		}
		return further(rest, this.analysis.asked(searchQuery.words()), searchCursor);
	}

	private SearchHits further(SearchQuery rest, AnalyzedQuery analyzedQuery, SearchCursor searchCursor) {
		return page(rest, analyzedQuery, searchCursor.mode(),
				WordRarity.parse(searchCursor.steps(), analyzedQuery.units().size()));
	}

	private SearchHits page(SearchQuery searchQuery, AnalyzedQuery analyzedQuery, SearchCursor.Mode mode,
			WordRarity wordRarity) {
		boolean ranked = searchQuery.sort() == SearchQuery.Sorting.RELEVANCE;
		IndexResult indexResult = this.index.find(searchQuery,
				new QueryClauses(analyzedQuery, wordRarity).words(mode == SearchCursor.Mode.ANY, ranked));
		Highlighter highlighter = new Highlighter(this.analysis, analyzedQuery.terms());
		List<SearchHit> hits = indexResult.hits()
			.stream()
			.map((searchHit) -> searchHit.with(highlighter.of(searchHit)))
			.toList();
		SortPosition end = indexResult.end();
		return new SearchHits(indexResult.total(), indexResult.totalAllWords(), null,
				mode == SearchCursor.Mode.CORRECTED, hits, indexResult.counts(),
				(end != null) ? new SearchCursor(mode, wordRarity.steps(), end.token()).token() : null);
	}

	private WordRarity rarity(AnalyzedQuery analyzedQuery, SearchQuery.Reader reader) {
		return analyzedQuery.divisible() ? this.counts.of(analyzedQuery.units(), reader)
				: WordRarity.even(analyzedQuery.units().size());
	}

	/** Words similar to the query's that all match some entry the reader may see. */
	private Optional<String> correction(SearchQuery searchQuery) {
		return this.corrections.of(searchQuery.words(), (similar) -> this.index.best(similar, LOOKED_AT))
			.filter((words) -> {
				SearchQuery once = new SearchQuery(words, Map.of(), List.of(), SearchQuery.Sorting.RELEVANCE, 1, null,
						searchQuery.reader());
				AnalyzedQuery analyzedQuery = this.analysis.asked(words);
				return page(once, analyzedQuery, SearchCursor.Mode.GIVEN, WordRarity.even(analyzedQuery.units().size()))
					.totalAllWords() > 0;
			});
	}

	/** Titles that what was typed so far may become, ten at most, each once. */
	Map<String, Text> suggestions(String typed) {
		AnalyzedQuery analyzedQuery = this.analysis.asked(typed);
		Map<String, Text> suggestions = new LinkedHashMap<>();
		if (analyzedQuery.key().isEmpty()) {
			return suggestions;
		}
		for (SearchHit searchHit : this.index.best(QueryClauses.title(analyzedQuery), LOOKED_AT)) {
			if (suggestions.size() < 10 && !suggestions.containsValue(searchHit.title())) {
				suggestions.put(searchHit.id(), searchHit.title());
			}
		}
		return suggestions;
	}

}
