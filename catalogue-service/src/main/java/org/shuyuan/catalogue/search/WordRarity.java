package org.shuyuan.catalogue.search;

import java.util.List;

import org.shuyuan.catalogue.text.AnalyzedQuery;

/**
 * How rare the words of a question are in a catalogue, in steps: inverse document
 * frequency, coarse enough to stay the same while entries come and go. A page's end
 * carries it, so that the page after it is ordered by the same.
 *
 * @param steps one digit for each unit: how often the number of entries can be halved
 * before it falls below the number that match the unit, 0-8; 9 where none matches it
 */
record WordRarity(String steps) {

	private static final int RAREST = 8;

	private static final char UNKNOWN_WORD = '9';

	/** Where rarity is no signal, as with a single word. */
	static WordRarity even(int units) {
		return new WordRarity("4".repeat(units));
	}

	/**
	 * @param met how many entries match each unit
	 * @param total how many entries there are
	 */
	static WordRarity of(List<Integer> met, int total) {
		StringBuilder steps = new StringBuilder();
		for (int count : met) {
			int step = 0;
			while (count > 0 && step < RAREST && count <= (total >> (step + 1))) {
				step++;
			}
			steps.append((count == 0) ? UNKNOWN_WORD : (char) ('0' + step));
		}
		return new WordRarity(steps.toString());
	}

	/**
	 * Reads the steps of a question with so many units.
	 * @throws IllegalArgumentException if they are another question's
	 */
	static WordRarity parse(String steps, int units) {
		if (steps.length() != units || !steps.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			throw new IllegalArgumentException("Not the end of a page of this question");
		}
		return new WordRarity(steps);
	}

	/** Whether any entry matches the unit. */
	boolean known(int unit) {
		return this.steps.charAt(unit) != UNKNOWN_WORD;
	}

	/** The weight of a match of the unit, 0.25-4. */
	float weight(int unit, AnalyzedQuery.Demand demand) {
		float weight = Math.clamp((this.steps.charAt(unit) - '0') / 2f, 0.25f, RAREST / 2f);
		return switch (demand) {
			case WORD -> weight;
			case CHARACTER -> Math.min(weight, 0.5f);
			case NONE -> 0.25f;
		};
	}

}
