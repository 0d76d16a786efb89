package org.shuyuan.vocab;

import org.jspecify.annotations.Nullable;

/**
 * Where in the law a statement rests.
 *
 * @param instrument code of a legal instrument in the code list {@code instruments},
 * required
 * @param article article, paragraph and item as printed, such as 第十五条; optional
 */
public record Citation(String instrument, @Nullable String article) {

	public Citation {
		if (instrument == null || instrument.isBlank()) {
			throw new IllegalArgumentException("A citation names a legal instrument");
		}
	}

}
