package org.shuyuan.gateway.negativelist;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.negativelist.SecrecyMarks;

/**
 * One pass over one column's cells: finds the numbers and markings the rules name, in
 * digits of any script, in one piece or in groups, alone or in the midst of other text
 * and markup. Keeps counts and masked evidence, never a value.
 */
public final class ContentScan {

	/** Digits of a mobile number. */
	private static final int SHORTEST = 11;

	/** Digits that show of a resident's number at least. */
	private static final int SHORTEST_RESIDENT = 10;

	private static final byte DIGIT = 1;

	private static final byte SECRET = 2;

	private static final byte MARKUP = 4;

	private static final byte INTERNAL = 8;

	private static final byte ESCAPE = 16;

	private static final byte NUMERAL = 32;

	private static final byte MASK = 64;

	/** What each character may be part of; most cells need no closer look. */
	private static final byte[] SIGNS = new byte[1 << 16];

	static {
		for (int next = 0; next < SIGNS.length; next++) {
			boolean digit = Character.isDigit(next) || Character.isSurrogate((char) next)
					|| Character.getType(next) == Character.OTHER_NUMBER;
			SIGNS[next] = digit ? DIGIT : 0;
		}
		all("密宻蜜㊙", SECRET);
		all("内內", INTERNAL);
		all("<&", MARKUP);
		all("\\%", ESCAPE);
		all("〇零○一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖", NUMERAL);
		all("*＊#＃●○■□※◆?？Xx×•", MASK);
	}

	private static void all(String signs, byte kind) {
		signs.chars().forEach((next) -> SIGNS[next] |= kind);
	}

	/** How people group the eleven digits of a mobile number. */
	private static final Set<String> GROUPED = Set.of("344", "443", "434", "335", "3422", "32222", "11111111111");

	private static final Set<String> PAIRED = Set.of("38", "74", "56", "65", "83", "47");

	private final ResidentIdDetector residentIdDetector = new ResidentIdDetector();

	private final NumberTally mobiles = new NumberTally(ContentRule.MOBILE, 0, NumberTally.Series.NONE);

	/** In cells of letters and digits, which may be codes of anything. */
	private final NumberTally coded = new NumberTally(ContentRule.MOBILE, 0.1, NumberTally.Series.NONE);

	/** In scientific notation, where amounts begin with the same digits. */
	private final NumberTally scientific = new NumberTally(ContentRule.MOBILE, 0.3, NumberTally.Series.NONE);

	private final NumberTally cards = new NumberTally(ContentRule.BANK_CARD, 1 / 10.0, NumberTally.Series.ACCOUNT);

	private final NumberTally markings = new NumberTally(ContentRule.SECRECY_MARKING, 0, NumberTally.Series.NONE);

	private final NumberTally protectedWords = new NumberTally(ContentRule.PROTECTED_WORD, 0, NumberTally.Series.NONE);

	private final DigitWindow digitWindow = new DigitWindow();

	private final ContentWords words;

