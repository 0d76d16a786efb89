package org.shuyuan.gateway.negativelist;

/**
 * Codes of machines, whose digits are no person's number: UUIDs and long hexadecimal
 * values such as hashes. They are blanked before numbers are looked for.
 */
final class MachineCodes {

	private static final int UUID = 36;

	private static final int HASH = 32;

	private static final int FEWEST_LETTERS = 4;

	private MachineCodes() {
	}

	static String blank(String text) {
		char[] blanked = null;
		int at = 0;
		while (at < text.length()) {
			int end = at;
			int letters = 0;
			int hyphens = 0;
			while (end < text.length() && (isHexadecimal(text.charAt(end)) || text.charAt(end) == '-')) {
				letters += (text.charAt(end) > '9') ? 1 : 0;
				hyphens += (text.charAt(end) == '-') ? 1 : 0;
				end++;
			}
			boolean hash = hyphens == 0 && end - at >= HASH && letters >= FEWEST_LETTERS;
			boolean uuid = end - at == UUID && hyphens == 4 && letters > 0 && isUuid(text, at);
			if ((hash || uuid) && !isWord(text, end)) {
				blanked = (blanked != null) ? blanked : text.toCharArray();
				for (int i = at; i < end; i++) {
					blanked[i] = '~';
				}
			}
			at = Math.max(end, at + 1);
		}
		return (blanked != null) ? new String(blanked) : text;
	}

	private static boolean isUuid(String text, int at) {
		return text.charAt(at + 8) == '-' && text.charAt(at + 13) == '-' && text.charAt(at + 18) == '-'
				&& text.charAt(at + 23) == '-';
	}

	/** Whether further letters follow: then it is no hexadecimal value. */
	private static boolean isWord(String text, int end) {
		return end < text.length() && text.charAt(end) < 0x80 && Character.isLetter(text.charAt(end));
	}

	private static boolean isHexadecimal(char next) {
		return (next >= '0' && next <= '9') || (next >= 'a' && next <= 'f') || (next >= 'A' && next <= 'F');
	}

}
