package org.shuyuan.gateway.intake.workbook;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.NumberToTextConverter;
import org.jspecify.annotations.Nullable;

/**
 * How a spreadsheet shows the number of a cell, found by its number format: as a number,
 * as a number of fixed digits, or as a date, a time of day, both, or a duration (ECMA-376
 * part 1, 18.8.30 and 18.8.31, with the built-in formats of Chinese editions).
 */
enum NumberStyle {

	NUMBER, ZERO_PADDED, DATE, DATETIME, TIME, TIME_IN_WORDS, DURATION;

	/** Days a serial may count: up to the end of the year 9999. */
	private static final double LAST_DAY = 2_958_466;

	/**
	 * The style that a number format asks for; its built-in id decides where it has one.
	 */
	static NumberStyle of(@Nullable Integer id, @Nullable String format) {
		NumberStyle builtIn = (id != null) ? builtIn(id) : NUMBER;
		if (builtIn != NUMBER || format == null) {
			return builtIn;
		}
		NumberStyle style = ofSection(plain(format));
		return (style == TIME && (format.indexOf('时') >= 0 || format.indexOf('時') >= 0)) ? TIME_IN_WORDS : style;
	}

	private static NumberStyle builtIn(int id) {
		return switch (id) {
			case 14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58 -> DATE;
			case 18, 19, 20, 21, 45, 47 -> TIME;
			case 32, 33, 34, 35, 55, 56 -> TIME_IN_WORDS;
			case 22 -> DATETIME;
			case 46 -> DURATION;
			default -> NUMBER;
		};
	}

	/**
	 * The first section without what is shown literally or only colours it: quoted text,
	 * escaped signs, padding, and brackets other than those of elapsed time.
	 */
	private static String plain(String format) {
		StringBuilder plain = new StringBuilder();
		for (int i = 0; i < format.length(); i++) {
			char next = format.charAt(i);
			if (next == ';') {
				break;
			}
			if (next == '"') {
				int end = format.indexOf('"', i + 1);
				i = (end < 0) ? format.length() : end;
			}
			else if (next == '\\' || next == '_' || next == '*') {
				i++;
			}
			else if (next == '[') {
				int end = format.indexOf(']', i);
				String inside = (end < 0) ? "" : format.substring(i + 1, end).toLowerCase(Locale.ROOT);
				if (!inside.isEmpty() && inside.chars().allMatch((sign) -> sign == inside.charAt(0))
						&& "hms".indexOf(inside.charAt(0)) >= 0) {
					plain.append('[').append(inside.charAt(0)).append(']');
				}
				i = (end < 0) ? format.length() : end;
			}
			else {
				plain.append(next);
			}
		}
		return plain.toString();
	}

	private static NumberStyle ofSection(String section) {
		if (section.length() >= 2 && section.chars().allMatch((sign) -> sign == '0')) {
			return ZERO_PADDED;
		}
		if (section.indexOf('[') >= 0) {
			return DURATION;
		}
		String lower = section.toLowerCase(Locale.ROOT);
		if (lower.contains("general") || lower.indexOf('#') >= 0 || lower.indexOf('?') >= 0 || lower.indexOf('%') >= 0
				|| (lower.indexOf('0') >= 0 && lower.indexOf('s') < 0)) {
			return NUMBER;
		}
		boolean clock = lower.indexOf('h') >= 0 || lower.indexOf('s') >= 0 || section.contains("上午");
		boolean day = lower.indexOf('y') >= 0 || lower.indexOf('d') >= 0 || isEra(section)
				|| (lower.indexOf('m') >= 0 && !clock && !lower.contains("am/pm"));
		if (day) {
			return clock ? DATETIME : DATE;
		}
		return clock ? TIME : NUMBER;
	}

	/** {@code e} means the year, unless it is that of scientific notation. */
	private static boolean isEra(String section) {
		for (int i = 0; i < section.length(); i++) {
			if (section.charAt(i) == 'e' || section.charAt(i) == 'E') {
				return i + 1 == section.length() || (section.charAt(i + 1) != '+' && section.charAt(i + 1) != '-');
			}
		}
		return false;
	}

	/**
	 * The text of a number.
	 * @param format the number format; only the digits of a padded number are read from
	 * it
	 * @param from1904 whether the workbook counts days from 1904 instead of 1900
	 */
	@Nullable String text(double number, @Nullable String format, boolean from1904) {
		boolean serial = number >= 0 && number < LAST_DAY;
		return switch (this) {
			case NUMBER -> number(number);
			case ZERO_PADDED -> padded(number, (format != null) ? plain(format).length() : 0);
			case DURATION -> serial ? duration(number) : number(number);
			case TIME_IN_WORDS -> serial ? clock(moment(number, from1904).toLocalTime()) : number(number);
			case TIME, DATE, DATETIME -> serial ? moment(number, from1904, this) : number(number);
		};
	}

	/** Spreadsheets keep 15 digits of a number and write what is beyond as noise. */
	static String number(double number) {
		String text = NumberToTextConverter.toText(number);
		boolean exponent = text.indexOf('E') > 0 && Math.abs(number) >= 1e-20 && Math.abs(number) < 1e18;
		return exponent ? new BigDecimal(text).toPlainString() : text;
	}

	private static String padded(double number, int digits) {
		if (number != Math.rint(number) || number < 0 || number > 999_999_999_999_999d) {
			return number(number);
		}
		String plain = new BigDecimal(number).toBigInteger().toString();
		return "0".repeat(Math.max(0, digits - plain.length())) + plain;
	}

	private static String duration(double days) {
		long seconds = Math.round(days * 86_400);
		String minutes = "%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60);
		return (seconds % 60 == 0) ? minutes : minutes + ":%02d".formatted(seconds % 60);
	}

	private static LocalDateTime moment(double serial, boolean from1904) {
		return DateUtil.getLocalDateTime(serial, from1904).plusNanos(500_000_000).truncatedTo(ChronoUnit.SECONDS);
	}

	private static String clock(LocalTime time) {
		return (time.getSecond() == 0) ? "%02d:%02d".formatted(time.getHour(), time.getMinute())
				: "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
	}

	/**
	 * Neither a day nor a time that the format hides is lost; a serial below 1 has no
	 * day.
	 */
	private static @Nullable String moment(double serial, boolean from1904, NumberStyle style) {
		LocalDateTime moment = moment(serial, from1904);
		boolean dayless = serial < 1 && (style == TIME || !from1904);
		if (dayless) {
			return (serial == 0 && style == DATE) ? null : clock(moment.toLocalTime());
		}
		if (style == DATE && moment.toLocalTime().equals(LocalTime.MIDNIGHT)) {
			return moment.toLocalDate().toString();
		}
		return "%s %02d:%02d:%02d".formatted(moment.toLocalDate(), moment.getHour(), moment.getMinute(),
				moment.getSecond());
	}

}
