package org.shuyuan.catalogue.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * From text to tokens, the same for whatever engine stores them: Chinese words and pairs
 * of characters, stemmed English, numbers; simplified, half width, lower case. A word is
 * found through its pairs, so a segmentation that differs between question and text costs
 * no hit.
 */
final class TextAnalysis {

	private static final int LONGEST_QUESTION = 300;

	private static final int MOST_UNITS = 40;

	private static final int LONGEST_SPELLING = 24;

	private static final int REMEMBERED_STEMS = 50_000;

	/** Both indexes take in the same texts soon after each other. */
	private static final int REMEMBERED_TEXTS = 2000;

	private static final Set<String> EMPTY_WORDS = Set.of("的", "和", "与", "及", "或", "等", "了", "在", "之", "a", "an", "the",
			"of", "and", "or", "in", "for", "to", "on");

	/** What titles of catalogues have whatever they are about. */
	private static final Set<String> COMMON_WORDS = Set.of("信息", "数据", "情况", "名单", "目录", "统计", "汇总", "表", "一览", "明细",
			"公示", "公开", "公告", "服务", "管理", "基本", "相关", "市", "区", "县", "年", "dataset", "data", "information", "list");

	private final Folding folding = new Folding();

	private final Words words = new Words();

	private final Pinyin pinyin = new Pinyin();

	private final Synonyms synonyms = Synonyms.shipped();

	private final Map<String, String> stems = new ConcurrentHashMap<>();

	private final Map<Analysed, List<String>> texts = new ConcurrentHashMap<>();

	/**
	 * A token and the place of what it stands for.
	 *
	 * @param term the token
	 * @param start index of its first character in the text
	 * @param end index after its last character
	 */
	record Token(String term, int start, int end) {
	}

	private record Analysed(String text, boolean characters) {
	}

	/**
	 * The tokens of a text.
	 * @param characters whether single Chinese characters count as well; for titles and
	 * other short texts
	 */
	List<Token> tokens(String text, boolean characters) {
		return tokens(text, characters, true);
	}

	/** The tokens of a text without their places. */
	List<String> terms(String text, boolean characters) {
		if (this.texts.size() > REMEMBERED_TEXTS) {
			this.texts.clear();
		}
		return this.texts.computeIfAbsent(new Analysed(text, characters),
				(_) -> tokens(text, characters).stream().map(Token::term).toList());
	}

	/**
	 * The tokens that passages are marked by: what longer words consist of is enough, and
	 * is had without looking for words.
	 */
	List<Token> parts(String text) {
		return tokens(text, true, false);
	}

	private List<Token> tokens(String text, boolean characters, boolean whole) {
		String folded = this.folding.fold(text);
		List<Token> tokens = new ArrayList<>(folded.length() * 2);
		for (Run run : Run.of(folded)) {
			if (!run.han()) {
				tokens.add(new Token(stem(run.in(folded)), run.start(), run.end()));
				continue;
			}
			for (int i = run.start(); i < run.end() - 1; i++) {
				tokens.add(new Token(folded.substring(i, i + 2), i, i + 2));
			}
			if (whole) {
				addWords(folded, run, characters, tokens);
			}
			for (int i = run.start(); characters && i < run.end(); i++) {
				tokens.add(new Token(folded.substring(i, i + 1), i, i + 1));
			}
		}
		return tokens;
	}

	private void addWords(String folded, Run run, boolean characters, Collection<Token> tokens) {
		for (Words.Place word : this.words.in(folded, run.start(), run.end())) {
			int length = word.end() - word.start();
			if (length > 2 || (length == 1 && !characters)) {
				tokens.add(new Token(folded.substring(word.start(), word.end()), word.start(), word.end()));
			}
		}
	}

	/** The question that a reader's words ask; any string is one. */
	Asked asked(String question) {
		String key = this.folding.key(question);
		String folded = this.folding
			.fold((question.length() > LONGEST_QUESTION) ? question.substring(0, LONGEST_QUESTION) : question);
		List<Asked.Unit> units = new ArrayList<>();
		boolean latinOnly = true;
		for (Run run : Run.of(folded)) {
			if (run.han()) {
				latinOnly = false;
				ask(folded, run, units);
			}
			else {
				units.add(latin(run.in(folded)));
			}
		}
		List<Asked.Unit> telling = units.stream().filter((unit) -> !empty(unit)).limit(MOST_UNITS).toList();
		List<Asked.Unit> chosen = telling.isEmpty() ? units.stream().limit(MOST_UNITS).toList() : telling;
		return new Asked(key, chosen, (latinOnly && units.size() > 1) ? spelling(key) : null);
	}

