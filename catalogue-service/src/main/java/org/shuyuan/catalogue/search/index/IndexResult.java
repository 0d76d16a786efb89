package org.shuyuan.catalogue.search.index;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an index found.
 *
 * @param total hits on all pages
 * @param totalAllWords those of them that match all words; they come first
 * @param hits this page, in order
 * @param counts hits per facet and value, each facet without its own selection
 * @param end where this page ends, if another follows
 */
public record IndexResult(int total, int totalAllWords, List<SearchHit> hits, Map<Facet, Map<String, Integer>> counts,
		@Nullable SortPosition end) {
}
