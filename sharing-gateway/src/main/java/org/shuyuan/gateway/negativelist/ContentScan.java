package org.shuyuan.gateway.negativelist;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.SecrecyMarks;

/**
 * One pass over one column's cells: finds the numbers and markings the rules name, in
 * digits of any script, in one piece or in groups, alone or in the midst of other text
 * and markup. Keeps counts and masked evidence, never a value.
 */
public final class ContentScan {

	/** Digits of a mobile number. */
	private static final int SHORTEST = 11;

	private static final int EVIDENCE = 3;

	private static final int NUMBERING_SCHEME = 5;

	private static final byte DIGIT = 1;

	private static final byte SECRET = 2;

	private static final byte MARKUP = 4;

	/** What each character may be part of; most cells need no closer look. */
	private static final byte[] SIGNS = new byte[1 << 16];

	static {
		for (int next = 0; next < SIGNS.length; next++) {
			boolean digit = Character.isDigit(next) || Character.isSurrogate((char) next)
					|| Character.getType(next) == Character.OTHER_NUMBER;
			SIGNS[next] = digit ? DIGIT : 0;
		}
		SIGNS['密'] = SECRET;
		SIGNS['<'] = MARKUP;
		SIGNS['&'] = MARKUP;
	}

	/** How people group the eleven digits of a mobile number. */
	private static final Set<String> GROUPED = Set.of("344", "443", "434", "335", "3422", "32222", "11111111111");

	private static final Set<String> PAIRED = Set.of("38", "74", "56", "65", "83", "47");

	private final Tally residents = new Tally(ContentRule.RESIDENT_ID, 1 / 11.0);

	/** Of 15 digits, and without a check digit. */
	private final Tally oldResidents = new Tally(ContentRule.RESIDENT_ID, 0.05);

	private final Tally mobiles = new Tally(ContentRule.MOBILE, 0);

	private final Tally cards = new Tally(ContentRule.BANK_CARD, 1 / 10.0);

	private final Tally markings = new Tally(ContentRule.SECRECY_MARKING, 0);

	private final Run run = new Run();

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

	/** Looks into a cell, or any longer text. */
	public void scan(String cell) {
		int length = cell.length();
		if (length < SHORTEST) {
			if (cell.indexOf('密') >= 0) {
				look(cell, true, false);
			}
			return;
		}
		int digits = 0;
		int signs = 0;
		for (int i = 0; i < length; i++) {
			byte sign = SIGNS[cell.charAt(i)];
			digits += sign & DIGIT;
			signs |= sign;
		}
		if ((signs & SECRET) != 0 || digits >= SHORTEST) {
			look(cell, (signs & SECRET) != 0, digits >= SHORTEST);
		}
		if ((signs & MARKUP) != 0) {
			String shown = Markup.text(cell);
			if (!shown.equals(cell)) {
				look(shown, true, this.residents.count + this.mobiles.count + this.cards.count == 0);
			}
		}
	}

	private void look(String cell, boolean secret, boolean numbers) {
		String text = Folding.fold(cell.strip());
		if (numbers) {
			numbers(text);
		}
		if (secret) {
			marking(text);
		}
	}

	/** Every group of digits may begin a number, and every later one end it. */
	private void numbers(String text) {
		int at = 0;
		while (at < text.length()) {
			if (!Run.isDigit(text.charAt(at))) {
				at++;
				continue;
			}
			int next = this.run.read(text, at);
			int found = (this.run.groups() == 0 || this.run.length(this.run.groups() - 1) < SHORTEST) ? -1 : find();
			at = Math.max(next, found);
		}
	}

	/** Where a number that begins with the run ends; -1 without one. */
	private int find() {
		int end = -1;
		for (int group = 0; group < this.run.groups() && end < 0; group++) {
			end = resident(group);
		}
		for (int group = 0; group < this.run.groups() && end < 0; group++) {
			end = card(group);
		}
		for (int group = 0; group < this.run.groups() && end < 0; group++) {
			end = mobile(group);
		}
		for (int group = 0; group < this.run.groups() && end < 0; group++) {
			end = oldResident(group);
		}
		return end;
	}

	private int resident(int group) {
		int length = this.run.length(group);
		int end = (length == 18) ? this.run.end(group) : (length == 17) ? this.run.endWithX(group) : -1;
		if (end < 0 || !Numbers.looksLikeResident(this.run.digits()) || this.run.isCode(end)
				|| this.run.isAmount(end)) {
			return -1;
		}
		byte[] number = Arrays.copyOf(this.run.digits(), 18);
		number[17] = (length == 18) ? number[17] : (byte) 'X';
		boolean right = Numbers.checksResident(number, number[17]);
		this.residents.see(right, this.run.isWhole(end), number, 18);
		return right ? end : -1;
	}

