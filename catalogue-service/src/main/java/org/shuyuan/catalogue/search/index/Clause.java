package org.shuyuan.catalogue.search.index;

import java.util.List;

/**
 * A condition on entries, and what meeting it is worth; free of any engine's syntax.
 * Worths are multiples of a 64th below 2<sup>15</sup>: their sums are exact in any order,
 * and depend only on the entry and the query.
 */
public sealed interface Clause {

	/** Letters at the beginning of a similar term that have to be right. */
	int SAME_BEGINNING = 2;

	/** Every entry matches it. */
	record Everything() implements Clause {
	}

	/**
	 * A field has all of these terms.
	 *
	 * @param field name of the field
	 * @param terms one or more
	 * @param weight what meeting them adds to a score together
	 */
	record Holds(String field, List<String> terms, float weight) implements Clause {

		public Holds {
			terms = List.copyOf(terms);
		}

		public Holds(String field, String term, float weight) {
			this(field, List.of(term), weight);
		}

	}

	/**
	 * A field has a term with this beginning.
	 *
	 * @param field name of the field
	 * @param beginning the beginning
	 * @param weight what meeting them adds to a score
	 */
	record Begins(String field, String beginning, float weight) implements Clause {
	}

	/**
	 * A field has a term that differs by a few letters: one left out, added, replaced, or
	 * two neighbours swapped, each counts as one edit.
	 *
	 * @param field name of the field
	 * @param term the term; its first letters have to be right
	 * @param edits how many at most, 1 or 2
	 * @param weight what meeting them adds to a score
	 */
	record Similar(String field, String term, int edits, float weight) implements Clause {
	}

	/**
	 * One of several matches; worth what the best of them is.
	 *
	 * @param of the several
	 */
	record Best(List<Clause> of) implements Clause {

		public Best {
			of = List.copyOf(of);
		}

	}

	/**
	 * So many of several match; with the sum of the weights of all that match.
	 *
	 * @param minimum how many, 1 or more
	 * @param of the several
	 */
	record AtLeast(int minimum, List<Clause> of) implements Clause {

		public AtLeast {
			of = List.copyOf(of);
		}

	}

	/**
	 * Entries that match every word, and below them those that match enough of the words:
	 * none of these is worth as much as the least of those.
	 *
	 * @param all what matches every word
	 * @param some what matches enough of them; empty where there is no such thing
	 * @param better what makes an entry better than others of its tier
	 */
	record Tiers(Clause all, List<Clause> some, List<Clause> better) implements Clause {

		/** Above the sum of all other weights of a query's words. */
		public static final float ALL_WORDS = 16_384;

		public static final float SOME_WORDS = 1;

		public Tiers {
			some = List.copyOf(some);
			better = List.copyOf(better);
		}

	}

}