	private void ask(String folded, Run run, Collection<Asked.Unit> units) {
		List<Words.Place> places = this.words.in(folded, run.start(), run.end());
		for (int i = 0; i < places.size(); i++) {
			int start = places.get(i).start();
			int end = synonymEnd(folded, start, places.subList(i, places.size()));
			if (end < 0) {
				units.add(unit(folded.substring(start, places.get(i).end()), null));
				continue;
			}
			units.add(unit(folded.substring(start, end), null));
			while (i + 1 < places.size() && places.get(i + 1).start() < end) {
				i++;
			}
			if (places.get(i).end() > end) {
				ask(folded, new Run(end, run.end(), true), units);
				return;
			}
		}
	}

	/**
	 * Where the longest word with synonyms ends that starts here, or -1. Words of two
	 * characters are too easily found across others: they count only where they end as a
	 * word does.
	 */
	private int synonymEnd(String folded, int start, List<Words.Place> places) {
		int limit = Math.min(places.getLast().end(), start + this.synonyms.longest());
		for (int end = limit; end > start + 1; end--) {
			int candidate = end;
			boolean whole = end - start > 2 || places.stream().anyMatch((place) -> place.end() == candidate);
			if (whole && !this.synonyms.of(folded.substring(start, end)).isEmpty()) {
				return end;
			}
		}
		return -1;
	}

	private Asked.Unit latin(String word) {
		return unit(word, spelling(word));
	}

	private Asked.Unit unit(String word, @Nullable String spelling) {
		Set<List<String>> ways = new LinkedHashSet<>();
		List<String> words = new ArrayList<>();
		ways.add(required(word));
		for (String synonym : this.synonyms.of(word)) {
			ways.add(required(synonym));
		}
		if (word.length() > 2 && Folding.isHan(word.charAt(0))) {
			words.add(word);
		}
		return new Asked.Unit(List.copyOf(ways), words, worth(word), spelling);
	}

	/**
	 * What it is worth to meet a word: much where it is long, and so tells much, little
	 * where half of all titles have it.
	 */
	private static float worth(String word) {
		if (COMMON_WORDS.contains(word)) {
			return 0.25f;
		}
		return Folding.isHan(word.charAt(0)) ? Math.min(word.length(), 4) / 2f : 1;
	}

	private List<String> required(String word) {
		if (!Folding.isHan(word.charAt(0))) {
			return List.of(stem(word));
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

	private static boolean empty(Asked.Unit unit) {
		List<String> first = unit.ways().getFirst();
		return first.size() == 1 && EMPTY_WORDS.contains(first.getFirst());
	}

	private static @Nullable String spelling(String letters) {
		boolean plain = letters.length() > 1 && letters.chars().allMatch((c) -> c >= 'a' && c <= 'z');
		return plain ? cut(letters) : null;
	}

	/**
	 * Beginnings to find a short text by when it is typed in pinyin, full or initials
	 * only, from any of its words on.
	 */
	Set<String> spellings(String text) {
		String folded = this.folding.fold(text);
		Set<String> spellings = new LinkedHashSet<>();
		for (Run run : Run.of(folded)) {
			if (run.han()) {
				List<Words.Place> places = this.words.in(folded, run.start(), run.end());
				StringBuilder full = new StringBuilder();
				StringBuilder initials = new StringBuilder();
				for (Words.Place word : places.reversed()) {
					List<String> syllables = this.pinyin.of(folded.substring(word.start(), word.end()));
					full.insert(0, String.join("", syllables));
					StringBuilder first = new StringBuilder();
					syllables.forEach((syllable) -> first.append(syllable.charAt(0)));
					initials.insert(0, first);
					spellings.add(cut(full.toString()));
					spellings.add(cut(initials.toString()));
				}
			}
		}
		return spellings;
	}

	/** A key that orders titles as a dictionary does: Chinese by reading. */
	String order(String title) {
		String folded = this.folding.fold(title);
		StringBuilder order = new StringBuilder();
		for (Run run : Run.of(folded)) {
			if (!run.han()) {
				order.append(run.in(folded)).append(' ');
				continue;
			}
			for (Words.Place word : this.words.in(folded, run.start(), run.end())) {
				String characters = folded.substring(word.start(), word.end());
				List<String> syllables = this.pinyin.of(characters);
				for (int i = 0; i < syllables.size(); i++) {
					order.append(syllables.get(i)).append(characters.charAt(i)).append(' ');
				}
			}
		}
		return order.toString();
	}

	/** What is left of a text when form and punctuation do not count. */
	String key(String text) {
		return this.folding.key(text);
	}

	private static String cut(String spelling) {
		return (spelling.length() > LONGEST_SPELLING) ? spelling.substring(0, LONGEST_SPELLING) : spelling;
	}

	private String stem(String word) {
		if (word.length() < 3 || word.charAt(0) < 'a' || word.charAt(0) > 'z') {
			return word;
		}
		String known = this.stems.get(word);
		if (known != null) {
			return known;
		}
		EnglishStemmer stemmer = new EnglishStemmer();
		stemmer.setCurrent(word);
		stemmer.stem();
		String stem = stemmer.getCurrent();
		if (this.stems.size() < REMEMBERED_STEMS) {
			this.stems.put(word, stem);
		}
		return stem;
	}

}
