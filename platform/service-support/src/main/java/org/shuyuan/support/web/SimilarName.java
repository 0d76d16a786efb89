package org.shuyuan.support.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that was probably meant, by edit distance. */
final class SimilarName {

	private static final int LONGEST = 60;

	private SimilarName() {
	}

	/** The known name most similar to the one given, if any is. */
	static Optional<String> of(String given, Collection<String> known) {
		String asked = shown(given).toLowerCase(Locale.ROOT);
		int most = (asked.length() < 4) ? 1 : Math.max(2, asked.length() / 3);
		return known.stream()
			.filter((name) -> distance(asked, name.toLowerCase(Locale.ROOT)) <= most
					|| asked.length() > 2 && name.toLowerCase(Locale.ROOT).startsWith(asked))
			.min(Comparator.comparingInt((name) -> distance(asked, name.toLowerCase(Locale.ROOT))));
	}

	/** A name as it may be repeated in an answer: short, without control characters. */
	static String shown(String given) {
		String visible = given.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
		return (visible.length() <= LONGEST) ? visible : visible.substring(0, LONGEST) + "…";
	}

	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j <= other.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int replaced = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length()];
	}

}
