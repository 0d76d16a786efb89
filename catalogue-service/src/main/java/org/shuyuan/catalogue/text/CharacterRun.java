package org.shuyuan.catalogue.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of folded text of one kind: Chinese characters, letters, or digits.
 *
 * @param start index of its first character
 * @param end index after its last character
 * @param han whether it is Chinese
 */
public record CharacterRun(int start, int end, boolean han) {

	/** No token is longer. */
	private static final int LONGEST_WORD = 64;

	private enum Kind {

		HAN, LETTER, DIGIT, RARE, NONE

	}

	/** The runs of a folded text, in order; anything else is left out. */
	public static List<CharacterRun> of(String folded) {
		List<CharacterRun> runs = new ArrayList<>();
		int at = 0;
		while (at < folded.length()) {
			Kind kind = kind(folded, at);
			int end = at + 1;
			if (kind == Kind.RARE) {
				end = Math.min(folded.length(), at + 2);
			}
			else {
				while (end < folded.length() && kind(folded, end) == kind
						&& (kind == Kind.HAN || end - at < LONGEST_WORD)) {
					end++;
				}
			}
			if (kind != Kind.NONE) {
				runs.add(new CharacterRun(at, end, kind == Kind.HAN));
			}
			at = end;
		}
		return runs;
	}

	public String in(String folded) {
		return folded.substring(this.start, this.end);
	}

	private static Kind kind(String folded, int at) {
		char character = folded.charAt(at);
		if (character >= '0' && character <= '9') {
			return Kind.DIGIT;
		}
		if (character < 0x80) {
			return (character >= 'a' && character <= 'z') ? Kind.LETTER : Kind.NONE;
		}
		if (Character.isHighSurrogate(character)) {
			return Character.isLetter(folded.codePointAt(at)) ? Kind.RARE : Kind.NONE;
		}
		if (TextNormalizer.isHan(character)) {
			return Kind.HAN;
		}
		return Character.isLetterOrDigit(character) ? Kind.LETTER : Kind.NONE;
	}

}
