package org.shuyuan.gateway.tables;

import java.time.YearMonth;

/**
 * Finds the narrowest type that every value of one column has, changing none of them:
 * what would not come back as it was written stays text (leading zeros, plus signs,
 * thousands separators, more than 15 digits).
 */
final class TypeGuess {

	private static final int DATE_DIGITS = 8;

	private boolean integer = true;

	private boolean decimal = true;

	private boolean date = true;

	private boolean datetime = true;

	private boolean truth = true;

	private boolean any;

	private int wholeDigits;

	private int fractionDigits;

	/** Takes one value into account; a cell without one is not shown. */
	void see(String value) {
		this.any = true;
		if (this.integer && !isInteger(value)) {
			this.integer = false;
		}
		if (this.decimal && !isDecimal(value)) {
			this.decimal = false;
		}
		if (this.date && !isDate(value, value.length())) {
			this.date = false;
		}
		if (this.datetime && !isDatetime(value)) {
			this.datetime = false;
		}
		if (this.truth && !(value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"))) {
			this.truth = false;
		}
	}

	ColumnType type() {
		if (!this.any) {
			return ColumnType.STRING;
		}
		if (this.truth) {
			return ColumnType.BOOLEAN;
		}
		if (this.integer) {
			return ColumnType.INTEGER;
		}
		if (this.decimal) {
			return ColumnType.DECIMAL;
		}
		if (this.date) {
			return ColumnType.DATE;
		}
		return this.datetime ? ColumnType.DATETIME : ColumnType.STRING;
	}

	/** The column's type in DuckDB, a decimal as wide as its values need. */
	String sqlType() {
		return (type() == ColumnType.DECIMAL) ? "DECIMAL(%d,%d)"
			.formatted((this.wholeDigits + this.fractionDigits <= 18) ? 18 : 38, this.fractionDigits) : type().sql();
	}

	private static boolean isInteger(String value) {
		int length = value.length();
		int start = (length > 1 && value.charAt(0) == '-') ? 1 : 0;
		int digits = length - start;
		if (digits == 0 || digits > 15 || (value.charAt(start) == '0' && (digits > 1 || start == 1))) {
			return false;
		}
		return digits(value, start, length);
	}

	/**
	 * At most 15 digits before the point and 10 after it; a column mixes whole and broken
	 * numbers.
	 */
	private boolean isDecimal(String value) {
		int point = value.indexOf('.');
		if (point < 0) {
			this.wholeDigits = Math.max(this.wholeDigits, value.length());
			return isInteger(value);
		}
		int start = (!value.isEmpty() && value.charAt(0) == '-') ? 1 : 0;
		int whole = point - start;
		int fraction = value.length() - point - 1;
		if (whole < 1 || whole > 15 || fraction < 1 || fraction > 10 || (whole > 1 && value.charAt(start) == '0')) {
			return false;
		}
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
