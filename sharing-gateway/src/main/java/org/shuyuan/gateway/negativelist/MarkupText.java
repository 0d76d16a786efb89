package org.shuyuan.gateway.negativelist;

import java.util.Locale;
import java.util.Set;

import org.springframework.web.util.HtmlUtils;

/**
 * What a reader sees of HTML or XML: tags within a line join what they part, all others
 * end it; character references are the characters. Every step goes forward only.
 */
final class MarkupText {

	private static final Set<String> INLINE = Set.of("a", "abbr", "b", "big", "bdi", "bdo", "code", "em", "font", "i",
			"ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr", "r", "t",
			"rpr", "rfonts", "tspan");

	private static final Set<String> PREFIXED = Set.of("r", "t", "rpr", "rfonts", "tspan", "span");

	private static final int LONGEST_NAME = 64;

	private static final int LONGEST_REFERENCE = 12;

	private static final int DEPTH = 3;

	private MarkupText() {
	}

	static String text(String markup) {
		String text = markup;
		if (text.indexOf('<') >= 0) {
			text = withoutTags(withoutComments(text.replace("<![CDATA[", "").replace("]]>", "")));
		}
		for (int depth = 0; depth < DEPTH && text.indexOf('&') >= 0; depth++) {
			text = unescape(text);
		}
		return text;
	}

	private static String withoutComments(String text) {
		int begin = text.indexOf("<!--");
		if (begin < 0) {
			return text;
		}
		StringBuilder kept = new StringBuilder(text.length());
		int at = 0;
		while (begin >= 0) {
			int end = text.indexOf("-->", begin + 4);
			if (end < 0) {
				break;
			}
			kept.append(text, at, begin);
			at = end + 3;
			begin = text.indexOf("<!--", at);
		}
		return kept.append(text, at, text.length()).toString();
	}

	private static String withoutTags(String text) {
		StringBuilder kept = new StringBuilder(text.length());
		int at = 0;
		while (at < text.length()) {
			char next = text.charAt(at);
			if (next != '<') {
				kept.append(next);
				at++;
				continue;
			}
			int end = at + 1;
			while (end < text.length() && text.charAt(end) != '<' && text.charAt(end) != '>') {
				end++;
			}
			boolean closed = end < text.length() && text.charAt(end) == '>';
			if (closed && isTag(text, at)) {
				kept.append(isInline(text, at, end) ? "" : "\n");
				at = end + 1;
			}
			else {
				kept.append(text, at, end);
				at = end;
			}
		}
		return kept.toString();
	}

	private static boolean isTag(String text, int at) {
		char first = text.charAt(at + 1);
		return first == '!' || first == '?'
				|| isLetter((first == '/' && at + 2 < text.length()) ? text.charAt(at + 2) : first);
	}

	private static boolean isInline(String text, int at, int end) {
		int begin = (text.charAt(at + 1) == '/') ? at + 2 : at + 1;
		int after = begin;
		while (after < end && after - begin < LONGEST_NAME && isName(text.charAt(after))) {
			after++;
		}
		String name = text.substring(begin, after).toLowerCase(Locale.ROOT);
		int colon = name.lastIndexOf(':');
		return (colon < 0) ? INLINE.contains(name) : PREFIXED.contains(name.substring(colon + 1));
	}

	private static boolean isName(char next) {
		return isLetter(next) || (next >= '0' && next <= '9') || ":._-".indexOf(next) >= 0;
	}

	private static boolean isLetter(char next) {
		return (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
	}

	private static String unescape(String text) {
		StringBuilder plain = new StringBuilder(text.length());
		int at = 0;
		while (at < text.length()) {
			char next = text.charAt(at);
			int end = (next != '&') ? -1 : (at + 1 < text.length() && text.charAt(at + 1) == '#')
					? number(text, at + 2, plain) : name(text, at, plain);
			if (end < 0) {
				plain.append(next);
				at++;
			}
			else {
				at = end;
			}
		}
		return plain.toString();
	}

	/** Browsers do without the semicolon. */
	private static int number(String text, int from, StringBuilder plain) {
		boolean hexadecimal = from < text.length() && (text.charAt(from) == 'x' || text.charAt(from) == 'X');
		int begin = hexadecimal ? from + 1 : from;
		int at = begin;
		int value = 0;
		while (at < text.length() && value <= Character.MAX_CODE_POINT) {
			int digit = Character.digit(text.charAt(at), hexadecimal ? 16 : 10);
			if (digit < 0 || text.charAt(at) > 0x7f) {
				break;
			}
			value = value * (hexadecimal ? 16 : 10) + digit;
			at++;
		}
		if (at == begin || value > Character.MAX_CODE_POINT) {
			return -1;
		}
		plain.appendCodePoint(value);
		return (at < text.length() && text.charAt(at) == ';') ? at + 1 : at;
	}

	private static int name(String text, int at, StringBuilder plain) {
		int end = at + 1;
		while (end < text.length() && end - at < LONGEST_REFERENCE && text.charAt(end) != ';'
				&& isName(text.charAt(end))) {
			end++;
		}
		if (end == text.length() || text.charAt(end) != ';') {
			return -1;
		}
		plain.append(HtmlUtils.htmlUnescape(text.substring(at, end + 1)));
		return end + 1;
	}

}
