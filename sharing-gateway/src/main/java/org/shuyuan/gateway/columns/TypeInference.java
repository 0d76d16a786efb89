package org.shuyuan.gateway.columns;

import java.time.YearMonth;
import java.util.Optional;

/**
 * Finds the narrowest type that every value of one column has, changing none of them.
 * What would not be returned as it was written keeps its written form beside a value to
 * compare ({@link WrittenForm}), or stays text (leading zeros, plus signs, whole numbers
 * of more than 15 digits).
 */
public final class TypeInference {

	private static final int DATE_DIGITS = 8;

	private static final int MOST_FRACTION_DIGITS = 20;

	private static final int MOST_WHOLE_DIGITS = 18;

	private boolean integer = true;

	private boolean decimal = true;

	private boolean date = true;

	private boolean datetime = true;

	private boolean truth = true;

	private boolean writtenNumber = true;

	private boolean writtenDate = true;

	private boolean writtenMoment = true;

	private boolean any;

	/** Whether a value has a decimal point. */
	private boolean point;

	/** Whether a value ends in a zero after its point, which its number would lose. */
	private boolean trailingZero;

	private long percentages;

	private long noValues;

	private long noMoments;

	private long values;

	private int wholeDigits;

	private int fractionDigits;

	/** Takes one value into account; a cell without one is not shown. */
	public void see(String value) {
		this.any = true;
		this.values++;
		if (this.integer && !isInteger(value)) {
			this.integer = false;
		}
		if (this.decimal && !isDecimal(value)) {
			this.decimal = false;
		}
		if (this.date && !isDate(value, value.length())) {
			this.date = false;
		}
		if (this.datetime && !isDatetime(value) && !isDate(value, value.length())) {
			this.datetime = false;
		}
		if (this.truth && !(value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"))) {
			this.truth = false;
		}
		seeWritten(value);
	}

	private void seeWritten(String value) {
		if (this.writtenNumber && !(this.integer || WrittenForm.NUMBER.accepts(value))) {
			this.writtenNumber = false;
		}
		else if (this.writtenNumber) {
			this.noValues += WrittenForm.NO_VALUE.contains(value) ? 1 : 0;
			this.percentages += (value.endsWith("%") || value.endsWith("％")) ? 1 : 0;
		}
		this.noMoments += WrittenForm.NO_VALUE.contains(value) ? 1 : 0;
		if (this.writtenDate && !(this.date || WrittenForm.DATE.accepts(value))) {
			this.writtenDate = false;
		}
		if (this.writtenMoment && !(this.date || WrittenForm.DATETIME.accepts(value))) {
			this.writtenMoment = false;
		}
	}

	public ColumnType type() {
		if (!this.any) {
			return ColumnType.STRING;
		}
		if (this.truth) {
			return ColumnType.BOOLEAN;
		}
		if (this.integer) {
			return ColumnType.INTEGER;
		}
		if (this.decimal && this.point) {
			return ColumnType.DECIMAL;
		}
		if (this.date) {
			return ColumnType.DATE;
		}
		if (this.datetime) {
			return ColumnType.DATETIME;
		}
		return writtenForm().map((form) -> switch (form) {
			case NUMBER -> ColumnType.DECIMAL;
			case DATE -> ColumnType.DATE;
			case DATETIME -> ColumnType.DATETIME;
		}).orElse(ColumnType.STRING);
	}

	/**
	 * The form that is stored beside the value; empty where the value says everything.
	 */
	public Optional<WrittenForm> writtenForm() {
		if (!this.any || this.truth || this.integer || this.date || this.datetime) {
			return Optional.empty();
		}
		if (this.decimal && this.point) {
			return this.trailingZero ? Optional.of(WrittenForm.NUMBER) : Optional.empty();
		}
		boolean onePercentage = this.percentages == 0 || this.percentages + this.noValues == this.values;
		if (this.writtenNumber && onePercentage && this.noValues * 2 <= this.values) {
			return Optional.of(WrittenForm.NUMBER);
		}
		if (this.noMoments * 2 > this.values) {
			return Optional.empty();
		}
		if (this.writtenDate) {
			return Optional.of(WrittenForm.DATE);
		}
		return this.writtenMoment ? Optional.of(WrittenForm.DATETIME) : Optional.empty();
	}

	/** The column's type in DuckDB, a decimal as wide as its values need. */
	public String sqlType() {
		if (writtenForm().isPresent()) {
			return ColumnType.STRING.sql();
		}
		return (type() == ColumnType.DECIMAL) ? "DECIMAL(%d,%d)"
			.formatted((this.wholeDigits + this.fractionDigits <= 18) ? 18 : 38, this.fractionDigits) : type().sql();
	}

	private static boolean isInteger(String value) {
		return isInteger(value, 15);
	}

	private static boolean isInteger(String value, int most) {
		int length = value.length();
		int start = (length > 1 && value.charAt(0) == '-') ? 1 : 0;
		int digits = length - start;
		if (digits == 0 || digits > most || (value.charAt(start) == '0' && (digits > 1 || start == 1))) {
			return false;
		}
		return digits(value, start, length);
	}

	/**
	 * At most 18 digits before the point and 20 after it; a column mixes whole and broken
	 * numbers.
	 */
	private boolean isDecimal(String value) {
		int point = value.indexOf('.');
		if (point < 0) {
			this.wholeDigits = Math.max(this.wholeDigits, value.length());
			return isInteger(value, MOST_WHOLE_DIGITS);
		}
		int start = (!value.isEmpty() && value.charAt(0) == '-') ? 1 : 0;
		int whole = point - start;
		int fraction = value.length() - point - 1;
		if (whole < 1 || whole > MOST_WHOLE_DIGITS || fraction < 1 || fraction > MOST_FRACTION_DIGITS
				|| (whole > 1 && value.charAt(start) == '0')) {
			return false;
		}
		this.point = true;
		this.trailingZero |= value.endsWith("0");
		this.wholeDigits = Math.max(this.wholeDigits, whole);
		this.fractionDigits = Math.max(this.fractionDigits, fraction);
		return digits(value, start, point) && digits(value, point + 1, value.length());
	}

	/** {@code 2026-05-01}, in the years 1000 to 9999, an existing day. */
	private static boolean isDate(String value, int length) {
		if (length != DATE_DIGITS + 2 || value.charAt(4) != '-' || value.charAt(7) != '-' || value.charAt(0) == '0'
				|| !digits(value, 0, 4) || !digits(value, 5, 7) || !digits(value, 8, 10)) {
			return false;
		}
		int month = two(value, 5);
		int day = two(value, 8);
		return month >= 1 && month <= 12 && day >= 1
				&& day <= YearMonth.of(two(value, 0) * 100 + two(value, 2), month).lengthOfMonth();
	}

	/** {@code 2026-05-01 08:30:00}, with {@code T} too. */
	private static boolean isDatetime(String value) {
		return value.length() == 19 && isDate(value.substring(0, 10), 10)
				&& (value.charAt(10) == ' ' || value.charAt(10) == 'T') && value.charAt(13) == ':'
				&& value.charAt(16) == ':' && digits(value, 11, 13) && digits(value, 14, 16) && digits(value, 17, 19)
				&& two(value, 11) < 24 && two(value, 14) < 60 && two(value, 17) < 60;
	}

	private static int two(String value, int at) {
		return (value.charAt(at) - '0') * 10 + value.charAt(at + 1) - '0';
	}

	private static boolean digits(String value, int from, int to) {
		for (int i = from; i < to; i++) {
			char next = value.charAt(i);
			if (next < '0' || next > '9') {
				return false;
			}
		}
		return true;
	}

}
