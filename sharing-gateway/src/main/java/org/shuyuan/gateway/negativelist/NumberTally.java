package org.shuyuan.gateway.negativelist;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts the numbers of one shape in a column: those whose check is right, and those that
 * only look alike. Keeps masked evidence, never a value.
 */
final class NumberTally {

	private static final int EVIDENCE = 3;

	private static final int NUMBERING_SCHEME = 5;

	private static final int MOST_SERIES = 2_000;

	/** Projects and permits are dated of late, people are not all that young. */
	private static final int RECENT = 15;

	/** What tells the numbers of one series from those of another. */
	enum Series {

		/** Nothing: what is right no more often than by chance is a scheme. */
		NONE,
		/** Region and day of birth. */
		PERSON,
		/** Issuer and the first digits of an account. */
		ACCOUNT

	}

	private final ContentRule rule;

	/** How many of any numbers of that shape are right. */
	private final double chance;

	private final Series series;

	private final List<String> evidence = new ArrayList<>();

	private final Set<String> wrongSeries = new HashSet<>();

	private final Set<String> wrongRegions = new HashSet<>();

	private final Set<String> rightSeries = new HashSet<>();

	private boolean wrongAllRecent = true;

	private long count;

	private long alone;

	private long aloneWrong;

	NumberTally(ContentRule rule, double chance, Series series) {
		this.rule = rule;
		this.chance = chance;
		this.series = series;
	}

	/** A number of the right shape. */
	void see(boolean right, boolean whole, byte[] digits, int length) {
		if (right) {
			this.count++;
			if (whole) {
				this.alone++;
				remember(this.rightSeries, digits);
			}
			if (this.evidence.size() < EVIDENCE) {
				remember(mask(digits, length));
			}
		}
		else if (whole) {
			this.aloneWrong++;
			remember(this.wrongSeries, digits);
			if (this.series == Series.PERSON && this.wrongRegions.size() < MOST_SERIES) {
				this.wrongRegions.add(text(digits, 6));
				this.wrongAllRecent &= isRecent(text(digits, 10));
			}
		}
	}

	private void remember(Set<String> some, byte[] digits) {
		if (this.series != Series.NONE && some.size() <= MOST_SERIES) {
			some.add(text(digits, (this.series == Series.PERSON) ? 14 : 12));
		}
	}

	private static String text(byte[] digits, int length) {
		return new String(digits, 0, length, StandardCharsets.US_ASCII);
	}

	private static boolean isRecent(String regionAndYear) {
		return Integer.parseInt(regionAndYear.substring(6)) >= LocalDate.now().getYear() - RECENT;
	}

	void remember(String masked) {
		if (this.evidence.size() < EVIDENCE) {
			this.evidence.add(masked);
		}
	}

	void mark(String masked) {
		this.count++;
		remember(masked);
	}

	long count() {
		return this.count;
	}

	ContentRule rule() {
		return this.rule;
	}

	List<String> evidence() {
		return this.evidence;
	}

	/**
	 * Where whole cells of that shape are right no more often than by chance, twice the
	 * deviation allowed for, the column numbers something else. One that is right among
	 * them is left out only where it is of a series with wrong ones: no valid number is
	 * dropped because of those around it.
	 */
	boolean stands() {
		long all = this.alone + this.aloneWrong;
		double expected = this.chance * all;
		boolean scheme = this.alone == this.count && all >= NUMBERING_SCHEME
				&& this.alone <= expected + 2 * Math.sqrt(expected * (1 - this.chance));
		return this.count > 0 && !(scheme && isExplained());
	}

	/** Whether the valid ones differ only by being valid. */
	private boolean isExplained() {
		if (this.rightSeries.size() > MOST_SERIES || this.wrongSeries.size() > MOST_SERIES) {
			return this.series == Series.NONE;
		}
		return this.rightSeries.stream()
			.allMatch((each) -> this.wrongSeries.contains(each) || (this.series == Series.PERSON && this.wrongAllRecent
					&& isRecent(each.substring(0, 10)) && this.wrongRegions.contains(each.substring(0, 6))));
	}

	/** Both as one, as far as they are valid. */
	NumberTally with(NumberTally other) {
		if (!other.stands()) {
			return this;
		}
		if (!stands()) {
			return other;
		}
		NumberTally both = new NumberTally(this.rule, 0, Series.NONE);
		both.count = this.count + other.count;
		this.evidence.forEach(both::remember);
		other.evidence.forEach(both::remember);
		return both;
	}

	private static String mask(byte[] digits, int length) {
		return text(digits, 4) + "*".repeat(length - 5) + (char) digits[length - 1];
	}

}
