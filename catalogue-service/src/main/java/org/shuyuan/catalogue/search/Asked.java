package org.shuyuan.catalogue.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a reader asks for, free of any engine's syntax.
 *
 * @param key the whole question as a key, for titles that say exactly this
 * @param units what is asked for; each is a condition of its own
 * @param spelling the question as one pinyin spelling, where it may be one
 */
record Asked(String key, List<Unit> units, @Nullable String spelling) {

	Asked {
		units = List.copyOf(units);
	}

	/**
	 * One condition.
	 *
	 * @param ways ways to meet it: any of them will do, and each asks for all its tokens
	 * @param words tokens that make a hit better when present
	 * @param worth what it is worth, a multiple of a quarter
	 * @param spelling beginning of a pinyin spelling that meets it too
	 */
	record Unit(List<List<String>> ways, List<String> words, float worth, @Nullable String spelling) {

		Unit {
			ways = List.copyOf(ways);
			words = List.copyOf(words);
		}

	}

	/** Every token that a passage may be marked for. */
	Set<String> terms() {
		Set<String> terms = new HashSet<>();
		for (Unit unit : this.units) {
			unit.ways().forEach(terms::addAll);
			terms.addAll(unit.words());
		}
		return terms;
	}

}
