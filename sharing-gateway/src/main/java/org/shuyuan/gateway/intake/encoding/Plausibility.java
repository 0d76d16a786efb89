package org.shuyuan.gateway.intake.encoding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How likely a decoded text was written by a person, from about -2 to 1: the mean over
 * its characters, of which those beyond ASCII weigh most. Wrong decodings give rare
 * characters, the right one gives common ones.
 */
final class Plausibility {

	private static final double ASCII = 0.05;

	/** The weight of each character, in hundredths. */
	private static final byte[] VALUES = new byte[1 << 16];

	static {
		for (int next = 0; next < VALUES.length; next++) {
			VALUES[next] = (byte) byKind((char) next);
		}
		Charset simplified = Charset.forName("GB2312");
		for (int row = 0xB0; row <= 0xD7; row++) {
			for (int cell = 0xA1; cell <= 0xFE; cell++) {
				String one = new String(new byte[] { (byte) row, (byte) cell }, simplified);
				if (one.length() == 1 && one.charAt(0) != '\uFFFD') {
					VALUES[one.charAt(0)] = 40;
				}
			}
		}
		common().chars().filter((next) -> next > 0x80).forEach((next) -> VALUES[next] = 100);
	}

	private Plausibility() {
	}

	private static String common() {
		try (InputStream in = Plausibility.class.getResourceAsStream("common-characters.txt")) {
			if (in == null) {
				throw new IllegalStateException("The list of common characters is missing");
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	private static int byKind(char next) {
		if (next == '\uFFFD') {
			return -127;
		}
		if (next == '\uFEFF') {
			return 0;
		}
		if ((next >= 0x3001 && next <= 0x3011) || (next >= 0xFF01 && next <= 0xFF5E)
				|| "“”‘’…—·￥　".indexOf(next) >= 0) {
			return 60;
		}
		if (next >= 0x3041 && next <= 0x30FE) {
			return 65;
		}
		if (next >= 0xC0 && next <= 0xFF && next != '×' && next != '÷') {
			return 70;
		}
		if (next >= 0xA0 && next < 0xC0) {
			return "¿¡«»°ºª£€".indexOf(next) >= 0 ? 30 : -50;
		}
		return switch (Character.getType(next)) {
			case Character.CONTROL, Character.PRIVATE_USE, Character.UNASSIGNED -> -120;
			case Character.SURROGATE -> 0;
			default -> (next >= 0xFF61 && next <= 0xFF9F) ? -40 : -45;
		};
	}

	static double of(String text, Charset charset) {
		boolean kana = !charset.name().startsWith("GB") && !charset.name().startsWith("Big5");
		double sum = 0;
		double weight = 0;
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			if (next < 0x80 && (next >= ' ' || next == '\n' || next == '\r' || next == '\t')) {
				sum += ASCII;
				weight += ASCII;
				continue;
			}
			int value = VALUES[next];
			if (next >= 0xC0 && next <= 0xFF && !isLetter(text, i - 1) && !isLetter(text, i + 1)) {
				value = -50;
			}
			else if (!kana && next >= 0x3041 && next <= 0x30FE) {
				value = -20;
			}
			sum += (next == '\uFFFD') ? -4 : value / 100.0;
			weight++;
		}
		return (weight == 0) ? 0 : sum / weight;
	}

	private static boolean isLetter(String text, int at) {
		char next = (at < 0 || at >= text.length()) ? ' ' : text.charAt(at);
		return (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
	}

}
