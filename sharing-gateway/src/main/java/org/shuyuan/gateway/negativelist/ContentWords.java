package org.shuyuan.gateway.negativelist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.shuyuan.observability.InvalidSetting;

/**
 * The data authority's own words that no delivered content may contain: the city's
 * markings, code names of projects under protection. A word is found in full or half
 * width, traditional or simplified, in either case, and with spaces or signs between its
 * letters; one in an alphabet only as a whole word.
 */
public final class ContentWords {

	/** Where no words are set. */
	public static final ContentWords NONE = new ContentWords(List.of());

	static final int MOST_WORDS = 2_000;

	static final int SHORTEST = 2;

	static final int LONGEST = 64;

	private static final int MOST_BYTES = 1 << 20;

	private static final String MASK = "***";

	private final SortedSet<String> words;

	private final WordAutomaton automaton;

	private ContentWords(Collection<String> words) {
		this.words = new TreeSet<>(words);
		this.automaton = new WordAutomaton(this.words);
	}

	/**
	 * The words in a text file in UTF-8, one a line; empty lines and lines that begin
	 * with {@code #} are skipped.
	 * @throws InvalidSetting if the file cannot be read, is too large, or holds a word
	 * that cannot be looked for
	 */
	public static ContentWords read(String name) {
		TreeSet<String> words = new TreeSet<>();
		int number = 0;
		for (String line : text(name).lines().toList()) {
			number++;
			String written = line.strip();
			if (!written.isEmpty() && !written.startsWith("#")) {
				words.add(word(written, number, name));
			}
		}
		if (words.isEmpty() || words.size() > MOST_WORDS) {
			throw refused(name, "holds %d words; 1 to %d are expected".formatted(words.size(), MOST_WORDS));
		}
		return new ContentWords(words);
	}

	/** A line's word; the line is named by its number, as no one else may read it. */
	private static String word(String written, int number, String name) {
		String word = WordText.of(ContentNormalizer.fold(written)).word();
		if (word.length() < SHORTEST || word.length() > LONGEST || word.chars().allMatch(ContentWords::isNoLetter)) {
			throw refused(name, "is wrong in line %d: %d to %d letters or digits are expected, not digits alone"
				.formatted(number, SHORTEST, LONGEST));
		}
		return word;
	}

	private static boolean isNoLetter(int next) {
		return next == WordText.END || Character.isDigit(next);
	}

	private static String text(String name) {
		try (InputStream in = Files.newInputStream(Path.of(name))) {
			byte[] bytes = in.readNBytes(MOST_BYTES + 1);
			if (bytes.length > MOST_BYTES) {
				throw refused(name, "is longer than %d bytes".formatted(MOST_BYTES));
			}
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return text.startsWith("\uFEFF") ? text.substring(1) : text;
		}
		catch (CharacterCodingException _) {
			throw refused(name, "is not text in UTF-8");
		}
		catch (IOException | InvalidPathException _) {
			throw refused(name, "cannot be read");
		}
	}

	private static InvalidSetting refused(String name, String why) {
		return new InvalidSetting("SHUYUAN_CONTENT_WORDS is '%s', which %s".formatted(name, why));
	}

	/** Whether none are set. */
	public boolean isEmpty() {
		return this.words.isEmpty();
	}

	/**
	 * SHA-256 of the words in the form they are looked for, so that neither their order
	 * nor a comment counts; empty without words.
	 */
	public String digest() {
		if (isEmpty()) {
			return "";
		}
		try {
			byte[] all = String.join("\n", this.words).getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	/** Reports each place where a word is found, masked but for its first letter. */
	void find(String text, Consumer<String> masked) {
		if (isEmpty()) {
			return;
		}
		String folded = ContentNormalizer.fold(text);
		for (int at = 0; at < folded.length(); at++) {
			if (this.automaton.begins(WordText.form(folded, at))) {
				this.automaton.find(WordText.of(folded), (word) -> masked.accept(mask(word)));
				return;
			}
		}
	}

	private static String mask(String word) {
		return Character.toString(word.codePointAt(0)) + MASK;
	}

}
