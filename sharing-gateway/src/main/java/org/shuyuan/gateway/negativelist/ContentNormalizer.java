package org.shuyuan.gateway.negativelist;

import java.text.Normalizer;

/**
 * Brings the many ways to write a sign down to one: full-width and foreign digits, dashes
 * and spaces become ASCII, what is invisible goes.
 */
final class ContentNormalizer {

	private ContentNormalizer() {
	}

	/**
	 * Whether the text is ASCII, Chinese characters and their punctuation alone, and
	 * folds to itself.
	 */
	static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (isOdd(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	/** Whether a character may turn into part of a number, or into none. */
	private static boolean isOdd(char next) {
		return next >= 0x80 && (next < 0x3001 || next > 0x9FFF || next == '・') && "，（）：；！？％“”‘’…￥".indexOf(next) < 0;
	}

	static String fold(String text) {
		return isPlain(text) ? text : folded(Normalizer.normalize(numerals(text), Normalizer.Form.NFKC));
	}

	/**
	 * What is dropped later goes before: a normalizer sorts long runs of combining marks
	 * in quadratic time. Numerals in circles and the like spell a number only among
	 * themselves: before or behind digits they number an entry or a footnote.
	 */
	private static String numerals(String text) {
		StringBuilder plain = new StringBuilder(text.length());
		for (int at = 0; at < text.length();) {
			int next = text.codePointAt(at);
			int after = at + Character.charCount(next);
			if (Character.getType(next) == Character.OTHER_NUMBER) {
				int value = Character.getNumericValue(next);
				boolean beside = (at > 0 && Character.isDigit(text.codePointBefore(at)))
						|| (after < text.length() && Character.isDigit(text.codePointAt(after)));
				plain.append((beside || value < 0 || value > 9) ? " " : value);
			}
			else if (!isInvisible(next)) {
				plain.appendCodePoint(next);
			}
			at = after;
		}
		return plain.toString();
	}

	private static boolean isInvisible(int next) {
		return switch (Character.getType(next)) {
			case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
			default -> false;
		};
	}

	private static String folded(String text) {
		StringBuilder folded = new StringBuilder(text.length());
		text.codePoints().forEach((next) -> {
			if (next < 0x80) {
				folded.append((char) next);
			}
			else {
				other(next, folded);
			}
		});
		return folded.toString();
	}

	private static void other(int next, StringBuilder folded) {
		switch (Character.getType(next)) {
			case Character.DECIMAL_DIGIT_NUMBER -> folded.append(Character.digit(next, 10));
			case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.CONTROL,
					Character.PRIVATE_USE, Character.UNASSIGNED, Character.SURROGATE -> {
				// It is invisible.
			}
			case Character.DASH_PUNCTUATION -> folded.append('-');
			case Character.SPACE_SEPARATOR -> folded.append(' ');
			case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> folded.append('\n');
			default -> folded.appendCodePoint(switch (next) {
				case '−' -> '-';
				case '·', '•', '‧', '∙', '・' -> '.';
				case '⁄', '∕' -> '/';
				case 'Х', 'х', 'Χ', 'χ', '×' -> 'X';
				default -> next;
			});
		}
	}

}
