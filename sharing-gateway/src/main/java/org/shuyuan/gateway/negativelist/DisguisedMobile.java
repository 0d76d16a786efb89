package org.shuyuan.gateway.negativelist;

import java.nio.charset.StandardCharsets;

/**
 * Mobile numbers that are not written as such: in Chinese numerals, in brackets, or as
 * programs write a number of that size.
 */
final class DisguisedMobile {

	private static final int LENGTH = 11;

	/** Decimals that are shown at least; the zeros behind them are not written. */
	private static final int FEWEST = 7;

	private static final int LONGEST = 24;

	private static final String BRACKETS = "()（）[]【】";

	private DisguisedMobile() {
	}

	/** The text with spaces for the brackets beside digits. */
	static String withoutBrackets(String text) {
		char[] open = null;
		for (int i = 0; i < text.length(); i++) {
			boolean beside = (i > 0 && DigitWindow.isDigit(text.charAt(i - 1)))
					|| (i + 1 < text.length() && DigitWindow.isDigit(text.charAt(i + 1)));
			if (beside && BRACKETS.indexOf(text.charAt(i)) >= 0) {
				open = (open != null) ? open : text.toCharArray();
				open[i] = ' ';
			}
		}
		return (open != null) ? new String(open) : text;
	}

	/** Eleven digits some of which are Chinese numerals. */
	static void spelled(String text, DisguisedResidentId.Taker taker) {
		int at = 0;
		while (at < text.length()) {
			int end = at;
			int numerals = 0;
			while (end < text.length() && isNumeral(text.charAt(end))) {
				numerals += DigitWindow.isDigit(text.charAt(end)) ? 0 : 1;
				end++;
			}
			if (end - at == LENGTH && numerals > 0) {
				byte[] digits = new byte[LENGTH];
				for (int i = 0; i < LENGTH; i++) {
					digits[i] = (byte) ('0' + DisguisedResidentId.value(text.charAt(at + i)));
				}
				taker.number(digits, PersonalNumbers.mobilePrefix(digits, LENGTH) == 0);
			}
			at = Math.max(end, at + 1);
		}
	}

	private static boolean isNumeral(char next) {
		return DigitWindow.isDigit(next) || (next > 0x80 && DisguisedResidentId.value(next) >= 0);
	}

	/** A cell such as {@code 1.3812345678E10}. */
	static void scientific(String text, DisguisedResidentId.Taker taker) {
		int exponent = Math.max(text.lastIndexOf('E'), text.lastIndexOf('e'));
		if (text.length() > LONGEST || exponent < 3 || text.charAt(1) != '.') {
			return;
		}
		String power = text.substring(exponent + 1);
		String digits = text.charAt(0) + text.substring(2, exponent);
		if (!(digits + power).chars().allMatch((next) -> (next >= '0' && next <= '9') || next == '+')) {
			return;
		}
		boolean whole = (power.equals("10") || power.equals("+10")) && digits.length() <= LENGTH
				&& digits.length() > FEWEST;
		byte[] number = (digits + "0".repeat(LENGTH)).substring(0, LENGTH).getBytes(StandardCharsets.US_ASCII);
		taker.number(number, whole && PersonalNumbers.mobilePrefix(number, LENGTH) == 0);
	}

}
