package org.shuyuan.catalogue.search;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.catalogue.search.index.SearchHit;

/**
 * What was found.
 *
 * @param total hits on all pages
 * @param totalAllWords those of them that match all words; they come first
 * @param didYouMean similar words that entries have, where none matches all of the given
 * ones
 * @param corrected whether nothing matched the words as given, so that the hits are those
 * of {@code didYouMean}
 * @param hits this page, best first
 * @param counts hits per facet and value
 * @param after where this page ends, if another follows
 */
record SearchHits(int total, int totalAllWords, @Nullable String didYouMean, boolean corrected, List<SearchHit> hits,
		Map<Facet, Map<String, Integer>> counts, @Nullable String after) {

	/** Whether there are hits, none of which matches all words. */
	boolean relaxed() {
		return this.total > 0 && this.totalAllWords == 0;
	}

	SearchHits suggesting(String words) {
		return new SearchHits(this.total, this.totalAllWords, words, this.corrected, this.hits, this.counts,
				this.after);
	}

}