	/** A scan for these words beside the numbers and markings. */
	public ContentScan(ContentWords words) {
		this.words = words;
	}

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
		figures(cell);
		words(cell);
	}

	/** Looks into lines, between which a word may go on but no number does. */
	public void scanLines(String text) {
		text.lines().forEach(this::figures);
		words(text);
	}

	/** A word in what is meant by a text counts where the text itself shows none. */
	private void words(String text) {
		long before = this.protectedWords.count();
		this.words.find(text, this.protectedWords::mark);
		if (!this.words.isEmpty() && this.protectedWords.count() == before) {
			furtherWords(text);
		}
	}

	private void furtherWords(String text) {
		if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0) {
			this.words.find(MarkupText.text(text), this.protectedWords::mark);
		}
		if (text.indexOf('\\') >= 0 || text.indexOf('%') >= 0) {
			this.words.find(EscapedText.text(text), this.protectedWords::mark);
		}
	}

	private void figures(String cell) {
		int digits = 0;
		int numerals = 0;
		int signs = 0;
		for (int i = 0; i < cell.length(); i++) {
			byte sign = SIGNS[cell.charAt(i)];
			digits += sign & DIGIT;
			numerals += (sign & NUMERAL) >> 5;
			signs |= sign;
		}
		boolean secret = (signs & (SECRET | INTERNAL)) != 0;
		boolean figures = digits >= SHORTEST || digits + numerals >= SHORTEST;
		long before = count();
		if (secret || figures || (digits >= SHORTEST_RESIDENT && (signs & MASK) != 0)) {
			look(cell, secret, digits >= SHORTEST_RESIDENT || figures);
		}
		else if (digits >= 6 && cell.indexOf('+') > 0) {
			this.residentIdDetector.findRounded(cell.strip());
		}
		if ((signs & MARKUP) != 0) {
			further(cell, MarkupText.text(cell), before);
		}
		if ((signs & ESCAPE) != 0) {
			further(cell, EscapedText.text(cell), before);
		}
	}

	/** What is meant by the cell, where that is something else. */
	private void further(String cell, String meant, long before) {
		if (!meant.equals(cell)) {
			look(meant, true, count() == before);
		}
	}

	private long count() {
		return this.residentIdDetector.count() + this.mobiles.count() + this.coded.count() + this.scientific.count()
				+ this.cards.count();
	}

	private void look(String cell, boolean secret, boolean numbers) {
		String text = ContentNormalizer.fold(cell.strip());
		if (numbers) {
			long before = this.residentIdDetector.count();
			long all = count();
			String plain = MachineCodes.blank(text);
			numbers(plain);
			String open = DisguisedMobile.withoutBrackets(plain);
			if (count() == all && !open.equals(plain)) {
				numbers(open);
			}
			mobilesInDisguise(text);
			this.residentIdDetector.findRounded(text);
			this.residentIdDetector.findMasked(text);
			if (this.residentIdDetector.count() == before) {
				this.residentIdDetector.findDisguised(text);
			}
		}
		if (secret) {
			marking(text);
		}
	}

	private void mobilesInDisguise(String text) {
		DisguisedMobile.spelled(text, (digits, right) -> this.mobiles.see(right, false, digits, digits.length));
		DisguisedMobile.scientific(text, (digits, right) -> this.scientific.see(right, true, digits, digits.length));
	}

	/** Every group of digits may begin a number, and every later one end it. */
	private void numbers(String text) {
		int at = 0;
		while (at < text.length()) {
			if (!DigitWindow.isDigit(text.charAt(at))) {
				at++;
				continue;
			}
			int next = this.digitWindow.read(text, at);
			int found = (this.digitWindow.groups() == 0
					|| this.digitWindow.length(this.digitWindow.groups() - 1) < SHORTEST) ? -1 : find();
			at = Math.max(next, found);
		}
	}

	/** Where a number that begins with the run ends; -1 without one. */
	private int find() {
		int end = -1;
		for (int group = 0; group < this.digitWindow.groups() && end < 0; group++) {
			end = this.residentIdDetector.find(this.digitWindow, group);
		}
		for (int group = 0; group < this.digitWindow.groups() && end < 0; group++) {
			end = card(group);
		}
		for (int group = 0; group < this.digitWindow.groups() && end < 0; group++) {
			end = mobile(group);
		}
		for (int group = 0; group < this.digitWindow.groups() && end < 0; group++) {
			end = this.residentIdDetector.findOld(this.digitWindow, group);
		}
		return end;
	}

	private int card(int group) {
		int length = this.digitWindow.length(group);
		int end = this.digitWindow.end(group);
		if (!PersonalNumbers.looksLikeCard(this.digitWindow.digits(), length)
				|| !(group == 0 || this.digitWindow.isAll(group) || byFours(group))
				|| this.digitWindow.touchesLetters(end) || this.digitWindow.isAmount(end)) {
			return -1;
		}
		boolean right = PersonalNumbers.checksCard(this.digitWindow.digits(), length);
		this.cards.see(right, this.digitWindow.isWhole(end), this.digitWindow.digits(), length);
		return right ? end : -1;
	}

	private boolean byFours(int group) {
		for (int each = 0; each < group; each++) {
			if (this.digitWindow.width(each) != 4) {
				return false;
			}
		}
		return true;
	}

	private int mobile(int group) {
		int length = this.digitWindow.length(group);
		int prefix = PersonalNumbers.mobilePrefix(this.digitWindow.digits(), length);
		int end = this.digitWindow.end(group);
		if (prefix < 0 && group == 0 && length == SHORTEST && this.digitWindow.isWithLetters(end)) {
			this.coded.see(false, true, this.digitWindow.digits(), length);
		}
		if (prefix < 0 || this.digitWindow.width(0) < prefix || !isUsual(group, prefix) || this.digitWindow.isCode(end)
				|| this.digitWindow.isAmount(end)) {
			return -1;
		}
		boolean code = group == 0 && this.digitWindow.isWithLetters(end);
		(code ? this.coded : this.mobiles).see(true, code, this.digitWindow.digits(), length);
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
			int width = this.digitWindow.width(each) - ((each == 0) ? prefix : 0);
			if (width > 0) {
				widths.append((char) ('0' + width));
			}
		}
		String form = widths.toString();
		if (form.length() > 2 && GROUPED.contains(form)) {
			return true;
		}
		return !this.digitWindow.isPointed(group)
				&& (PAIRED.contains(form) || (this.digitWindow.isAll(group) && !isDate()));
	}

	private boolean isDate() {
		return this.digitWindow.width(0) == 4 && this.digitWindow.width(1) <= 2;
	}

	private void marking(String text) {
		SecrecyMarks.find(text).ifPresent((level) -> {
			this.markings.mark(level + "****");
		});
	}

	/**
	 * What was found, rule by rule; numbering schemes that only look like numbers of
	 * people are left out.
	 */
	public List<Found> found() {
		List<Found> found = new ArrayList<>();
		for (NumberTally numberTally : List.of(this.residentIdDetector.all(),
				this.mobiles.with(this.coded).with(this.scientific), this.cards, this.markings, this.protectedWords)) {
			if (numberTally.stands()) {
				found.add(new Found(numberTally.rule(), numberTally.count(), numberTally.evidence()));
			}
		}
		return found;
	}

	/** A finding of the rule, if there is one. */
	public @Nullable Found found(ContentRule rule) {
		return found().stream().filter((each) -> each.rule() == rule).findFirst().orElse(null);
	}

}
