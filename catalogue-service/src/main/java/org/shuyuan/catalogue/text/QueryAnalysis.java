package org.shuyuan.catalogue.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * From a reader's words to what has to match: words with their synonyms, agencies by any
 * of their names, codes, pinyin; and what need not match, because it only says of data
 * that they are data.
 */
final class QueryAnalysis {

	private static final int LONGEST_QUESTION = 300;

	/** Engines take about 1,000 conditions at once. */
	private static final int MOST_UNITS = 20;

	/** Shorter mixtures of letters and digits are words, such as PM2.5. */
	private static final int SHORTEST_CODE = 8;

	private static final Set<String> EMPTY_WORDS = Set.of("的", "和", "与", "及", "或", "等", "了", "在", "之", "a", "an", "the",
			"of", "and", "or", "in", "for", "to", "on", "about", "有", "哪些", "怎么", "什么", "查", "查询", "我", "要", "想", "去",
			"吗", "呢", "哪", "哪里", "哪儿", "在哪", "在哪里", "多少", "多少钱", "怎么样", "怎么办", "怎样", "如何", "是", "where", "how", "what",
			"is", "are", "by", "with", "from");

	/** Titles often leave out what a place ends in: 合江 for 合江县. */
	private static final String PLACE_ENDINGS = "市县区";

	private final Set<String> dataWords;

	private final TextNormalizer textNormalizer;

	private final ChineseSegmenter words;

	private final Synonyms synonyms;

	private final AgencyNames agencies;

	private final UnaryOperator<String> stem;

	QueryAnalysis(TextNormalizer textNormalizer, ChineseSegmenter words, Synonyms synonyms, AgencyNames agencies,
			UnaryOperator<String> stem) {
		this.textNormalizer = textNormalizer;
		this.words = words;
		this.synonyms = synonyms;
		this.agencies = agencies;
		this.stem = stem;
		this.dataWords = WordLists.groups("data-words.txt")
			.stream()
			.flatMap(List::stream)
			.map(stem)
			.collect(Collectors.toSet());
	}

	/** The question that a reader's words ask; any string is one. */
	AnalyzedQuery of(String question) {
		String key = this.textNormalizer.key(question);
		String folded = this.textNormalizer
			.fold((question.length() > LONGEST_QUESTION) ? question.substring(0, LONGEST_QUESTION) : question);
		Set<AnalyzedQuery.Unit> units = new LinkedHashSet<>();
		boolean latinOnly = true;
		int done = 0;
		List<CharacterRun> runs = CharacterRun.of(folded);
		for (int i = 0; i < runs.size(); i++) {
			CharacterRun characterRun = runs.get(i);
			if (characterRun.start() < done) {
				continue;
			}
			int codeEnd = codeEnd(folded, characterRun.start());
			latinOnly &= !characterRun.han() && codeEnd == 0;
			if (codeEnd > 0) {
				units.add(code(folded.substring(characterRun.start(), codeEnd)));
				done = codeEnd;
			}
			else if (characterRun.han()) {
				ask(folded, characterRun, units);
			}
			else {
				String two = (i + 1 < runs.size())
						? characterRun.in(folded) + Synonyms.SPACE + runs.get(i + 1).in(folded) : "";
				boolean phrase = this.synonyms.known(two);
				units.add(phrase ? unit(two, null) : latin(characterRun.in(folded)));
				done = phrase ? runs.get(i + 1).end() : 0;
			}
		}
		List<AnalyzedQuery.Unit> telling = units.stream().filter((unit) -> !empty(unit)).limit(MOST_UNITS).toList();
		List<AnalyzedQuery.Unit> chosen = telling.isEmpty() ? units.stream().limit(MOST_UNITS).toList() : telling;
		return new AnalyzedQuery(key, required(chosen), (latinOnly && chosen.size() > 1) ? spelling(key) : null);
	}

	/** Where there are only words that need not match, they are searched for. */
	private static List<AnalyzedQuery.Unit> required(List<AnalyzedQuery.Unit> units) {
		if (units.stream().anyMatch((unit) -> unit.demand() != AnalyzedQuery.Demand.NONE)) {
			return units;
		}
		return units.stream()
			.map((unit) -> new AnalyzedQuery.Unit(unit.ways(), unit.parts(), unit.words(), AnalyzedQuery.Demand.WORD,
					unit.spelling()))
			.toList();
	}

