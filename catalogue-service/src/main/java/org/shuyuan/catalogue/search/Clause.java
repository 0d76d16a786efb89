package org.shuyuan.catalogue.search;

import java.util.List;

/**
 * A condition on entries, and what meeting it is worth; free of any engine's syntax.
 * Worths are multiples of a quarter: their sums are exact in whatever order they are
 * added, and depend on nothing but the entry and the question.
 */
sealed interface Clause {

	/** Every entry meets it. */
	record Everything() implements Clause {
	}

	/**
	 * A field has all of these terms.
	 *
	 * @param field name of the field
	 * @param terms one or more
	 * @param worth what they are worth together
	 */
	record Holds(String field, List<String> terms, float worth) implements Clause {

		public Holds {
			terms = List.copyOf(terms);
		}

		public Holds(String field, String term, float worth) {
			this(field, List.of(term), worth);
		}

	}

	/**
	 * A field has a term with this beginning.
	 *
	 * @param field name of the field
	 * @param beginning the beginning
	 * @param worth what it is worth
	 */
	record Begins(String field, String beginning, float worth) implements Clause {
	}

	/**
	 * One of several is met; worth what the best of them is.
	 *
	 * @param of the several
	 */
	record Best(List<Clause> of) implements Clause {

		public Best {
			of = List.copyOf(of);
		}

	}

	/**
	 * All of some are met, or where there are none of them, one of the others; worth what
	 * all that are met are worth together.
	 *
	 * @param must what has to be met
	 * @param may what makes an entry better
	 */
	record Sum(List<Clause> must, List<Clause> may) implements Clause {

		public Sum {
			must = List.copyOf(must);
			may = List.copyOf(may);
		}

	}

}
