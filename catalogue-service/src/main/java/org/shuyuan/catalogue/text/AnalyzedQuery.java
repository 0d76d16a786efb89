package org.shuyuan.catalogue.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a reader asks for, free of any engine's syntax.
 *
 * @param key the whole question as a key, for titles that say exactly this
 * @param units what is asked for; each is a separate condition
 * @param spelling the question as one pinyin spelling, where it may be one
 */
public record AnalyzedQuery(String key, List<Unit> units, @Nullable String spelling) {

	public AnalyzedQuery {
		units = List.copyOf(units);
	}

	/** How important a unit is. */
	public enum Demand {

		/** A word. */
		WORD,

		/** A single Chinese character: required, but too little to be found by alone. */
		CHARACTER,

		/** Says of data that they are data: makes a hit better, and is not required. */
		NONE

	}

	/**
	 * One condition.
	 *
	 * @param ways ways to match it, as written first: any of them will do, and each asks
	 * for all its tokens
	 * @param parts ways to match it in part
	 * @param words tokens that make a hit better when present
	 * @param demand how important it is
	 * @param spelling beginning of a pinyin spelling that matches it too
	 */
	public record Unit(List<List<String>> ways, List<List<String>> parts, List<String> words, Demand demand,
			@Nullable String spelling) {

		public Unit {
			ways = List.copyOf(ways);
			parts = List.copyOf(parts);
			words = List.copyOf(words);
		}

	}

	/** Every token that a passage may be marked for. */
	public Set<String> terms() {
		Set<String> terms = new HashSet<>();
		for (Unit unit : this.units) {
			unit.ways().forEach(terms::addAll);
			unit.parts().forEach(terms::addAll);
			terms.addAll(unit.words());
		}
		return terms;
	}

	/** Whether some of the units may match without the others. */
	public boolean divisible() {
		long required = this.units.stream().filter((unit) -> unit.demand() != Demand.NONE).count();
		return required > 1;
	}

}
