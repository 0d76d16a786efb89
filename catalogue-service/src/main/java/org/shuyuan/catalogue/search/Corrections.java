package org.shuyuan.catalogue.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.shuyuan.catalogue.search.index.Clause;
import org.shuyuan.catalogue.search.index.EntryDocument;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.text.CharacterRun;
import org.shuyuan.catalogue.text.EditDistance;
import org.shuyuan.catalogue.text.TextAnalysis;

/**
 * What was meant by someone who typed other characters of the same sound, or a Latin word
 * with a letter too many, too few, wrong or swapped: words that titles of entries have.
 */
final class Corrections {

	/** Longer questions are no single slip. */
	private static final int LONGEST_QUESTION = 24;

	private static final int LONGEST_WINDOW = 5;

	private static final int SHORTEST_WINDOW = 2;

	private static final int LONGEST_TITLE = 100;

	private final TextAnalysis analysis;

	Corrections(TextAnalysis analysis) {
		this.analysis = analysis;
	}

	/**
	 * The question with what seems misspelt put right.
	 * @param search finds entries that have something similar, best first
	 */
	Optional<String> of(String question, Function<Clause, List<SearchHit>> search) {
		String folded = this.analysis.fold(question.strip());
		if (folded.isEmpty() || folded.length() > LONGEST_QUESTION) {
			return Optional.empty();
		}
		List<CharacterRun> runs = CharacterRun.of(folded);
		Map<CharacterRun, List<Window>> windows = new LinkedHashMap<>();
		runs.stream()
			.filter(CharacterRun::han)
			.forEach((characterRun) -> windows.put(characterRun, windows(folded, characterRun)));
		List<Clause> similar = new ArrayList<>();
		windows.values().stream().flatMap(List::stream).forEach((window) -> similar.add(window.clause()));
		runs.stream()
			.filter((characterRun) -> !characterRun.han())
			.map((characterRun) -> characterRun.in(folded))
			.filter((word) -> word.length() >= EditDistance.SHORTEST_WORD)
			.forEach((word) -> similar.add(new Clause.Similar(EntryDocument.ANY, TextAnalysis.AS_WRITTEN + word,
					EditDistance.allowed(word), word.length())));
		if (similar.isEmpty()) {
			return Optional.empty();
		}
		List<SearchHit> hits = search.apply(new Clause.AtLeast(1, similar));
		return replaced(folded, runs,
				(characterRun) -> characterRun.han() ? sameSound(windows.getOrDefault(characterRun, List.of()), hits)
						: sameLetters(characterRun, folded, hits));
	}

	private static Optional<String> replaced(String folded, List<CharacterRun> runs,
			Function<CharacterRun, Optional<Replacement>> of) {
		StringBuilder corrected = new StringBuilder(folded);
		boolean changed = false;
		for (CharacterRun characterRun : runs.reversed()) {
			Optional<Replacement> replacement = of.apply(characterRun);
			replacement.ifPresent((one) -> corrected.replace(one.start(), one.end(), one.text()));
			changed |= replacement.isPresent();
		}
		return changed ? Optional.of(corrected.toString()) : Optional.empty();
	}

	private Optional<Replacement> sameLetters(CharacterRun characterRun, String folded, List<SearchHit> hits) {
		String word = characterRun.in(folded);
		Set<String> written = new HashSet<>();
		hits.forEach((hit) -> Stream.of(hit.title().zh(), hit.title().en()).forEach((title) -> {
			if (title != null) {
				String text = this.analysis.fold(title);
				CharacterRun.of(text).stream().filter((one) -> !one.han()).forEach((one) -> written.add(one.in(text)));
			}
		}));
		if (written.contains(word) || this.analysis.knows(word)) {
			return Optional.empty();
		}
		return this.analysis.similar(word)
			.or(() -> EditDistance.nearest(word, written.stream().sorted().toList()))
			.map((meant) -> new Replacement(characterRun.start(), characterRun.end(), meant));
	}

	/** The longest stretch that titles write otherwise, as most of them do. */
	private Optional<Replacement> sameSound(List<Window> windows, List<SearchHit> hits) {
		List<Title> titles = hits.stream().map((hit) -> title(hit.title().zh())).toList();
		for (Window window : windows) {
			Map<String, Integer> votes = new LinkedHashMap<>();
			for (Title title : titles) {
				soundingLike(window, title).forEach((text) -> votes.merge(text, 1, Integer::sum));
			}
			if (votes.containsKey(window.text())) {
				continue;
			}
			Optional<Map.Entry<String, Integer>> most = votes.entrySet()
				.stream()
				.max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
			if (most.isPresent()) {
				return Optional
					.of(new Replacement(window.start(), window.start() + window.text().length(), most.get().getKey()));
			}
		}
		return Optional.empty();
	}

	private static Set<String> soundingLike(Window window, Title title) {
		Set<String> same = new HashSet<>();
		int length = window.text().length();
		for (int at = 0; at + length <= title.text().length(); at++) {
			if (String.join("", title.sounds().subList(at, at + length)).equals(window.spelling())) {
				same.add(title.text().substring(at, at + length));
			}
		}
		return same;
	}

	private Title title(String title) {
		String text = this.analysis.fold(title.substring(0, Math.min(title.length(), LONGEST_TITLE)));
		return new Title(text, this.analysis.syllables(text));
	}

	/** Stretches of a run of Chinese, the longest first. */
	private List<Window> windows(String folded, CharacterRun characterRun) {
		String text = characterRun.in(folded);
		List<String> sounds = this.analysis.syllables(text);
		List<Window> windows = new ArrayList<>();
		for (int length = Math.min(text.length(), LONGEST_WINDOW); length >= SHORTEST_WINDOW; length--) {
			for (int at = 0; at + length <= text.length(); at++) {
				windows.add(new Window(characterRun.start() + at, text.substring(at, at + length),
						String.join("", sounds.subList(at, at + length))));
			}
		}
		return windows;
	}

	/**
	 * A stretch of Chinese.
	 *
	 * @param start index of its first character in the question
	 * @param text its characters
	 * @param spelling how it is read
	 */
	private record Window(int start, String text, String spelling) {

		Clause clause() {
			return new Clause.Begins(EntryDocument.SPELLING, this.spelling, this.text.length());
		}

	}

	/**
	 * A title and how each of its characters is read.
	 */
	private record Title(String text, List<String> sounds) {
	}

	private record Replacement(int start, int end, String text) {
	}

}
