package org.shuyuan.catalogue.text;

import java.util.Collection;
import java.util.Optional;

/**
 * How many letters have to be changed to make one word another: left out, added,
 * replaced, or two neighbours swapped.
 *
 * @see <a href="https://doi.org/10.1145/363958.363994">Damerau, A technique for computer
 * detection and correction of spelling errors</a>
 */
public final class EditDistance {

	/** Shorter words are near too many others. */
	public static final int SHORTEST_WORD = 4;

	static final int LONGEST_WORD = 40;

	private static final int LONG_WORD = 8;

	private EditDistance() {
	}

	/**
	 * Edits that a misspelt word may be away from what was meant: 1, or 2 if it is long.
	 */
	public static int allowed(String word) {
		return (word.length() >= LONG_WORD) ? 2 : 1;
	}

	/**
	 * The nearest of some words within the allowed distance, other than the word itself.
	 */
	public static Optional<String> nearest(String word, Collection<String> words) {
		if (word.length() < SHORTEST_WORD || word.length() > LONGEST_WORD) {
			return Optional.empty();
		}
		Optional<String> nearest = Optional.empty();
		int least = allowed(word) + 1;
		for (String other : words) {
			boolean near = other.length() >= SHORTEST_WORD && other.charAt(0) == word.charAt(0)
					&& Math.abs(other.length() - word.length()) < least;
			int distance = near ? between(word, other) : least;
			if (distance > 0 && distance < least) {
				least = distance;
				nearest = Optional.of(other);
			}
		}
		return nearest;
	}

	static int between(String one, String other) {
		int[][] edits = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				edits[i][j] = (i == 0 || j == 0) ? i + j : edits(edits, one, other, i, j);
			}
		}
		return edits[one.length()][other.length()];
	}

	private static int edits(int[][] edits, String one, String other, int i, int j) {
		int replaced = edits[i - 1][j - 1] + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
		int least = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
				&& one.charAt(i - 2) == other.charAt(j - 1);
		return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
	}

}
