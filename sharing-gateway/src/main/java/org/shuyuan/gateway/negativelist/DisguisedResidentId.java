package org.shuyuan.gateway.negativelist;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Resident identity numbers that are not written as such. Only what the region, the day
 * of birth and the check character confirm counts.
 */
final class DisguisedResidentId {

	private static final int LENGTH = 18;

	private static final int MOST_HIDDEN = 8;

	private static final int WIDEST_GAP = 12;

	private static final int MOST_GROUPS = 6;

	private static final String MASKS = "*#●○■□※◆?Xx•";

	private static final String GAPS = " \t\r\n-./_:()[]|'\"~,;，、；：（）【】";

	private static final String NUMERALS = "〇零○一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖";

	private static final String VALUES = "00011122233445566778899";

	private static final int SHORTEST_NUMERALS = 8;

	private static final int FEWEST_FIGURES = 8;

	private static final int MOBILE = 11;

	/** Takes a number, and whether it is a person's. */
	interface Taker {

		void number(byte[] digits, boolean right);

	}

	private DisguisedResidentId() {
	}

	/** The digits of {@code 1.10101E+17}; none if the text is nothing like it. */
	static byte[] scientific(String text) {
		int exponent = Math.max(text.lastIndexOf('E'), text.lastIndexOf('e'));
		if (text.length() > 24 || exponent < 3 || text.charAt(1) != '.') {
			return new byte[0];
		}
		String power = text.substring(exponent + 1);
		String digits = text.charAt(0) + text.substring(2, exponent);
		boolean plain = digits.chars().allMatch((next) -> next >= '0' && next <= '9');
		return (plain && (power.equals("+17") || power.equals("17"))) ? digits.getBytes(StandardCharsets.US_ASCII)
				: new byte[0];
	}

	/** Numbers of 18 signs some of which are hidden. */
	static void masked(String text, Taker taker) {
		int at = 0;
		while (at < text.length()) {
			int end = at;
			while (end < text.length()
					&& (DigitWindow.isDigit(text.charAt(end)) || MASKS.indexOf(text.charAt(end)) >= 0)) {
				end++;
			}
			if (end - at == LENGTH && (at == 0 || !isLetterOrDigit(text.charAt(at - 1)))
					&& (end == text.length() || !isLetterOrDigit(text.charAt(end)))) {
				mask(text.substring(at, end), taker);
			}
			at = Math.max(end, at + 1);
		}
	}

	private static void mask(String number, Taker taker) {
		byte[] signs = new byte[LENGTH];
		int hidden = 0;
		for (int i = 0; i < LENGTH; i++) {
			char next = number.charAt(i);
			boolean check = i == LENGTH - 1 && (next == 'X' || next == 'x')
					&& DigitWindow.isDigit(number.charAt(i - 1));
			signs[i] = DigitWindow.isDigit(next) ? (byte) next : check ? (byte) 'X' : (byte) '*';
			hidden += (signs[i] == '*') ? 1 : 0;
		}
		if (hidden == 0 || hidden > MOST_HIDDEN || signs[0] == '*' || signs[1] == '*') {
			return;
		}
		boolean birthday = true;
		for (int i = 6; i < 14; i++) {
			birthday &= signs[i] != '*';
		}
		if (birthday || hidden <= 2) {
			taker.number(signs, fits(signs, hidden));
		}
	}

	/** Whether hidden digits can be found that make it a person's number. */
	private static boolean fits(byte[] signs, int hidden) {
		int place = 0;
		while (place < LENGTH && signs[place] != '*') {
			place++;
		}
		if (place == LENGTH) {
			return PersonalNumbers.looksLikeResident(signs) && PersonalNumbers.checksResident(signs, signs[17]);
		}
		if (hidden > 2) {
			byte[] region = signs.clone();
			for (int i = 2; i < 6; i++) {
				region[i] = (region[i] == '*') ? (byte) '1' : region[i];
			}
			region[2] = (signs[2] == '*') ? (byte) '0' : region[2];
			return PersonalNumbers.looksLikeResident(region);
		}
		if (place == LENGTH - 1) {
			return PersonalNumbers.looksLikeResident(signs);
		}
		for (byte digit = '0'; digit <= '9'; digit++) {
			byte[] tried = signs.clone();
			tried[place] = digit;
			if (fits(tried, hidden - 1)) {
				return true;
			}
		}
		return false;
	}

	/** The text with numerals, and letters that look like digits, as the digits. */
	static String digits(String text) {
		char[] digits = null;
		int at = 0;
		while (at < text.length()) {
			int end = at;
			int numerals = 0;
			int figures = 0;
			while (end < text.length() && value(text.charAt(end)) >= 0) {
				figures += DigitWindow.isDigit(text.charAt(end)) ? 1 : 0;
				numerals += NUMERALS.indexOf(text.charAt(end)) >= 0 ? 1 : 0;
				end++;
			}
			int length = end - at;
			boolean mixed = figures >= FEWEST_FIGURES && figures < length && length >= 15 && length <= 20;
			if (numerals >= SHORTEST_NUMERALS || mixed) {
				digits = (digits != null) ? digits : text.toCharArray();
				for (int i = at; i < end; i++) {
					digits[i] = (char) ('0' + value(text.charAt(i)));
				}
			}
			at = Math.max(end, at + 1);
		}
		return (digits != null) ? new String(digits) : text;
	}

