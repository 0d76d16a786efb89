package org.shuyuan.catalogue.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Words that ask for the same thing.
 */
final class Synonyms {

	/** Represents the space between two Latin words. */
	static final String SPACE = "_";

	/** Parts what is asked for from what it is called. */
	private static final String CALLED = ">";

	private static final int SHORTEST_INITIALS = 3;

	private final Map<String, List<String>> groups = new HashMap<>();

	private final Map<String, List<String>> stems = new HashMap<>();

	private final Map<String, List<String>> related = new HashMap<>();

	private final Map<String, List<String>> relatedStems = new HashMap<>();

	/** Chinese words of all lists by how they are read, in full and by initials. */
	private final Map<String, Set<String>> readings = new HashMap<>();

	private final Map<String, Set<String>> initials = new HashMap<>();

	private final Set<String> latin = new TreeSet<>();

	private final UnaryOperator<String> stem;

	private final int longest;

	private Synonyms(List<List<String>> groups, List<List<String>> related, UnaryOperator<String> stem,
			Function<String, List<String>> syllables) {
		this.stem = stem;
		int longest = 0;
		for (List<String> group : groups) {
			for (String word : group) {
				if (this.groups.put(word, group) != null) {
					throw new IllegalStateException("'%s' is in two groups of synonyms".formatted(word));
				}
				longest = Math.max(longest, word.length());
				take(word, syllables);
			}
		}
		for (List<String> line : related) {
			int called = line.indexOf(CALLED);
			List<String> asked = line.subList(0, called);
			asked.forEach(
					(word) -> this.relatedStems.putIfAbsent(stem.apply(word), line.subList(called + 1, line.size())));
			asked.forEach((word) -> relate(word, line.subList(called + 1, line.size())));
			longest = Math.max(longest, asked.stream().mapToInt(String::length).max().orElse(0));
			line.stream().filter((word) -> !word.equals(CALLED)).forEach((word) -> take(word, syllables));
		}
		groups.forEach((group) -> group.forEach((word) -> this.stems.putIfAbsent(stem.apply(word), group)));
		this.longest = longest;
	}

	/**
	 * @param stem what a Latin word is reduced to
	 * @param syllables how each character of a text is read
	 */
	static Synonyms shipped(UnaryOperator<String> stem, Function<String, List<String>> syllables) {
		return new Synonyms(WordLists.groups("synonyms.txt"), WordLists.groups("related-words.txt"), stem, syllables);
	}

	private void relate(String word, List<String> called) {
		if (this.related.put(word, called) != null) {
			throw new IllegalStateException("'%s' is related twice".formatted(word));
		}
	}

	private void take(String word, Function<String, List<String>> syllables) {
		if (TextNormalizer.isHan(word.charAt(0))) {
			List<String> read = syllables.apply(word);
			this.readings.computeIfAbsent(String.join("", read), (_) -> new TreeSet<>()).add(word);
			if (word.length() >= SHORTEST_INITIALS) {
				String first = read.stream().map((syllable) -> syllable.substring(0, 1)).collect(Collectors.joining());
				this.initials.computeIfAbsent(first, (_) -> new TreeSet<>()).add(word);
			}
		}
		else if (!word.contains(SPACE)) {
			this.latin.add(word);
		}
	}

	/**
	 * All words of the group, the word itself among them; none where it is in no group.
	 */
	List<String> of(String word) {
		List<String> group = this.groups.get(word);
		String stem = this.stem.apply(word);
		return (group != null) ? group : this.groups.getOrDefault(stem, this.stems.getOrDefault(stem, List.of()));
	}

	/**
	 * What answers a word in part, because catalogues call the matter so; often nothing.
	 */
	List<String> related(String word) {
		return this.related.getOrDefault(word, this.relatedStems.getOrDefault(this.stem.apply(word), List.of()));
	}

	/** Whether a word is in any of the lists. */
	boolean known(String word) {
		return !of(word).isEmpty() || !related(word).isEmpty();
	}

	/** Chinese words of the lists that are read so. */
	Set<String> read(String letters) {
		return this.readings.getOrDefault(letters, Set.of());
	}

	/** Chinese words of the lists, of three characters or more, with these initials. */
	Set<String> initials(String letters) {
		return this.initials.getOrDefault(letters, Set.of());
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
