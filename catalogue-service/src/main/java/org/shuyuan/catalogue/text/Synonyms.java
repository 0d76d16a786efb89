package org.shuyuan.catalogue.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Words that ask for the same thing.
 */
final class Synonyms {

	/** Represents the space between two Latin words. */
	static final String SPACE = "_";

	private final Map<String, List<String>> groups = new HashMap<>();

	private final Map<String, List<String>> stems = new HashMap<>();

	private final Set<String> latin = new TreeSet<>();

	private final UnaryOperator<String> stem;

	private final int longest;

	private Synonyms(List<List<String>> groups, UnaryOperator<String> stem) {
		this.stem = stem;
		int longest = 0;
		for (List<String> group : groups) {
			for (String word : group) {
				if (this.groups.put(word, group) != null) {
					throw new IllegalStateException("'%s' is in two groups of synonyms".formatted(word));
				}
				if (!TextNormalizer.isHan(word.charAt(0)) && !word.contains(SPACE)) {
					this.latin.add(word);
				}
				longest = Math.max(longest, word.length());
			}
		}
		groups.forEach((group) -> group.forEach((word) -> this.stems.putIfAbsent(stem.apply(word), group)));
		this.longest = longest;
	}

	/**
	 * @param stem what a Latin word is reduced to
	 */
	static Synonyms shipped(UnaryOperator<String> stem) {
		return new Synonyms(WordLists.groups("synonyms.txt"), stem);
	}

	/**
	 * All words of the group, the word itself among them; none where it is in no group.
	 */
	List<String> of(String word) {
		List<String> group = this.groups.get(word);
		String stem = this.stem.apply(word);
		return (group != null) ? group : this.groups.getOrDefault(stem, this.stems.getOrDefault(stem, List.of()));
	}

	/** The Latin word that is nearest to a misspelt one, if one is near. */
	Optional<String> similar(String word) {
		return EditDistance.nearest(word, this.latin);
	}

	/** Characters in the longest word. */
	int longest() {
		return this.longest;
	}

}