	/** Where a code ends that begins here, such as a unified social credit code; or 0. */
	private static int codeEnd(String folded, int start) {
		if (start > 0 && plain(folded.charAt(start - 1))) {
			return 0;
		}
		int end = start;
		int digits = 0;
		int letters = 0;
		while (end < folded.length() && (plain(folded.charAt(end)) || joins(folded, end))) {
			char character = folded.charAt(end);
			digits += (character >= '0' && character <= '9') ? 1 : 0;
			letters += (character >= 'a' && character <= 'z') ? 1 : 0;
			end++;
		}
		boolean code = digits + letters >= SHORTEST_CODE && digits > 0 && digits * 3 >= letters;
		return code ? end : 0;
	}

	private static boolean plain(char character) {
		return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z');
	}

	/** Codes are written with strokes between their parts. */
	private static boolean joins(String folded, int at) {
		return "-/_".indexOf(folded.charAt(at)) >= 0 && at > 0 && plain(folded.charAt(at - 1))
				&& at + 1 < folded.length() && plain(folded.charAt(at + 1));
	}

	private AnalyzedQuery.Unit code(String code) {
		List<String> parts = CharacterRun.of(code)
			.stream()
			.map((characterRun) -> this.stem.apply(characterRun.in(code)))
			.distinct()
			.toList();
		return new AnalyzedQuery.Unit(List.of(List.of(TextAnalysis.NAMED + this.textNormalizer.key(code)), parts),
				List.of(), List.of(), AnalyzedQuery.Demand.WORD, null);
	}

	private void ask(String folded, CharacterRun characterRun, Collection<AnalyzedQuery.Unit> units) {
		List<ChineseSegmenter.Place> places = this.words.in(folded, characterRun.start(), characterRun.end());
		Set<Integer> ends = places.stream().map(ChineseSegmenter.Place::end).collect(Collectors.toSet());
		for (int i = 0; i < places.size(); i++) {
			int start = places.get(i).start();
			int agency = EMPTY_WORDS.contains(folded.substring(start, places.get(i).end())) ? 0
					: this.agencies.lengthAt(folded, start, characterRun.end(), ends);
			int end = (agency > 0) ? start + agency : synonymEnd(folded, start, places.subList(i, places.size()));
			if (end < 0) {
				int last = lastOfCharacters(folded, places, i);
				units.add(unit(folded.substring(start, places.get(last).end()), null));
				i = last;
				continue;
			}
			String word = folded.substring(start, end);
			units.add((agency > 0) ? agency(word) : unit(word, null));
			while (i + 1 < places.size() && places.get(i + 1).start() < end) {
				i++;
			}
			if (places.get(i).end() > end) {
				ask(folded, new CharacterRun(end, characterRun.end(), true), units);
				return;
			}
		}
	}

	/**
	 * The last of the characters from a place on that are in no word: a name, or a word
	 * with a wrong character, which asks for them side by side.
	 */
	private int lastOfCharacters(String folded, List<ChineseSegmenter.Place> places, int first) {
		int last = first;
		while (last < places.size() && character(folded, places.get(last))) {
			last++;
		}
		return Math.max(first, last - 1);
	}

	private boolean character(String folded, ChineseSegmenter.Place place) {
		String word = folded.substring(place.start(), place.end());
		return word.length() == 1 && !EMPTY_WORDS.contains(word) && !this.dataWords.contains(word);
	}

	/**
	 * Where the longest word with synonyms ends that starts here, or -1. Words of two
	 * characters are too easily found across others: they count only where they end as a
	 * word does.
	 */
	private int synonymEnd(String folded, int start, List<ChineseSegmenter.Place> places) {
		int limit = Math.min(places.getLast().end(), start + this.synonyms.longest());
		for (int end = limit; end > start + 1; end--) {
			int candidate = end;
			boolean whole = end - start > 2 || places.stream().anyMatch((place) -> place.end() == candidate);
			String word = folded.substring(start, end);
			if (whole && (this.synonyms.known(word) || this.dataWords.contains(word))) {
				return end;
			}
		}
		return -1;
	}

