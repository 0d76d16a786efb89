package org.shuyuan.vocab.negativelist;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.Vocabulary;
import org.shuyuan.vocab.classification.Sensitivity;

/**
 * Knows by its name, its column and its meaning whether a data item holds personal
 * information (Personal Information Protection Law, art. 4 and 28), regardless of what is
 * declared: in simplified or traditional Chinese, English, pinyin or their abbreviations.
 * The words are data, in {@code personal-data-terms.tsv}.
 */
public final class PersonalDataTerms {

	private static final Pattern WORD_END = Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z]+");

	private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}]+");

	/** Letters from which on a word is looked for within others. */
	private static final int LONG = 8;

	/** Most words that are put together to one. */
	private static final int TOGETHER = 6;

	/** Items cached; there are fewer in a city. */
	private static final int REMEMBERED = 50_000;

	private static final Map<Named, Optional<Match>> FOUND = new ConcurrentHashMap<>();

	private PersonalDataTerms() {
	}

	/** The first word of an item that indicates personal information, if any. */
	public static Optional<Match> in(Text name, @Nullable String column, @Nullable Text meaning) {
		if (FOUND.size() > REMEMBERED) {
			FOUND.clear();
		}
		return FOUND.computeIfAbsent(new Named(name, column, meaning), PersonalDataTerms::find);
	}

	private static Optional<Match> find(Named named) {
		List<String> texts = new ArrayList<>();
		if (named.name() != null) {
			texts.add(named.name().zh());
			texts.add((named.name().en() != null) ? named.name().en() : "");
		}
		texts.add((named.column() != null) ? named.column() : "");
		if (named.meaning() != null) {
			texts.add(named.meaning().zh());
			texts.add((named.meaning().en() != null) ? named.meaning().en() : "");
		}
		Match strictest = null;
		for (String text : texts) {
			Match match = find(text).orElse(null);
			if (match != null && (strictest == null || match.level().compareTo(strictest.level()) > 0)) {
				strictest = match;
			}
		}
		return Optional.ofNullable(strictest);
	}

	/** The first word of a text that indicates personal information, if any. */
	public static Optional<Match> find(String text) {
		if (text.isBlank()) {
			return Optional.empty();
		}
		String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
		return han(plain).or(() -> latin(plain));
	}

	private static Optional<Match> han(String plain) {
		StringBuilder letters = new StringBuilder();
		NOT_A_LETTER.matcher(plain)
			.replaceAll("")
			.codePoints()
			.map((point) -> Terms.FOLDED.getOrDefault(point, point))
			.forEach(letters::appendCodePoint);
		String folded = letters.toString();
		for (String passed : Terms.EXCEPT) {
			folded = folded.replace(passed, " ");
		}
		for (Map.Entry<String, Sensitivity> each : Terms.HAN.entrySet()) {
			if (folded.contains(each.getKey())) {
				return Optional.of(new Match(each.getKey(), each.getValue()));
			}
		}
		return Optional.empty();
	}

	private static Optional<Match> latin(String plain) {
		List<String> words = new ArrayList<>();
		for (String word : WORD_END.split(plain)) {
			if (!word.isEmpty()) {
				words.add(word.toLowerCase(Locale.ROOT));
			}
		}
		String whole = String.join("", words);
		if (Terms.EXACT.containsKey(whole)) {
			return Optional.of(new Match(whole, Terms.EXACT.get(whole)));
		}
		for (int from = 0; from < words.size(); from++) {
			StringBuilder together = new StringBuilder();
			for (int to = from; to < Math.min(words.size(), from + TOGETHER); to++) {
				Sensitivity level = Terms.LATIN.get(together.append(words.get(to)).toString());
				if (level != null) {
					return Optional.of(new Match(together.toString(), level));
				}
			}
		}
		for (Map.Entry<String, Sensitivity> each : Terms.LATIN.entrySet()) {
			if (each.getKey().length() >= LONG && whole.contains(each.getKey())) {
				return Optional.of(new Match(each.getKey(), each.getValue()));
			}
		}
		return Optional.empty();
	}

	/**
	 * A word that indicates personal information.
	 *
	 * @param term the word
	 * @param level personal or sensitive personal information
	 */
	public record Match(String term, Sensitivity level) {
	}

	private record Named(Text name, @Nullable String column, @Nullable Text meaning) {
	}

	/** Loaded on first use and cached. */
	private static final class Terms {

		private static final Map<Integer, Integer> FOLDED = new HashMap<>();

		private static final List<String> EXCEPT = new ArrayList<>();

		private static final Map<String, Sensitivity> HAN = new LinkedHashMap<>();

		private static final Map<String, Sensitivity> LATIN = new LinkedHashMap<>();

		private static final Map<String, Sensitivity> EXACT = new LinkedHashMap<>();

		static {
			Vocabulary.text("personal-data-terms.tsv")
				.lines()
				.filter((line) -> !line.startsWith("#"))
				.forEach((line) -> {
					String[] parts = line.split("\t");
					List<String> words = List.of(parts[parts.length - 1].split(" "));
					switch (parts[0]) {
						case "fold" -> words
							.forEach((pair) -> FOLDED.put(pair.codePointAt(0), pair.codePointBefore(pair.length())));
						case "except" -> EXCEPT.addAll(words);
						case "han" -> words.forEach((word) -> HAN.put(word, Sensitivity.ofCode(parts[1])));
						case "latin" -> words.forEach((word) -> LATIN.put(word, Sensitivity.ofCode(parts[1])));
						case "exact" -> words.forEach((word) -> EXACT.put(word, Sensitivity.ofCode(parts[1])));
						default -> throw new IllegalStateException("Not a line of terms: " + line);
					}
				});
		}

	}

}
