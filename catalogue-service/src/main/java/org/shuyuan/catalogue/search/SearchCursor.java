package org.shuyuan.catalogue.search;

import org.shuyuan.catalogue.search.index.SortPosition;

/**
 * Where the next page begins, and how the pages before were found: entries added or
 * removed meanwhile change neither the order nor the words searched for.
 *
 * @param mode how the words were taken
 * @param steps rarity of the words, as {@link WordRarity#steps}
 * @param end where the page before ended, as {@link SortPosition#token}
 */
record SearchCursor(Mode mode, String steps, String end) {

	private static final char SEPARATOR = '.';

	/** How a question's words were taken. */
	enum Mode {

		/** Enough of the words as given. */
		GIVEN,

		/** Any of the words as given. */
		ANY,

		/** Enough of the words that may have been meant. */
		CORRECTED

	}

	/**
	 * Reads a token.
	 * @throws IllegalArgumentException if it is invalid
	 */
	static SearchCursor parse(String token) {
		int parted = token.indexOf(SEPARATOR);
		if (parted > 0) {
			for (Mode mode : Mode.values()) {
				if (mode.name().charAt(0) == token.charAt(0)) {
					return new SearchCursor(mode, token.substring(1, parted), token.substring(parted + 1));
				}
			}
		}
		throw new IllegalArgumentException("Not the end of a page");
	}

	/** This cursor as an opaque token. */
	String token() {
		return this.mode.name().charAt(0) + this.steps + SEPARATOR + this.end;
	}

}