	static int value(char next) {
		return switch (next) {
			case 'O', 'o' -> 0;
			case 'l', 'I' -> 1;
			default -> {
				int numeral = DigitWindow.isDigit(next) ? -1 : NUMERALS.indexOf(next);
				yield DigitWindow.isDigit(next) ? next - '0' : (numeral >= 0) ? VALUES.charAt(numeral) - '0' : -1;
			}
		};
	}

	/** Numbers in a few groups with anything between them that parts numbers. */
	static void parted(String written, String text, Taker taker) {
		List<int[]> groups = new ArrayList<>();
		int at = 0;
		while (at < text.length()) {
			if (!DigitWindow.isDigit(text.charAt(at))) {
				at++;
				continue;
			}
			int end = at;
			while (end < text.length() && DigitWindow.isDigit(text.charAt(end))) {
				end++;
			}
			groups.add(new int[] { at, end });
			last(written, text, groups, taker);
			if (groups.size() == MOST_GROUPS) {
				groups.removeFirst();
			}
			at = end;
		}
	}

	/** Numbers that end with the last group. */
	private static void last(String written, String text, List<int[]> groups, Taker taker) {
		StringBuilder digits = new StringBuilder();
		for (int i = groups.size() - 1; i >= 0; i--) {
			int[] group = groups.get(i);
			int width = group[1] - group[0];
			if (digits.length() + width > LENGTH || (width < 3 && groups.size() > 1)
					|| (i < groups.size() - 1 && !isGap(text, group[1], groups.get(i + 1)[0]))) {
				return;
			}
			digits.insert(0, text.substring(group[0], group[1]));
			int end = groups.getLast()[1];
			boolean crossed = digits.length() == LENGTH - 1 && end < text.length()
					&& (text.charAt(end) == 'X' || text.charAt(end) == 'x');
			if (digits.length() == LENGTH || crossed) {
				byte[] number = (crossed ? digits + "X" : digits.toString()).getBytes(StandardCharsets.US_ASCII);
				boolean code = (group[0] > 0 && isLetterOrDigit(text.charAt(group[0] - 1)))
						|| (end + (crossed ? 1 : 0) < text.length()
								&& isLetterOrDigit(text.charAt(end + (crossed ? 1 : 0))));
				boolean plain = i == groups.size() - 1 && written.startsWith(digits.toString(), group[0]);
				if (!code && !plain && PersonalNumbers.looksLikeResident(number)) {
					taker.number(number, PersonalNumbers.checksResident(number, number[17]));
				}
				return;
			}
		}
	}

	/** Numbers whose digits are all separated by the same character. */
	static void spread(String text, Taker taker) {
		int at = 0;
		while (at + 2 < text.length()) {
			char sign = text.charAt(at + 1);
			int end = at;
			StringBuilder digits = new StringBuilder();
			while (end < text.length() && digits.length() <= LENGTH && isSign(text.charAt(end), digits.length())) {
				digits.append(text.charAt(end));
				end++;
				if (end == text.length() || text.charAt(end) != sign || isLetterOrDigit(sign)) {
					break;
				}
				end++;
			}
			if (digits.length() == LENGTH) {
				number(digits.toString(), taker);
			}
			at = (digits.length() > 1) ? end : at + 1;
		}
	}

	private static boolean isSign(char next, int at) {
		return DigitWindow.isDigit(next) || (at == LENGTH - 1 && (next == 'X' || next == 'x'));
	}

	/** Two numbers of people that nothing parts. */
	static void joined(String text, Taker taker) {
		int at = 0;
		while (at < text.length()) {
			int end = at;
			while (end < text.length()
					&& (DigitWindow.isDigit(text.charAt(end)) || text.charAt(end) == 'X' || text.charAt(end) == 'x')) {
				end++;
			}
			int length = end - at;
			if (length == 2 * LENGTH && isResident(text, at) && isResident(text, at + LENGTH)) {
				number(text.substring(at, at + LENGTH), taker);
				number(text.substring(at + LENGTH, end), taker);
			}
			else if (length == LENGTH + MOBILE && isResident(text, at) && isMobile(text, at + LENGTH)) {
				number(text.substring(at, at + LENGTH), taker);
			}
			else if (length == LENGTH + MOBILE && isMobile(text, at) && isResident(text, at + MOBILE)) {
				number(text.substring(at + MOBILE, end), taker);
			}
			at = Math.max(end, at + 1);
		}
	}

	private static boolean isMobile(String text, int at) {
		byte[] digits = text.substring(at, at + MOBILE).getBytes(StandardCharsets.US_ASCII);
		return PersonalNumbers.mobilePrefix(digits, MOBILE) == 0 && text.indexOf('X', at) != at + MOBILE - 1;
	}

	private static boolean isResident(String text, int at) {
		byte[] number = text.substring(at, at + LENGTH).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
		for (int i = 0; i < LENGTH - 1; i++) {
			if (number[i] < '0' || number[i] > '9') {
				return false;
			}
		}
		return PersonalNumbers.looksLikeResident(number) && PersonalNumbers.checksResident(number, number[17]);
	}

	private static void number(String signs, Taker taker) {
		byte[] number = signs.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
		if (PersonalNumbers.looksLikeResident(number)) {
			taker.number(number, PersonalNumbers.checksResident(number, number[17]));
		}
	}

	private static boolean isGap(String text, int from, int to) {
		if (to - from > WIDEST_GAP) {
			return false;
		}
		for (int i = from; i < to; i++) {
			if (GAPS.indexOf(text.charAt(i)) < 0) {
				return false;
			}
		}
		return true;
	}

	private static boolean isLetterOrDigit(char next) {
		return DigitWindow.isDigit(next) || (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
	}

}
