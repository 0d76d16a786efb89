package org.shuyuan.gateway.negativelist;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One pass over one column's cells, as UTF-8 bytes: finds the numbers and markings the
 * rules name. Full-width digits count, and so do single spaces and hyphens between
 * groups. Keeps counts and masked evidence, never a value.
 */
public final class ContentScan {

	/** Digits of a mobile number. */
	private static final int SHORTEST = 11;

	private static final int LONGEST = 24;

	private static final int EVIDENCE = 3;

	private static final int NUMBERING_SCHEME = 5;

	/**
	 * Bytes that begin or make up what is looked for: digits, and the first byte of 绝 机 秘
	 * and of full-width signs.
	 */
	private static final boolean[] INTERESTING = new boolean[256];

	static {
		for (int digit = '0'; digit <= '9'; digit++) {
			INTERESTING[digit] = true;
		}
		INTERESTING[0xEF] = true;
		INTERESTING[0xE7] = true;
		INTERESTING[0xE6] = true;
	}

	private final Tally[] tallies = { new Tally(ContentRule.RESIDENT_ID), new Tally(ContentRule.MOBILE),
			new Tally(ContentRule.BANK_CARD), new Tally(ContentRule.SECRECY_MARKING) };

	private final byte[] digits = new byte[LONGEST + 1];

	/**
	 * What a rule found in a column.
	 *
	 * @param rule the rule
	 * @param count how many times
	 * @param evidence up to three findings, masked: at most four characters at the front
	 * and one at the end are left
	 */
	public record Found(ContentRule rule, long count, List<String> evidence) {

		public Found {
			evidence = List.copyOf(evidence);
		}

	}

	/** Looks into a cell. */
	public void scan(String cell) {
		if (mayHold(cell)) {
			byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
			scan(bytes, 0, bytes.length);
		}
	}

	/**
	 * Most cells hold neither enough digits for a number nor the sign that all markings
	 * share, and need no closer look.
	 */
	private static boolean mayHold(String cell) {
		int length = cell.length();
		int digits = 0;
		for (int i = 0; length >= SHORTEST && digits < SHORTEST && i < length; i++) {
			char next = cell.charAt(i);
			if (next >= '0' && next <= '9' || next >= '０' && next <= '９') {
				digits++;
			}
		}
		return digits == SHORTEST || cell.indexOf('密') >= 0;
	}

	/** Looks into a cell given as UTF-8. */
	public void scan(byte[] text, int from, int to) {
		int at = from;
		while (at < to) {
			int next = text[at] & 0xff;
			if (!INTERESTING[next]) {
				at++;
			}
			else if (next <= '9') {
				at = number(text, from, at, to);
			}
			else if (next == 0xEF) {
				at = (wideDigit(text, at, to) >= 0) ? number(text, from, at, to) : at + 1;
			}
			else {
				at = marking(text, from, at, to);
			}
		}
	}

	/** Measures a number that begins here and judges it; answers where to go on. */
	private int number(byte[] text, int from, int start, int to) {
		int length = 0;
		int at = start;
		int end = start;
		boolean separated = false;
		while (true) {
			int digits = at;
			while (digits < to && text[digits] >= '0' && text[digits] <= '9') {
				digits++;
			}
			if (digits > at) {
				length += digits - at;
				at = digits;
				end = at;
			}
			if (at == to) {
				break;
			}
			byte next = text[at];
			if (next == (byte) 0xEF && wideDigit(text, at, to) >= 0) {
				length++;
				at += 3;
				end = at;
			}
			else if ((next == ' ' || next == '-') && length > 0 && at + 1 < to && isDigit(text, at + 1, to)) {
				separated = true;
				at++;
			}
			else {
				break;
			}
		}
		if (length >= SHORTEST && length <= LONGEST) {
			copyDigits(text, start, end);
			judge(text, from, start, end, to, length, separated);
		}
		return Math.max(end, start + 1);
	}

	private void copyDigits(byte[] text, int start, int end) {
		int length = 0;
		for (int at = start; at < end; at++) {
			if (text[at] >= '0' && text[at] <= '9') {
				this.digits[length++] = text[at];
			}
			else if (text[at] == (byte) 0xEF) {
				this.digits[length++] = (byte) wideDigit(text, at, end);
			}
		}
	}

	private void judge(byte[] text, int from, int start, int end, int to, int length, boolean separated) {
		boolean touchedBefore = start > from && (isLetter(text[start - 1]) || isPointed(text, start - 1, from));
		boolean touchedAfter = end < to && (isLetter(text[end]) || isFraction(text, end, to));
		boolean whole = start == from && end == to;
		if (length == 17 && !touchedBefore && end < to && (text[end] == 'X' || text[end] == 'x')
				&& (end + 1 == to || !isLetter(text[end + 1]) && !isDigit(text, end + 1, to))) {
			resident((byte) 'X', start == from && end + 1 == to);
			return;
		}
		if (touchedBefore || touchedAfter) {
			return;
		}
		if (length == 18 && resident(this.digits[17], whole)) {
			return;
		}
		if (length >= 16 && length <= 19 && Numbers.looksLikeCard(this.digits, length)) {
			this.tallies[2].see(Numbers.checksCard(this.digits, length), whole, this.digits, length);
			return;
		}
		mobile(length, separated);
	}

