package org.shuyuan.vocab;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Any text as the last part of an IRI and back: letters, digits, Chinese characters and a
 * few marks stay as they are, everything else is percent-encoded.
 */
public final class IriText {

	private IriText() {
	}

	public static String encode(String text) {
		if (text.chars().allMatch(IriText::plain)) {
			return text;
		}
		StringBuilder out = new StringBuilder(text.length() + 16);
		text.codePoints().forEach((point) -> {
			if (point < 0x10000 && plain(point)) {
				out.append((char) point);
				return;
			}
			for (byte octet : new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8)) {
				out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
			}
		});
		return out.toString();
	}

	public static String decode(String text) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		byte[] octets = text.getBytes(StandardCharsets.UTF_8);
		byte[] out = new byte[octets.length];
		int length = 0;
		for (int i = 0; i < octets.length; i++) {
			if (octets[i] == '%' && i + 2 < octets.length && HexFormat.isHexDigit(octets[i + 1])
					&& HexFormat.isHexDigit(octets[i + 2])) {
				out[length++] = (byte) (HexFormat.fromHexDigit(octets[i + 1]) << 4
						| HexFormat.fromHexDigit(octets[i + 2]));
				i += 2;
			}
			else {
				out[length++] = octets[i];
			}
		}
		return new String(out, 0, length, StandardCharsets.UTF_8);
	}

	private static boolean plain(int c) {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.'
				|| c >= 0x4e00 && c <= 0x9fff;
	}

}
