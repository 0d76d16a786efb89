package org.shuyuan.catalogue.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * From text to tokens, the same for every engine: Chinese words and pairs of characters,
 * stemmed English, numbers; simplified, half width, lower case. A word is found through
 * its pairs, so a segmentation that differs between question and text costs no hit.
 */
public final class TextAnalysis {

	/** Begins a term that names an agency or a code: no word of a text is like it. */
	static final String NAMED = "@";

	/** Begins a term that is a Latin word before stemming. */
	public static final String AS_WRITTEN = "~";

	private static final int LONGEST_SPELLING = 24;

	/** Shorter words are abbreviations more often than not: AED is no past tense. */
	private static final int SHORTEST_STEMMED = 4;

	private static final int REMEMBERED_STEMS = 50_000;

	/** Both indexes take in the same texts soon after each other. */
	private static final int REMEMBERED_TEXTS = 2000;

	private final TextNormalizer textNormalizer = new TextNormalizer();

	private final ChineseSegmenter chineseSegmenter = new ChineseSegmenter();

	private final Pinyin pinyin = new Pinyin();

	private final Map<String, String> stems = new ConcurrentHashMap<>();

	private final Synonyms synonyms = Synonyms.shipped(this::stem, this::syllables);

	private final AgencyNames agencies = new AgencyNames();

	private final QueryAnalysis questions = new QueryAnalysis(this.textNormalizer, this.chineseSegmenter, this.synonyms,
			this.agencies, this::stem);

	private final Map<Analysed, List<String>> texts = new ConcurrentHashMap<>();

	/**
	 * A token and the position of its source text.
	 *
	 * @param term the token
	 * @param start index of its first character in the text
	 * @param end index after its last character
	 */
	public record Token(String term, int start, int end) {
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
	public List<String> terms(String text, boolean characters) {
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
	public List<Token> parts(String text) {
		return tokens(text, true, false);
	}

	private List<Token> tokens(String text, boolean characters, boolean whole) {
		String folded = this.textNormalizer.fold(text);
		List<Token> tokens = new ArrayList<>(folded.length() * 2);
		for (CharacterRun characterRun : CharacterRun.of(folded)) {
			if (!characterRun.han()) {
				tokens.add(new Token(stem(characterRun.in(folded)), characterRun.start(), characterRun.end()));
				continue;
			}
			for (int i = characterRun.start(); i < characterRun.end() - 1; i++) {
				tokens.add(new Token(folded.substring(i, i + 2), i, i + 2));
			}
			if (whole) {
				addWords(folded, characterRun, characters, tokens);
			}
			for (int i = characterRun.start(); characters && i < characterRun.end(); i++) {
				tokens.add(new Token(folded.substring(i, i + 1), i, i + 1));
			}
		}
		return tokens;
	}

	private void addWords(String folded, CharacterRun characterRun, boolean characters, Collection<Token> tokens) {
		for (ChineseSegmenter.Place word : this.chineseSegmenter.in(folded, characterRun.start(), characterRun.end())) {
			int length = word.end() - word.start();
			if (length > 2 || (length == 1 && !characters)) {
				tokens.add(new Token(folded.substring(word.start(), word.end()), word.start(), word.end()));
			}
		}
	}

	/** The question that a reader's words ask; any string is one. */
	public AnalyzedQuery asked(String question) {
		return this.questions.of(question);
	}

	/** The names of an agency and how they are read, each as one term. */
	public Set<String> agencyTerms(String name) {
		AgencyNames.Names names = this.agencies.of(this.textNormalizer.fold(name));
		Set<String> terms = new LinkedHashSet<>();
		Stream.of(names.withPlace(), names.withoutPlace()).flatMap(Set::stream).forEach((one) -> {
			terms.add(NAMED + one);
			terms.add(NAMED + String.join("", syllables(one)));
		});
		return terms;
	}

	/** A code as one term. */
	public String codeTerm(String code) {
		return NAMED + this.textNormalizer.key(code);
	}

	/**
	 * The Latin words of a text as they are written, which misspelt ones are held
	 * against.
	 */
	public Set<String> writtenTerms(String text) {
		String folded = this.textNormalizer.fold(text);
		return CharacterRun.of(folded)
			.stream()
			.filter((characterRun) -> !characterRun.han()
					&& characterRun.end() - characterRun.start() >= EditDistance.SHORTEST_WORD)
			.map((characterRun) -> AS_WRITTEN + characterRun.in(folded))
			.collect(Collectors.toSet());
	}

	public String fold(String text) {
		return this.textNormalizer.fold(text);
	}

	/** Whether a Latin word has synonyms, and so is rightly written. */
	public boolean knows(String word) {
		return this.synonyms.known(word);
	}

	/** A Latin word with synonyms that is near to a misspelt one. */
	public Optional<String> similar(String word) {
		return this.synonyms.similar(word);
	}

	/**
	 * How each character of a folded text is read; what is not Chinese is kept as it is.
	 */
	public List<String> syllables(String folded) {
		String[] syllables = folded.split("", -1);
		for (CharacterRun characterRun : CharacterRun.of(folded)) {
			if (characterRun.han()) {
				for (ChineseSegmenter.Place word : this.chineseSegmenter.in(folded, characterRun.start(),
						characterRun.end())) {
					List<String> read = this.pinyin.of(folded.substring(word.start(), word.end()));
					for (int i = 0; i < read.size(); i++) {
						syllables[word.start() + i] = read.get(i);
					}
				}
			}
		}
		return Arrays.asList(syllables).subList(0, folded.length());
	}

	/**
	 * Beginnings to find a short text by when it is typed in pinyin, full or initials
	 * only, from any of its words on.
	 */
	public Set<String> spellings(String text) {
		String folded = this.textNormalizer.fold(text);
		Set<String> spellings = new LinkedHashSet<>();
		for (CharacterRun characterRun : CharacterRun.of(folded)) {
			if (characterRun.han()) {
				List<ChineseSegmenter.Place> places = this.chineseSegmenter.in(folded, characterRun.start(),
						characterRun.end());
				StringBuilder full = new StringBuilder();
				StringBuilder initials = new StringBuilder();
				for (ChineseSegmenter.Place word : places.reversed()) {
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
	public String order(String title) {
		String folded = this.textNormalizer.fold(title);
		StringBuilder order = new StringBuilder();
		for (CharacterRun characterRun : CharacterRun.of(folded)) {
			if (!characterRun.han()) {
				order.append(characterRun.in(folded)).append(' ');
				continue;
			}
			for (ChineseSegmenter.Place word : this.chineseSegmenter.in(folded, characterRun.start(),
					characterRun.end())) {
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
	public String key(String text) {
		return this.textNormalizer.key(text);
	}

	static String cut(String spelling) {
		return (spelling.length() > LONGEST_SPELLING) ? spelling.substring(0, LONGEST_SPELLING) : spelling;
	}

	private String stem(String word) {
		if (word.length() < SHORTEST_STEMMED || word.charAt(0) < 'a' || word.charAt(0) > 'z') {
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
