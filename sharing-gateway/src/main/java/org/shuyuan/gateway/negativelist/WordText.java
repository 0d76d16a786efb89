package org.shuyuan.gateway.negativelist;

import java.util.Arrays;
import java.util.List;

import com.github.houbb.opencc4j.util.ZhConverterUtil;

/**
 * A text in the form in which words are looked for: letters and digits alone, simplified,
 * in lower case. What ends a clause stays as one sign, as does a long run of other signs;
 * any other sign or space between two letters is gone.
 */
final class WordText {

	/** Marks that no word continues after it. */
	static final char END = '|';

	private static final String CLAUSE = ",;:!?，；：！？。、";

	/** Most signs in a row that may part the letters of a word. */
	private static final int MOST_SIGNS = 8;

	/** Letters below it are written with spaces between words. */
	private static final char FIRST_OF_EAST_ASIA = 0x2E80;

	private static final char GONE = '\0';

	private static final char UNKNOWN = '\uffff';

	/** Forms of single characters, computed on first use. */
	private static final char[] FORMS = new char[1 << 16];

	static {
		Arrays.fill(FORMS, UNKNOWN);
	}

	private char[] letters;

	/** Whether a letter belongs to the same word as the one before it. */
	private boolean[] joined;

	private int length;

	private int signs;

	private WordText(int capacity) {
		this.letters = new char[capacity];
		this.joined = new boolean[capacity];
	}

	/** A text that the normalizer has folded. */
	static WordText of(String folded) {
		WordText text = new WordText(folded.length());
		for (int i = 0; i < folded.length(); i++) {
			text.add(folded, i);
		}
		return text;
	}

	private void add(String folded, int at) {
		char form = form(folded, at);
		if (form == GONE) {
			this.signs++;
			if (this.signs == MOST_SIGNS + 1) {
				append(END, false);
			}
			return;
		}
		append(form, this.signs == 0 && this.length > 0 && isOneWord(this.letters[this.length - 1], form));
		this.signs = 0;
	}

	private void append(char letter, boolean goesOn) {
		this.letters[this.length] = letter;
		this.joined[this.length] = goesOn;
		this.length++;
	}

	private static boolean isOneWord(char before, char next) {
		return before != END && next != END && before < FIRST_OF_EAST_ASIA && next < FIRST_OF_EAST_ASIA
				&& Character.isDigit(before) == Character.isDigit(next);
	}

	/** The form of the character at a place; beyond the first plane only letters stay. */
	static char form(String text, int at) {
		char next = text.charAt(at);
		if (Character.isSurrogate(next)) {
			int whole = Character.isLowSurrogate(next) && at > 0 ? text.codePointBefore(at + 1) : text.codePointAt(at);
			return Character.isLetterOrDigit(whole) ? next : GONE;
		}
		char form = FORMS[next];
		if (form == UNKNOWN) {
			form = form(next);
			FORMS[next] = form;
		}
		return form;
	}

	private static char form(char character) {
		if (CLAUSE.indexOf(character) >= 0) {
			return END;
		}
		if (!Character.isLetterOrDigit(character)) {
			return GONE;
		}
		List<String> simple = Character.isIdeographic(character) ? ZhConverterUtil.toSimple(character) : List.of();
		boolean one = simple != null && !simple.isEmpty() && simple.getFirst().length() == 1;
		return one ? simple.getFirst().charAt(0) : Character.toLowerCase(character);
	}

	int length() {
		return this.length;
	}

	char letter(int at) {
		return this.letters[at];
	}

	/** Whether a word boundary may be before this place, as at either end. */
	boolean isBoundary(int at) {
		return at == 0 || at == this.length || !this.joined[at];
	}

	/** The letters without ends of clauses in front and behind. */
	String word() {
		int from = 0;
		int to = this.length;
		while (from < to && this.letters[from] == END) {
			from++;
		}
		while (to > from && this.letters[to - 1] == END) {
			to--;
		}
		return new String(this.letters, from, to - from);
	}

}