	private int oldResident(int group) {
		int end = this.run.end(group);
		boolean grouped = group == 0
				|| (group == 2 && this.run.width(0) == 6 && this.run.width(1) == 6 && !this.run.isPointed(2));
		if (this.run.length(group) != 15 || !grouped || !Numbers.isRegion(this.run.digits()) || this.run.isCode(end)
				|| this.run.isAmount(end)) {
			return -1;
		}
		boolean right = Numbers.isOldResident(this.run.digits());
		this.oldResidents.see(right, this.run.isWhole(end), this.run.digits(), 15);
		return right ? end : -1;
	}

	private int card(int group) {
		int length = this.run.length(group);
		int end = this.run.end(group);
		if (!Numbers.looksLikeCard(this.run.digits(), length)
				|| !(group == 0 || this.run.isAll(group) || byFours(group)) || this.run.touchesLetters(end)
				|| this.run.isAmount(end)) {
			return -1;
		}
		boolean right = Numbers.checksCard(this.run.digits(), length);
		this.cards.see(right, this.run.isWhole(end), this.run.digits(), length);
		return right ? end : -1;
	}

	private boolean byFours(int group) {
		for (int each = 0; each < group; each++) {
			if (this.run.width(each) != 4) {
				return false;
			}
		}
		return true;
	}

	private int mobile(int group) {
		int length = this.run.length(group);
		int prefix = Numbers.mobilePrefix(this.run.digits(), length);
		int end = this.run.end(group);
		if (prefix < 0 || this.run.width(0) < prefix || !isUsual(group, prefix) || this.run.isCode(end)
				|| this.run.isAmount(end)) {
			return -1;
		}
		this.mobiles.see(true, false, this.run.digits(), length);
		return end;
	}

	/**
	 * Whether the groups are ones that people write a mobile number in. All of a run may
	 * be grouped in any way, but for a date.
	 */
	private boolean isUsual(int group, int prefix) {
		if (group == 0) {
			return true;
		}
		StringBuilder widths = new StringBuilder();
		for (int each = 0; each <= group; each++) {
			int width = this.run.width(each) - ((each == 0) ? prefix : 0);
			if (width > 0) {
				widths.append((char) ('0' + width));
			}
		}
		String form = widths.toString();
		if (form.length() > 2 && GROUPED.contains(form)) {
			return true;
		}
		return !this.run.isPointed(group) && (PAIRED.contains(form) || (this.run.isAll(group) && !isDate()));
	}

	private boolean isDate() {
		return this.run.width(0) == 4 && this.run.width(1) <= 2;
	}

	private void marking(String text) {
		SecrecyMarks.find(text).ifPresent((level) -> {
			this.markings.count++;
			this.markings.remember(level + "****");
		});
	}

	/**
	 * What was found, rule by rule; numbering schemes that only look like numbers of
	 * people are left out.
	 */
	public List<Found> found() {
		List<Found> found = new ArrayList<>();
		for (Tally tally : List.of(this.residents.with(this.oldResidents), this.mobiles, this.cards, this.markings)) {
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

	private static final class Tally {

		private final ContentRule rule;

		private final List<String> evidence = new ArrayList<>();

		private long count;

		private long alone;

		private long aloneWrong;

		private final double chance;

		/**
		 * @param chance how many of any numbers of that shape are right
		 */
		Tally(ContentRule rule, double chance) {
			this.rule = rule;
			this.chance = chance;
		}

		/** A number of the right shape. */
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

		/**
		 * Where whole cells of that shape are right no more often than by chance, the
		 * column numbers something else. Twice the deviation is allowed for.
		 */
		boolean stands() {
			long all = this.alone + this.aloneWrong;
			double expected = this.chance * all;
			boolean scheme = this.alone == this.count && all >= NUMBERING_SCHEME
					&& this.alone <= expected + 2 * Math.sqrt(expected * (1 - this.chance));
			return this.count > 0 && !scheme;
		}

		/** Both as one, as far as they stand. */
		Tally with(Tally other) {
			if (!other.stands()) {
				return this;
			}
			if (!stands()) {
				return other;
			}
			Tally both = new Tally(this.rule, this.chance);
			both.count = this.count + other.count;
			this.evidence.forEach(both::remember);
			other.evidence.forEach(both::remember);
			return both;
		}

		private static String mask(byte[] digits, int length) {
			return new String(digits, 0, 4, StandardCharsets.US_ASCII) + "*".repeat(length - 5)
					+ (char) digits[length - 1];
		}

	}

}
