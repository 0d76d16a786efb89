package org.shuyuan.gateway.negativelist;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What is meant by a text with escapes: {@code \u0031} and {@code \x31} as programs write
 * them, {@code %31} as addresses do.
 */
final class EscapedText {

	private EscapedText() {
	}

	static String text(String escaped) {
		StringBuilder plain = new StringBuilder(escaped.length());
		int at = 0;
		while (at < escaped.length()) {
			char next = escaped.charAt(at);
			int end = (next == '\\') ? program(escaped, at, plain) : (next == '%') ? address(escaped, at, plain) : -1;
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

	private static int program(String text, int at, StringBuilder plain) {
		char kind = (at + 1 < text.length()) ? text.charAt(at + 1) : ' ';
		int length = switch (kind) {
			case 'u', 'U' -> 4;
			case 'x' -> 2;
			default -> 0;
		};
		int value = (length > 0) ? hexadecimal(text, at + 2, length) : -1;
		if (value < 0) {
			return -1;
		}
		plain.append((char) value);
		return at + 2 + length;
	}

	private static int address(String text, int from, StringBuilder plain) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int at = from;
		while (at < text.length() && text.charAt(at) == '%') {
			int value = hexadecimal(text, at + 1, 2);
			if (value < 0) {
				break;
			}
			bytes.write(value);
			at += 3;
		}
		plain.append(bytes.toString(StandardCharsets.UTF_8));
		return (at == from) ? -1 : at;
	}

	private static int hexadecimal(String text, int from, int length) {
		if (from + length > text.length()) {
			return -1;
		}
		int value = 0;
		for (int i = from; i < from + length; i++) {
			int digit = (text.charAt(i) < 0x80) ? Character.digit(text.charAt(i), 16) : -1;
			if (digit < 0) {
				return -1;
			}
			value = value * 16 + digit;
		}
		return value;
	}

}
