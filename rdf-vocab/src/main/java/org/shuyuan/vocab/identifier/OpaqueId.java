package org.shuyuan.vocab.identifier;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The form of every permanent identifier: 26 lower-case base32 characters, 128 random
 * bits and 2 zero bits. It carries no information and is never reused.
 */
final class OpaqueId {

	private static final Pattern FORM = Pattern.compile("[a-z2-7]{26}");

	private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

	private static final SecureRandom RANDOM = new SecureRandom();

	private OpaqueId() {
	}

	static String random() {
		byte[] bytes = new byte[16];
		RANDOM.nextBytes(bytes);
		char[] text = new char[26];
		int buffer = 0;
		int bits = 0;
		int at = 0;
		for (byte next : bytes) {
			buffer = (buffer << 8) | (next & 0xff);
			bits += 8;
			while (bits >= 5) {
				bits -= 5;
				text[at++] = ALPHABET[(buffer >> bits) & 31];
			}
		}
		text[at] = ALPHABET[(buffer << (5 - bits)) & 31];
		return new String(text);
	}

	static String checked(String value, String kind) {
		if (value == null || !FORM.matcher(value).matches()) {
			throw new IllegalArgumentException(
					"Not the id of %s: 26 characters of a-z and 2-7 are expected".formatted(kind));
		}
		return value;
	}

}
