package org.shuyuan.gateway.negativelist;

/**
 * Consecutive groups of digits with little between them: a window on a text that begins
 * at one group and may end at any later one. One is used over and over.
 */
final class DigitWindow {

	/** Digits of the longest number looked for: a sole trader's tax number. */
	private static final int MOST = 20;

	private static final int LONGEST_TAIL = 3;

	private static final int WIDEST_GAP = 3;

	private static final String GAPS = " \t-./_";

	private final byte[] digits = new byte[MOST];

	/** Digits up to the end of each group. */
	private final int[] sums = new int[MOST];

	/** Where in the text each group ends. */
	private final int[] ends = new int[MOST];

	private String text = "";

	private int start;

	private int groups;

	/** From which group on a point or stroke has been among what parts them. */
	private int pointed;

	/** Whether no further group follows the last one. */
	private boolean complete;

	/**
	 * Reads on from a group's beginning, as far as the longest number goes.
	 * @return where the first group ends
	 */
	int read(String text, int start) {
		this.text = text;
		this.start = start;
		this.groups = 0;
		this.pointed = Integer.MAX_VALUE;
		this.complete = false;
		int length = 0;
		int at = start;
		while (at < text.length()) {
			int end = at;
			while (end < text.length() && isDigit(text.charAt(end))) {
				end++;
			}
			if (length + end - at > MOST) {
				return (this.groups == 0) ? end : this.ends[0];
			}
			while (at < end) {
				this.digits[length++] = (byte) text.charAt(at++);
			}
			this.sums[this.groups] = length;
			this.ends[this.groups++] = end;
			at = next(end);
			if (at < 0) {
				this.complete = true;
				break;
			}
		}
		return this.ends[0];
	}

	/** Where the next group begins, if one follows closely. */
	private int next(int end) {
		int at = end;
		boolean points = false;
		while (at < this.text.length() && at - end < WIDEST_GAP && GAPS.indexOf(this.text.charAt(at)) >= 0) {
			points |= this.text.charAt(at) == '.' || this.text.charAt(at) == '/';
			at++;
		}
		if (at == end || at == this.text.length() || !isDigit(this.text.charAt(at))) {
			return -1;
		}
		if (points) {
			this.pointed = Math.min(this.pointed, this.groups);
		}
		return at;
	}

	byte[] digits() {
		return this.digits;
	}

	int groups() {
		return this.groups;
	}

	/** Digits from the beginning to the end of a group. */
	int length(int group) {
		return this.sums[group];
	}

	/** Digits of one group. */
	int width(int group) {
		return (group == 0) ? this.sums[0] : this.sums[group] - this.sums[group - 1];
	}

	int end(int group) {
		return this.ends[group];
	}

	/** Whether the groups up to this one are all there is of the run. */
	boolean isAll(int group) {
		return this.complete && group == this.groups - 1 && (this.start == 0 || !isGapAfterDigit(this.start - 1));
	}

	private boolean isGapAfterDigit(int at) {
		int before = at;
		while (before >= 0 && at - before < WIDEST_GAP && GAPS.indexOf(this.text.charAt(before)) >= 0) {
			before--;
		}
		return before < at && before >= 0 && isDigit(this.text.charAt(before));
	}

	/** Whether points or strokes are among what parts the groups up to this one. */
	boolean isPointed(int group) {
		return this.pointed <= group;
	}

	/** Whether nothing but this number is in the text. */
	boolean isWhole(int end) {
		return this.start == 0 && end == this.text.length();
	}

	/** Whether a letter directly precedes or follows. */
	boolean touchesLetters(int end) {
		return (this.start > 0 && isLetter(this.text.charAt(this.start - 1)))
				|| (end < this.text.length() && isLetter(this.text.charAt(end)));
	}

