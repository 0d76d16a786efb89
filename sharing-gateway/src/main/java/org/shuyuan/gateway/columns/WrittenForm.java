package org.shuyuan.gateway.columns;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Ways of writing numbers and dates that are kept as they came, beside a value to filter
 * and sort by: 1,234.50, １２３, 12.5%, 2023年1月5日, 2023/1/5, 民国112年1月5日 8:30.
 */
public enum WrittenForm {

	/** A number; a percentage counts as the number before its sign. */
	NUMBER {
		@Override
		public boolean accepts(String text) {
			return NO_VALUE.contains(text) || number(text).isPresent();
		}

		@Override
		public String key(String column) {
			return "TRY_CAST(replace(replace(translate(" + column
					+ ", '０１２３４５６７８９．，－％', '0123456789.,-%'), ',', ''), '%', '') AS DECIMAL(38,20))";
		}
	},

	/** A day, or the first day of a month. */
	DATE {
		@Override
		public boolean accepts(String text) {
			return day(text).isPresent();
		}

		@Override
		public String key(String column) {
			return DAY_SQL.formatted(column);
		}
	},

	/** A day with a time of day. */
	DATETIME {
		@Override
		public boolean accepts(String text) {
			return moment(text).isPresent();
		}

		@Override
		public String key(String column) {
			String day = DAY_SQL.formatted("regexp_replace(%s, '[ T].*', '')".formatted(column));
			return "(CAST(" + day + " AS TIMESTAMP) + to_seconds(" + unit(column, 1) + " * 3600 + " + unit(column, 2)
					+ " * 60 + " + unit(column, 3) + "))";
		}

		private static String unit(String column, int group) {
			return "coalesce(TRY_CAST(regexp_extract(%s, '[ T](\\d{1,2}):(\\d{2})(?::(\\d{2}))?$', %d) AS BIGINT), 0)"
				.formatted(column, group);
		}
	};

	/** What stands in a cell of a column of numbers where there is none. */
	static final Set<String> NO_VALUE = Set.of("-", "--", "—", "——", "/", "无", "暂无", "N/A", "n/a", "NA", "#N/A", "null",
			"NULL", "…", "...");

	private static final int MOST_WHOLE_DIGITS = 15;

	private static final int MOST_FRACTION_DIGITS = 20;

	private static final Pattern PLAIN_NUMBER = Pattern
		.compile("-?(?:0|[1-9]\\d*|[1-9]\\d{0,2}(?:,\\d{3})+)(?:\\.\\d+)?%?");

	private static final Pattern DAY = Pattern.compile(
			"(民国|民國)?(\\d{1,4})(?:年(\\d{1,2})月(?:(\\d{1,2})日)?|/(\\d{1,2})(?:/(\\d{1,2}))?|\\.(\\d{1,2})\\.(\\d{1,2})|-(\\d{1,2})-(\\d{1,2}))");

	private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");

	private static final int LONGEST = 40;

	private static final String DAY_SQL = """
			make_date(TRY_CAST(regexp_extract(%1$s, '(\\d{1,4})', 1) AS BIGINT) + CASE WHEN %1$s LIKE '民%%' THEN 1911 ELSE 0 END, \
			TRY_CAST(regexp_extract(%1$s, '\\d+\\D(\\d{1,2})', 1) AS BIGINT), \
			coalesce(TRY_CAST(regexp_extract(%1$s, '\\d+\\D\\d{1,2}\\D(\\d{1,2})', 1) AS BIGINT), 1))""";

	/** Whether a text is of this form. */
	public abstract boolean accepts(String text);

	/** SQL that reads an accepted text of a column as the value to compare. */
	public abstract String key(String column);

	/** The number a text writes. */
	public static Optional<BigDecimal> number(String text) {
		if (text.isEmpty() || text.length() > LONGEST) {
			return Optional.empty();
		}
		String plain = halfWidth(text);
		if (!PLAIN_NUMBER.matcher(plain).matches()) {
			return Optional.empty();
		}
		BigDecimal number = new BigDecimal(plain.replace(",", "").replace("%", ""));
		boolean kept = number.scale() <= MOST_FRACTION_DIGITS
				&& number.precision() - number.scale() <= MOST_WHOLE_DIGITS;
		return kept ? Optional.of(number) : Optional.empty();
	}

	/** The day a text writes, with or without a time, unless it names a month alone. */
	public static Optional<LocalDate> wholeDay(String text) {
		int gap = Math.max(text.indexOf(' '), text.indexOf('T'));
		String day = (gap < 0) ? text : text.substring(0, gap);
		int slash = day.indexOf('/');
		boolean month = day.endsWith("月") || (slash >= 0 && slash == day.lastIndexOf('/'));
		return month ? Optional.empty() : day(day);
	}

	/** The day a text writes; of a month, its first. */
	public static Optional<LocalDate> day(String text) {
		if (text.length() < 6 || text.length() > LONGEST) {
			return Optional.empty();
		}
		Matcher parts = DAY.matcher(text);
		if (!parts.matches()) {
			return Optional.empty();
		}
		boolean republic = parts.group(1) != null;
		int year = Integer.parseInt(parts.group(2)) + (republic ? 1911 : 0);
		String month = first(parts, 3, 5, 7, 9);
		String day = first(parts, 4, 6, 8, 10);
		if (year < 1000 || month == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(LocalDate.of(year, Integer.parseInt(month), (day != null) ? Integer.parseInt(day) : 1));
		}
		catch (DateTimeException none) {
			return Optional.empty();
		}
	}

	/** The day and time a text writes; a day alone is its beginning. */
	public static Optional<LocalDateTime> moment(String text) {
		int gap = Math.max(text.indexOf(' '), text.indexOf('T'));
		if (gap < 0) {
			return day(text).map(LocalDate::atStartOfDay);
		}
		Matcher time = TIME.matcher(text.substring(gap + 1));
		Optional<LocalDate> day = day(text.substring(0, gap));
		if (day.isEmpty() || text.length() > LONGEST || !time.matches()) {
			return Optional.empty();
		}
		try {
			String seconds = time.group(3);
			return Optional.of(day.get()
				.atTime(LocalTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)),
						(seconds != null) ? Integer.parseInt(seconds) : 0)));
		}
		catch (DateTimeException none) {
			return Optional.empty();
		}
	}

	private static @Nullable String first(Matcher parts, int... groups) {
		for (int group : groups) {
			if (parts.group(group) != null) {
				return parts.group(group);
			}
		}
		return null;
	}

	private static String halfWidth(String text) {
		StringBuilder plain = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			plain.append((next >= '！' && next <= '～') ? (char) (next - 0xFEE0) : next);
		}
		return plain.toString();
	}

}