	private boolean resident(byte check, boolean whole) {
		if (!Numbers.looksLikeResident(this.digits)) {
			return false;
		}
		boolean right = Numbers.checksResident(this.digits, check);
		this.digits[17] = check;
		this.tallies[0].see(right, whole, this.digits, 18);
		return right;
	}

	private void mobile(int length, boolean separated) {
		int from = switch (length) {
			case 11 -> 0;
			case 13 -> (this.digits[0] == '8' && this.digits[1] == '6') ? 2 : -1;
			case 15 ->
				(this.digits[0] == '0' && this.digits[1] == '0' && this.digits[2] == '8' && this.digits[3] == '6') ? 4
						: -1;
			default -> -1;
		};
		if (from >= 0 && Numbers.isMobile(this.digits, from)) {
			this.tallies[1].see(true, false, this.digits, length);
		}
		else if (separated && length == 22 && Numbers.isMobile(this.digits, 0) && Numbers.isMobile(this.digits, 11)) {
			this.tallies[1].see(true, false, this.digits, 11);
		}
	}

	private int marking(byte[] text, int from, int at, int to) {
		int second = (at + 5 < to) ? text[at + 1] & 0xff : 0;
		if (second != 0xBB && second != 0x9C && second != 0xA7) {
			return at + 1;
		}
		String marking = SecrecyMarkings.findAt(text, from, at, to);
		if (marking != null) {
			this.tallies[3].count++;
			this.tallies[3].remember(marking);
			return at + 6;
		}
		return at + 1;
	}

	/**
	 * What was found, rule by rule; numbering schemes that only look like numbers of
	 * people are left out.
	 */
	public List<Found> found() {
		List<Found> found = new ArrayList<>();
		for (Tally tally : this.tallies) {
			if (tally.stands()) {
				found.add(new Found(tally.rule, tally.count, tally.evidence));
			}
		}
		return found;
	}

	/** A finding of the rule, if there is one. */
	public @Nullable Found found(ContentRule rule) {
		return found().stream().filter((each) -> each.rule() == rule).findFirst().orElse(null);
	}

	private static boolean isDigit(byte[] text, int at, int to) {
		return (text[at] >= '0' && text[at] <= '9') || wideDigit(text, at, to) >= 0;
	}

	private static int wideDigit(byte[] text, int at, int to) {
		if (at + 2 < to && (text[at] & 0xff) == 0xEF && (text[at + 1] & 0xff) == 0xBC) {
			int last = text[at + 2] & 0xff;
			return (last >= 0x90 && last <= 0x99) ? last - 0x90 + '0' : -1;
		}
		return -1;
	}

	private static boolean isLetter(byte next) {
		return (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z') || next == '_';
	}

	/** {@code 3.13812345678}: the digits are a fraction. */
	private static boolean isPointed(byte[] text, int before, int from) {
		return text[before] == '.' && before > from && text[before - 1] >= '0' && text[before - 1] <= '9';
	}

	/**
	 * {@code 13812345678.50}: the digits are an amount; a bare {@code .0} is a
	 * spreadsheet's doing.
	 */
	private static boolean isFraction(byte[] text, int end, int to) {
		return text[end] == '.' && end + 1 < to && text[end + 1] >= '0' && text[end + 1] <= '9'
				&& !(text[end + 1] == '0' && end + 2 == to);
	}

	private static final class Tally {

		private final ContentRule rule;

		private final List<String> evidence = new ArrayList<>();

		private long count;

		private long alone;

		private long aloneWrong;

		Tally(ContentRule rule) {
			this.rule = rule;
		}

		/**
		 * A number of the right shape. Where whole cells of that shape mostly fail the
		 * check, the column numbers something else, and one in ten passes by chance.
		 */
		void see(boolean right, boolean whole, byte[] digits, int length) {
			if (right) {
				this.count++;
				if (whole) {
					this.alone++;
				}
				if (this.evidence.size() < EVIDENCE) {
					remember(mask(digits, length));
				}
			}
			else if (whole) {
				this.aloneWrong++;
			}
		}

		void remember(String masked) {
			if (this.evidence.size() < EVIDENCE) {
				this.evidence.add(masked);
			}
		}

		boolean stands() {
			boolean scheme = this.alone + this.aloneWrong >= NUMBERING_SCHEME && this.alone < this.aloneWrong
					&& this.alone == this.count;
			return this.count > 0 && !scheme;
		}

		private static String mask(byte[] digits, int length) {
			return new String(digits, 0, 4, StandardCharsets.US_ASCII) + "*".repeat(length - 5)
					+ (char) digits[length - 1];
		}

	}

}