	/**
	 * Whether the digits are part of a longer code such as a hash or a UUID: letters and
	 * further digits adjoin, or hexadecimal letters behind a hyphen.
	 */
	boolean isCode(int end) {
		int before = this.start;
		boolean hexadecimal = true;
		while (before > 0 && isLetter(this.text.charAt(before - 1))) {
			hexadecimal &= isHexadecimal(this.text.charAt(--before));
		}
		if (before < this.start && before > 0
				&& (isDigit(this.text.charAt(before - 1)) || (hexadecimal && this.text.charAt(before - 1) == '-'))) {
			return true;
		}
		int after = end;
		while (after < this.text.length() && isLetter(this.text.charAt(after))) {
			after++;
		}
		return after > end && after < this.text.length() && isDigit(this.text.charAt(after));
	}

	/**
	 * Whether a decimal point makes the digits a fraction ({@code 0.13812345678}) or an
	 * amount ({@code 13812345678.50}). Bare zeros are a spreadsheet's doing.
	 */
	boolean isAmount(int end) {
		return isFraction(end) || hasFraction(end);
	}

	private boolean isFraction(int end) {
		int point = this.start - 1;
		if (point < 1 || this.text.charAt(point) != '.' || !isDigit(this.text.charAt(point - 1))) {
			return false;
		}
		int before = point;
		while (before > 0 && isDigit(this.text.charAt(before - 1))) {
			before--;
		}
		boolean numbersAnEntry = point - before == 1 && this.text.charAt(before) != '0'
				&& (before > 0 || end < this.text.length());
		return !numbersAnEntry && (before == 0 || this.text.charAt(before - 1) != '.');
	}

	private boolean hasFraction(int end) {
		if (end + 1 >= this.text.length() || this.text.charAt(end) != '.') {
			return false;
		}
		int at = end + 1;
		boolean zeros = true;
		while (at < this.text.length() && isDigit(this.text.charAt(at))) {
			zeros &= this.text.charAt(at++) == '0';
		}
		boolean another = at - end - 1 == 11 || (at < this.text.length() && this.text.charAt(at) == '.'
				&& at + 1 < this.text.length() && isDigit(this.text.charAt(at + 1)));
		return !zeros && !another;
	}

	/** How many letters and digits follow there, three at most. */
	int tail(int end) {
		int at = end;
		while (at < this.text.length() && at - end < LONGEST_TAIL
				&& (isLetter(this.text.charAt(at)) || isDigit(this.text.charAt(at)))) {
			at++;
		}
		return at - end;
	}

	/** Whether a cell is the number and letters before or behind it, and nothing else. */
	boolean isWithLetters(int end) {
		return touchesLetters(end) && this.start <= LONGEST_TAIL * 2 && this.text.length() - end <= LONGEST_TAIL * 2
				&& letters(0, this.start) && letters(end, this.text.length());
	}

	private boolean letters(int from, int to) {
		for (int i = from; i < to; i++) {
			if (!isLetter(this.text.charAt(i)) && this.text.charAt(i) != '-') {
				return false;
			}
		}
		return true;
	}

	/** Whether a letter directly precedes. */
	boolean followsLetter() {
		return this.start > 0 && isLetter(this.text.charAt(this.start - 1));
	}

	/** Whether the X for a check digit of ten follows directly. */
	boolean isX(int group) {
		int at = this.ends[group];
		return at < this.text.length() && (this.text.charAt(at) == 'X' || this.text.charAt(at) == 'x');
	}

	/**
	 * Where the number ends with the X for a check digit of ten; -1 without one.
	 */
	int endWithX(int group) {
		int at = this.ends[group];
		if (at < this.text.length() && (this.text.charAt(at) == ' ' || this.text.charAt(at) == '-')) {
			at++;
		}
		boolean cross = at < this.text.length() && (this.text.charAt(at) == 'X' || this.text.charAt(at) == 'x');
		boolean ends = at + 1 >= this.text.length()
				|| !(isLetter(this.text.charAt(at + 1)) || isDigit(this.text.charAt(at + 1)))
				|| (followsLetter() && isLetter(this.text.charAt(at + 1)));
		return (cross && ends) ? at + 1 : -1;
	}

	static boolean isDigit(char next) {
		return next >= '0' && next <= '9';
	}

	private static boolean isLetter(char next) {
		return (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
	}

	private static boolean isHexadecimal(char next) {
		return (next >= 'A' && next <= 'F') || (next >= 'a' && next <= 'f');
	}

}
