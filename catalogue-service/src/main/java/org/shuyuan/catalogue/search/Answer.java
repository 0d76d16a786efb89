package org.shuyuan.catalogue.search;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param total hits on all pages
 * @param relaxed whether not all words were found together, so that any of them had to do
 * @param hits this page, best first
 * @param counts hits per facet and value
 * @param after where this page ends, if another follows
 */
record Answer(int total, boolean relaxed, List<Hit> hits, Map<Facet, Map<String, Integer>> counts,
		@Nullable String after) {
}
