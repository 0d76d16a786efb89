package org.shuyuan.catalogue.search.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.AgencyId;

/**
 * A search.
 *
 * @param words what to look for; empty for everything
 * @param chosen values chosen of facets: any of a facet's values, all of the facets
 * @param counted facets to count
 * @param sort order of the answer
 * @param limit hits wanted, 1-200
 * @param after where the page before ended
 * @param reader who asks
 */
public record SearchQuery(String words, Map<Facet, Set<String>> chosen, List<Facet> counted, Sorting sort, int limit,
		@Nullable String after, Reader reader) {

	public SearchQuery {
		chosen = Map.copyOf(chosen);
		counted = List.copyOf(counted);
	}

	/** The same question from another place on. */
	public SearchQuery after(@Nullable String after) {
		return new SearchQuery(this.words, this.chosen, this.counted, this.sort, this.limit, after, this.reader);
	}

	/**
	 * Orders of an answer: what matches all words before what matches some, and ties are
	 * broken by id.
	 */
	public enum Sorting {

		RELEVANCE, MODIFIED, TITLE;

		public static Optional<Sorting> of(String code) {
			for (Sorting sorting : values()) {
				if (sorting.name().equalsIgnoreCase(code)) {
					return Optional.of(sorting);
				}
			}
			return Optional.empty();
		}

	}

	/** Who asks, which decides what there is to be found. */
	public sealed interface Reader {

		/** The reader of an index that holds only public entries. */
		record Anybody() implements Reader {
		}

		/**
		 * A department: sees what departments may, and its own.
		 *
		 * @param agency the department
		 */
		record Department(AgencyId agency) implements Reader {
		}

		/** The authority or an auditor: sees every entry. */
		record Everything() implements Reader {
		}

	}

}
