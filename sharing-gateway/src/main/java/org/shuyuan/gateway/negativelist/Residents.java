package org.shuyuan.gateway.negativelist;

import java.util.Arrays;
import java.util.List;

/**
 * Finds resident identity numbers: as they are, within the numbers of sole traders, as
 * spreadsheets round them, and in other disguises.
 */
final class Residents {

	private static final int LENGTH = 18;

	private final Tally full = new Tally(ContentRule.RESIDENT_ID, 1 / 11.0, Tally.Series.PERSON);

	/** Of 15 digits, and without a check digit. */
	private final Tally old = new Tally(ContentRule.RESIDENT_ID, 0.05, Tally.Series.NONE);

	/** The same, but the check digit of a business registration is right too. */
	private final Tally registered = new Tally(ContentRule.RESIDENT_ID, 0.05, Tally.Series.NONE);

	/** Tax numbers of sole traders: the number and two digits or letters more. */
	private final Tally traders = new Tally(ContentRule.RESIDENT_ID, 1 / 11.0, Tally.Series.PERSON);

	/** Numbers of one digit too many, or of 17, may be anything. */
	private final Tally uncertain = new Tally(ContentRule.RESIDENT_ID, 1 / 11.0, Tally.Series.NONE);

	/** Of which a spreadsheet has kept 15 digits. */
	private final Tally rounded = new Tally(ContentRule.RESIDENT_ID, 0.5, Tally.Series.NONE);

	/** Of which it shows the region only. */
	private final Tally shortened = new Tally(ContentRule.RESIDENT_ID, 0.3, Tally.Series.NONE);

	private final Tally masked = new Tally(ContentRule.RESIDENT_ID, 0.01, Tally.Series.NONE);

	private final Tally disguised = new Tally(ContentRule.RESIDENT_ID, 1 / 11.0, Tally.Series.PERSON);

	/** Tries the digits up to a group's end; -1 if they are none. */
	int find(Run run, int group) {
		int length = run.length(group);
		return (length == LENGTH || length == 17) ? whole(run, group, length)
				: (group == 0 && (length == 19 || length == 20)) ? longer(run, length) : -1;
	}

	private int whole(Run run, int group, int length) {
		boolean crossed = length == 17;
		int end = crossed ? run.endWithX(group) : run.end(group);
		int tail = run.tail((end < 0) ? run.end(group) + 1 : end);
		boolean trader = tail >= 1 && tail <= 2 && !run.followsLetter();
		if (end < 0 && (!trader || !run.isX(group))) {
			return (crossed && group == 0) ? older(run) : -1;
		}
		int ends = (end < 0) ? run.end(group) + 1 : end;
		byte[] number = Arrays.copyOf(run.digits(), LENGTH);
		number[17] = crossed ? (byte) 'X' : number[17];
		if (!Numbers.looksLikeResident(number) || run.isAmount(ends) || (run.isCode(ends) && !trader)) {
			return -1;
		}
		boolean right = Numbers.checksResident(number, number[17]);
		Tally tally = (trader && (end < 0 || run.isCode(ends))) ? this.traders : this.full;
		if (!right && !crossed && Numbers.endsInZeros(number)) {
			this.rounded.see(true, run.isWhole(ends), number, LENGTH);
			return ends;
		}
		if (!right && !crossed) {
			this.rounded.see(false, run.isWhole(ends), number, LENGTH);
		}
		tally.see(right, run.isWhole(ends) || (trader && run.isWhole(ends + tail)), number, LENGTH);
		return right ? ends + (trader ? tail : 0) : -1;
	}

	private int longer(Run run, int length) {
		int end = run.end(0);
		if (!Numbers.looksLikeResident(run.digits()) || run.isCode(end) || run.isAmount(end)) {
			return -1;
		}
		boolean right = Numbers.checksResident(run.digits(), run.digits()[17]);
		((length == 20) ? this.traders : this.uncertain).see(right, true, run.digits(), LENGTH);
		return right ? end : -1;
	}

	/** 15 digits and two more. */
	private int older(Run run) {
		int end = run.end(0);
		if (run.isWhole(end) && Numbers.isRegion(run.digits())) {
			this.uncertain.see(Numbers.isOldResident(run.digits()), true, run.digits(), 15);
		}
		return -1;
	}

	/** Tries 15 digits. */
	int findOld(Run run, int group) {
		int end = run.end(group);
		boolean grouped = group == 0 || (group == 2 && run.width(0) == 6 && run.width(1) == 6 && !run.isPointed(2));
		if (run.length(group) != 15 || !grouped || !Numbers.isRegion(run.digits()) || run.isCode(end)
				|| run.isAmount(end)) {
			return -1;
		}
		boolean right = Numbers.isOldResident(run.digits());
		(Numbers.checksRegistration(run.digits()) ? this.registered : this.old).see(right, run.isWhole(end),
				run.digits(), 15);
		return right ? end : -1;
	}

	/** A number in scientific notation, as a spreadsheet shows or stores it. */
	void findRounded(String text) {
		byte[] digits = Disguise.scientific(text);
		if (digits.length >= 6 && digits.length < 14) {
			this.shortened.see(Numbers.isRegion(digits), true, digits, digits.length);
		}
		else if (digits.length >= 14) {
			this.rounded.see(Numbers.looksLikeResident(digits), true, digits, digits.length);
		}
	}

	/** Numbers of which some signs are hidden, but not the person. */
	void findMasked(String text) {
		Disguise.masked(text, (digits, right) -> this.masked.see(right, true, digits, LENGTH));
	}

	/** Numbers in wide gaps, brackets or lines, and in letters that look like digits. */
	void findDisguised(String text) {
		Disguise.parted(text, Disguise.digits(text),
				(digits, right) -> this.disguised.see(right, true, digits, LENGTH));
	}

	long count() {
		return this.full.count() + this.old.count() + this.traders.count() + this.rounded.count() + this.masked.count()
				+ this.disguised.count();
	}

	/** All of them as one, as far as they stand. */
	Tally all() {
		Tally all = this.full;
		for (Tally other : List.of(this.old, this.traders, this.rounded, this.masked, this.disguised)) {
			all = all.with(other);
		}
		for (Tally other : List.of(this.registered, this.uncertain, this.shortened)) {
			all = (other.count() > 1) ? all.with(other) : all;
		}
		return all;
	}

}
