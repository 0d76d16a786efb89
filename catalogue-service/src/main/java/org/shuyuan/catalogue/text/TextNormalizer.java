package org.shuyuan.catalogue.text;

import java.text.Normalizer;
import java.util.List;

import com.github.houbb.opencc4j.util.ZhConverterUtil;

/**
 * Brings characters that mean the same to one form, each to exactly one, so that a place
 * in the folded text is the same place in the original: full width to half, upper case to
 * lower, traditional to simplified, every digit to 0-9.
 */
final class TextNormalizer {

	private static final char UNKNOWN = '\uffff';

	private final char[] folded = new char[Character.MAX_VALUE + 1];

	TextNormalizer() {
		java.util.Arrays.fill(this.folded, UNKNOWN);
	}

	String fold(String text) {
		char[] characters = text.toCharArray();
		for (int i = 0; i < characters.length; i++) {
			characters[i] = fold(characters[i]);
		}
		return new String(characters);
	}

	/**
	 * What is left of a text when case, width, script, spaces and punctuation do not
	 * count.
	 */
	String key(String text) {
		StringBuilder key = new StringBuilder(text.length());
		fold(text).codePoints().filter(Character::isLetterOrDigit).forEach(key::appendCodePoint);
		return key.isEmpty() ? text.strip() : key.toString();
	}

	private char fold(char character) {
		char known = this.folded[character];
		if (known == UNKNOWN) {
			known = unify(character);
			this.folded[character] = known;
		}
		return known;
	}

	private static char unify(char character) {
		if (Character.isSurrogate(character)) {
			return character;
		}
		if (isHan(character)) {
			List<String> simple = ZhConverterUtil.toSimple(character);
			boolean one = simple != null && !simple.isEmpty() && simple.getFirst().length() == 1;
			return one ? simple.getFirst().charAt(0) : character;
		}
		int digit = Character.digit(character, 10);
		if (digit >= 0) {
			return (char) ('0' + digit);
		}
		String compatible = Normalizer.normalize(String.valueOf(character), Normalizer.Form.NFKD);
		char first = compatible.isEmpty() ? character : compatible.charAt(0);
		return Character.isLetterOrDigit(first) ? Character.toLowerCase(first) : character;
	}

	static boolean isHan(char character) {
		return Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN && Character.isLetter(character);
	}

}