	/**
	 * An agency, by the names it has; matched in part by what another level's or another
	 * kind of body for the same matter has, and by the matter itself.
	 */
	private AnalyzedQuery.Unit agency(String name) {
		AgencyNames.Names names = this.agencies.of(name);
		boolean placed = !names.withPlace().isEmpty();
		Set<List<String>> ways = new LinkedHashSet<>();
		ways.add(pairs(name));
		(placed ? names.withPlace() : names.withoutPlace())
			.forEach((one) -> ways.add(List.of(TextAnalysis.NAMED + one)));
		Set<List<String>> parts = new LinkedHashSet<>();
		for (String one : names.withoutPlace()) {
			String subject = AgencyNames.subject(one);
			if (placed) {
				parts.add(List.of(TextAnalysis.NAMED + one));
			}
			List.of("局", "委").forEach((ending) -> parts.add(List.of(TextAnalysis.NAMED + subject + ending)));
		}
		String subject = AgencyNames.subject(names.withoutPlace().iterator().next());
		if (subject.length() > 1) {
			parts.add(pairs(subject));
		}
		parts.removeAll(ways);
		return new AnalyzedQuery.Unit(List.copyOf(ways), List.copyOf(parts), List.of(), AnalyzedQuery.Demand.WORD,
				null);
	}

	private AnalyzedQuery.Unit latin(String word) {
		return unit(word, this.synonyms.known(word) ? null : spelling(word));
	}

	private AnalyzedQuery.Unit unit(String word, @Nullable String spelling) {
		Set<List<String>> ways = new LinkedHashSet<>();
		List<String> words = new ArrayList<>();
		ways.add(pairs(word));
		Set<List<String>> parts = new LinkedHashSet<>();
		take(word, ways, parts);
		if (spelling != null) {
			this.synonyms.read(word).forEach((read) -> {
				ways.add(pairs(read));
				take(read, ways, parts);
			});
			this.synonyms.initials(word).forEach((read) -> {
				parts.add(pairs(read));
				take(read, parts, parts);
			});
		}
		boolean han = TextNormalizer.isHan(word.charAt(0));
		if (han && word.length() > 2 && PLACE_ENDINGS.indexOf(word.charAt(word.length() - 1)) >= 0) {
			parts.add(pairs(word.substring(0, word.length() - 1)));
		}
		parts.removeAll(ways);
		if (han && parts.isEmpty() && ways.size() == 1) {
			ways.iterator().next().forEach((pair) -> parts.add(List.of(pair)));
			parts.removeAll(ways);
		}
		if (!han && word.length() > 3) {
			ways.add(List.of(TextAnalysis.NAMED + word));
		}
		if (word.length() > 2 && han) {
			words.add(word);
		}
		return new AnalyzedQuery.Unit(List.copyOf(ways), List.copyOf(parts), words, demand(word), spelling);
	}

	private void take(String word, Collection<List<String>> ways, Collection<List<String>> parts) {
		this.synonyms.of(word).forEach((synonym) -> ways.add(pairs(synonym)));
		this.synonyms.related(word).forEach((related) -> parts.add(pairs(related)));
	}

	private AnalyzedQuery.Demand demand(String word) {
		if (this.dataWords.contains(this.stem.apply(word))) {
			return AnalyzedQuery.Demand.NONE;
		}
		boolean character = word.length() == 1 && TextNormalizer.isHan(word.charAt(0));
		return character ? AnalyzedQuery.Demand.CHARACTER : AnalyzedQuery.Demand.WORD;
	}

	private List<String> pairs(String word) {
		if (!TextNormalizer.isHan(word.charAt(0))) {
			return Arrays.stream(word.split(Synonyms.SPACE)).map(this.stem).distinct().toList();
		}
		if (word.length() <= 2) {
			return List.of(word);
		}
		Set<String> pairs = new LinkedHashSet<>();
		for (int i = 0; i < word.length() - 1; i++) {
			pairs.add(word.substring(i, i + 2));
		}
		return List.copyOf(pairs);
	}

	private static boolean empty(AnalyzedQuery.Unit unit) {
		List<String> first = unit.ways().getFirst();
		return first.size() == 1 && EMPTY_WORDS.contains(first.getFirst());
	}

	private static @Nullable String spelling(String letters) {
		boolean plain = letters.length() > 1 && letters.chars().allMatch((c) -> c >= 'a' && c <= 'z');
		return plain ? TextAnalysis.cut(letters) : null;
	}

}
