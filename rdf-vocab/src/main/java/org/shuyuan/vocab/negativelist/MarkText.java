package org.shuyuan.vocab.negativelist;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * A text in the one form in which secrecy markings are looked for: traditional and
 * variant characters of markings are the simplified ones, signs of one kind one sign,
 * runs of spaces one space; invisible characters are removed.
 */
final class MarkText {

	/** Any sign like a star. */
	static final char STAR = '★';

	/** Any other sign used as a star. */
	static final char SIGN = '※';

	/** The sign for secret by itself, ㊙. */
	static final char CIRCLED = '㊙';

	private static final String STARS = "★☆⭐✩✪✫✬✭✮✯✰⋆⭑⭒🌟✦✧✡٭";

	private static final String SIGNS = "※▲△▼▽◆◇●◎❋✱✲✳✽✻⁂✸✹⊛";

	/** Written form and the form looked for, in pairs. */
	private static final String VARIANTS = "絕绝絶绝機机祕秘袐秘宻密級级內内務务長长啟启啓启業业國国資资檔档數数據据為为爲为屬属係系標标誌志個个術术開开" + "識识參叁貳贰陸陆兩两壱一條条";

	private static final String OPENING = "[【〔「『〖{";

	private static final String CLOSING = "]】〕」』〗}";

	private static final Map<Integer, String> FORMS = new HashMap<>();

	/** Forms of single characters, computed on first use. */
	private static final String[] KNOWN = new String[1 << 16];

	static {
		STARS.codePoints().forEach((next) -> FORMS.put(next, String.valueOf(STAR)));
		SIGNS.codePoints().forEach((next) -> FORMS.put(next, String.valueOf(SIGN)));
		for (int i = 0; i < VARIANTS.length(); i += 2) {
			FORMS.put((int) VARIANTS.charAt(i), VARIANTS.substring(i + 1, i + 2));
		}
		OPENING.codePoints().forEach((next) -> FORMS.put(next, "("));
		CLOSING.codePoints().forEach((next) -> FORMS.put(next, ")"));
		FORMS.put((int) CIRCLED, "秘密");
		"·•‧∙・".codePoints().forEach((next) -> FORMS.put(next, "."));
	}

	private MarkText() {
	}

	/** The text in that form, in time that grows with its length alone. */
	static String fold(String text) {
		StringBuilder folded = new StringBuilder(text.length());
		for (int at = 0; at < text.length();) {
			int next = text.codePointAt(at);
			at += Character.charCount(next);
			if (next < KNOWN.length) {
				String form = KNOWN[next];
				if (form == null) {
					form = form(next);
					KNOWN[next] = form;
				}
				append(form, folded);
			}
			else {
				append(form(next), folded);
			}
		}
		return folded.toString();
	}

	private static String form(int character) {
		String form = FORMS.get(character);
		if (form != null) {
			return form;
		}
		return switch (Character.getType(character)) {
			case Character.CONTROL -> Character.isWhitespace(character) ? Character.toString(character) : "";
			case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.SURROGATE,
					Character.PRIVATE_USE, Character.UNASSIGNED ->
				"";
			case Character.DASH_PUNCTUATION -> "-";
			default -> compatible(character);
		};
	}

	private static String compatible(int character) {
		String form = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC);
		StringBuilder further = new StringBuilder();
		form.codePoints().forEach((next) -> further.append(FORMS.getOrDefault(next, Character.toString(digit(next)))));
		return further.toString();
	}

	private static int digit(int character) {
		int value = Character.digit(character, 10);
		return (value >= 0) ? '0' + value : character;
	}

	private static void append(String form, StringBuilder folded) {
		for (int i = 0; i < form.length(); i++) {
			char next = form.charAt(i);
			char last = folded.isEmpty() ? '\0' : folded.charAt(folded.length() - 1);
			if (Character.isWhitespace(next) || next == '\u00a0' || Character.isSpaceChar(next)) {
				if (last != ' ') {
					folded.append(' ');
				}
			}
			else if (next == '蜜' && (last == '秘' || last == '机' || last == '绝')) {
				folded.append('密');
			}
			else {
				folded.append(next);
			}
		}
	}

}
