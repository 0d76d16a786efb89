package org.shuyuan.gateway.negativelist;

import java.util.Arrays;
import java.util.List;

/**
 * Finds resident identity numbers: as they are, within the numbers of sole traders, as
 * spreadsheets round them, and in other disguises.
 */
final class ResidentIdDetector {

	private static final int LENGTH = 18;

	private final NumberTally full = new NumberTally(ContentRule.RESIDENT_ID, 1 / 11.0, NumberTally.Series.PERSON);

	/** Of 15 digits, and without a check digit. */
	private final NumberTally old = new NumberTally(ContentRule.RESIDENT_ID, 0.05, NumberTally.Series.NONE);

	/** The same, but the check digit of a business registration is right too. */
	private final NumberTally registered = new NumberTally(ContentRule.RESIDENT_ID, 0.05, NumberTally.Series.NONE);

	/** Tax numbers of sole traders: the number and two digits or letters more. */
	private final NumberTally traders = new NumberTally(ContentRule.RESIDENT_ID, 1 / 11.0, NumberTally.Series.PERSON);

	/** Numbers of one digit too many, or of 17, may be anything. */
	private final NumberTally uncertain = new NumberTally(ContentRule.RESIDENT_ID, 1 / 11.0, NumberTally.Series.NONE);

	/** Of which a spreadsheet has stored 15 digits. */
	private final NumberTally rounded = new NumberTally(ContentRule.RESIDENT_ID, 0.5, NumberTally.Series.NONE);

	/** Of which it shows the region only. */
	private final NumberTally shortened = new NumberTally(ContentRule.RESIDENT_ID, 0.3, NumberTally.Series.NONE);

	private final NumberTally masked = new NumberTally(ContentRule.RESIDENT_ID, 0.01, NumberTally.Series.NONE);

	private final NumberTally disguised = new NumberTally(ContentRule.RESIDENT_ID, 1 / 11.0, NumberTally.Series.PERSON);

	/** Tries the digits up to a group's end; -1 if they are not. */
	int find(DigitWindow digitWindow, int group) {
		int length = digitWindow.length(group);
		return (length == LENGTH || length == 17) ? whole(digitWindow, group, length)
				: (group == 0 && (length == 19 || length == 20)) ? longer(digitWindow, length) : -1;
	}

	private int whole(DigitWindow digitWindow, int group, int length) {
		boolean crossed = length == 17;
		int end = crossed ? digitWindow.endWithX(group) : digitWindow.end(group);
		int tail = digitWindow.tail((end < 0) ? digitWindow.end(group) + 1 : end);
		boolean trader = tail >= 1 && tail <= 2 && !digitWindow.followsLetter();
		if (end < 0 && (!trader || !digitWindow.isX(group))) {
			return (crossed && group == 0) ? older(digitWindow) : -1;
		}
		int ends = (end < 0) ? digitWindow.end(group) + 1 : end;
		byte[] number = Arrays.copyOf(digitWindow.digits(), LENGTH);
		number[17] = crossed ? (byte) 'X' : number[17];
		if (!PersonalNumbers.looksLikeResident(number) || digitWindow.isAmount(ends)
				|| (digitWindow.isCode(ends) && !trader)) {
			return -1;
		}
		boolean right = PersonalNumbers.checksResident(number, number[17]);
		NumberTally numberTally = (trader && (end < 0 || digitWindow.isCode(ends))) ? this.traders : this.full;
		if (!right && !crossed && PersonalNumbers.endsInZeros(number)) {
			this.rounded.see(true, digitWindow.isWhole(ends), number, LENGTH);
			return ends;
		}
		if (!right && !crossed) {
			this.rounded.see(false, digitWindow.isWhole(ends), number, LENGTH);
		}
		numberTally.see(right, digitWindow.isWhole(ends) || (trader && digitWindow.isWhole(ends + tail)), number,
				LENGTH);
		return right ? ends + (trader ? tail : 0) : -1;
	}

	private int longer(DigitWindow digitWindow, int length) {
		int end = digitWindow.end(0);
		if (!PersonalNumbers.looksLikeResident(digitWindow.digits()) || digitWindow.isCode(end)
				|| digitWindow.isAmount(end)) {
			return -1;
		}
		boolean right = PersonalNumbers.checksResident(digitWindow.digits(), digitWindow.digits()[17]);
		((length == 20) ? this.traders : this.uncertain).see(right, true, digitWindow.digits(), LENGTH);
		return right ? end : -1;
	}

	/** 15 digits and two more. */
	private int older(DigitWindow digitWindow) {
		int end = digitWindow.end(0);
		if (digitWindow.isWhole(end) && PersonalNumbers.isRegion(digitWindow.digits())) {
			this.uncertain.see(PersonalNumbers.isOldResident(digitWindow.digits()), true, digitWindow.digits(), 15);
		}
		return -1;
	}

	/** Tries 15 digits. */
	int findOld(DigitWindow digitWindow, int group) {
		int end = digitWindow.end(group);
		boolean grouped = group == 0
				|| (group == 2 && digitWindow.width(0) == 6 && digitWindow.width(1) == 6 && !digitWindow.isPointed(2));
		if (digitWindow.length(group) != 15 || !grouped || !PersonalNumbers.isRegion(digitWindow.digits())
				|| digitWindow.isCode(end) || digitWindow.isAmount(end)) {
			return -1;
		}
		boolean right = PersonalNumbers.isOldResident(digitWindow.digits());
		(PersonalNumbers.checksRegistration(digitWindow.digits()) ? this.registered : this.old).see(right,
				digitWindow.isWhole(end), digitWindow.digits(), 15);
		return right ? end : -1;
	}

	/** A number in scientific notation, as a spreadsheet shows or stores it. */
	void findRounded(String text) {
		byte[] digits = DisguisedResidentId.scientific(text);
		if (digits.length >= 6 && digits.length < 14) {
			this.shortened.see(PersonalNumbers.isRegion(digits), true, digits, digits.length);
		}
		else if (digits.length >= 14) {
			this.rounded.see(PersonalNumbers.looksLikeResident(digits), true, digits, digits.length);
		}
	}

	/** Numbers of which some signs are hidden, but not the person. */
	void findMasked(String text) {
		DisguisedResidentId.masked(text, (digits, right) -> this.masked.see(right, true, digits, LENGTH));
	}

	/** Numbers in wide gaps, brackets or lines, and in letters that look like digits. */
	void findDisguised(String text) {
		DisguisedResidentId.parted(text, DisguisedResidentId.digits(text),
				(digits, right) -> this.disguised.see(right, true, digits, LENGTH));
		DisguisedResidentId.spread(text, (digits, right) -> this.disguised.see(right, true, digits, LENGTH));
		DisguisedResidentId.joined(text, (digits, right) -> this.disguised.see(right, true, digits, LENGTH));
	}

	long count() {
		return this.full.count() + this.old.count() + this.traders.count() + this.rounded.count() + this.masked.count()
				+ this.disguised.count();
	}

	/** All of them as one, as far as they are valid. */
	NumberTally all() {
		NumberTally all = this.full;
		for (NumberTally other : List.of(this.old, this.traders, this.rounded, this.masked, this.disguised)) {
			all = all.with(other);
		}
		for (NumberTally other : List.of(this.registered, this.uncertain, this.shortened)) {
			all = (other.count() > 1) ? all.with(other) : all;
		}
		return all;
	}

}
