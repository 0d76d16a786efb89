package org.shuyuan.gateway.columns;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Ways of writing numbers and dates that are stored unchanged, beside a value to filter
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
			return NO_VALUE.contains(text) || day(text).isPresent();
		}

		@Override
		public String key(String column) {
			return DAY_SQL.formatted(WrittenMoment.sql(column));
		}
	},

	/** A day with a time of day. */
	DATETIME {
		@Override
		public boolean accepts(String text) {
			return NO_VALUE.contains(text) || moment(text).isPresent();
		}

		@Override
		public String key(String column) {
			String plain = WrittenMoment.sql(column);
			String day = DAY_SQL
				.formatted("regexp_replace(%s, '([ T].*)|((上午|早上|凌晨|下午|傍晚|晚上).*)', '')".formatted(plain));
			String late = "CASE WHEN regexp_matches(%s, '下午|傍晚|晚上') AND %s < 12 THEN 12 ELSE 0 END".formatted(plain,
					unit(plain, 1));
			return "(CAST(" + day + " AS TIMESTAMP) + to_seconds((" + unit(plain, 1) + " + " + late + ") * 3600 + "
					+ unit(plain, 2) + " * 60 + " + unit(plain, 3) + "))";
		}

		private static String unit(String plain, int group) {
			return "coalesce(TRY_CAST(regexp_extract(%s, '(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d+)?)?$', %d) AS BIGINT), 0)"
				.formatted(plain, group);
		}
	};

	/** What a cell of a number column holds where there is no number. */
	static final Set<String> NO_VALUE = Set.of("-", "--", "—", "——", "/", "无", "暂无", "N/A", "n/a", "NA", "#N/A", "null",
			"NULL", "…", "...");

	private static final int MOST_WHOLE_DIGITS = 15;

	private static final int MOST_FRACTION_DIGITS = 20;

	private static final Pattern PLAIN_NUMBER = Pattern
		.compile("-?(?:0|[1-9]\\d*|[1-9]\\d{0,2}(?:,\\d{3})+)(?:\\.\\d+)?%?");

	private static final Pattern DAY = Pattern.compile(
			"(民国|民國)?(\\d{1,4})(?:年(\\d{1,2})月(?:(\\d{1,2})日)?|/(\\d{1,2})(?:/(\\d{1,2}))?|\\.(\\d{1,2})\\.(\\d{1,2})|-(\\d{1,2})-(\\d{1,2}))");

	private static final Pattern TIME = Pattern
		.compile("(上午|早上|凌晨|下午|傍晚|晚上)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d{1,9})?)?");

	private static final Pattern DAY_SIGNS = Pattern.compile("[民0-9０-９〇零○一二三四五六七八九]");

	private static final Pattern TIME_BEGINS = Pattern.compile("[ T]|上午|早上|凌晨|下午|傍晚|晚上");

	private static final Set<String> LATE = Set.of("下午", "傍晚", "晚上");

	private static final Pattern MEASURE = Pattern.compile("(?:0|[1-9]\\d*)?(?:\\.\\d*)?(?:[eE]\\d+)?");

	private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T");

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
		String plain = (text.length() > LONGEST) ? "" : WrittenMoment.plain(text);
		int gap = time(plain);
		String day = (gap < 0) ? plain : plain.substring(0, gap).strip();
		int slash = day.indexOf('/');
		boolean month = day.endsWith("月") || (slash >= 0 && slash == day.lastIndexOf('/'));
		return month ? Optional.empty() : plainDay(day);
	}

	/** The day a text writes; of a month, its first. */
	public static Optional<LocalDate> day(String text) {
		return mayBeDay(text) ? plainDay(WrittenMoment.plain(text)) : Optional.empty();
	}

	/** Most texts are obviously not one. */
	private static boolean mayBeDay(String text) {
		return text.length() >= 6 && text.length() <= LONGEST && DAY_SIGNS.matcher(text).lookingAt();
	}

	private static Optional<LocalDate> plainDay(String text) {
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

	/** Where the time begins, or what parts it from the day; -1 without one. */
	private static int time(String plain) {
		Matcher begins = TIME_BEGINS.matcher(plain);
		return begins.find() ? begins.start() : -1;
	}

	/** The day and time a text writes; a day alone is its beginning. */
	public static Optional<LocalDateTime> moment(String text) {
		if (!mayBeDay(text)) {
			return Optional.empty();
		}
		String plain = WrittenMoment.plain(text);
		int gap = time(plain);
		if (gap < 0) {
			return plainDay(plain).map(LocalDate::atStartOfDay);
		}
		int begin = (plain.charAt(gap) == ' ' || plain.charAt(gap) == 'T') ? gap + 1 : gap;
		Matcher time = TIME.matcher(plain.substring(begin));
		Optional<LocalDate> day = plainDay(plain.substring(0, gap));
		if (day.isEmpty() || !time.matches()) {
			return Optional.empty();
		}
		String half = Objects.requireNonNullElse(time.group(1), "");
		int hour = Integer.parseInt(time.group(2));
		boolean late = LATE.contains(half);
		boolean midnightOrNoon = half.equals("晚上") && hour == 12;
		if (midnightOrNoon || !half.isEmpty() && !late && hour >= 12) {
			return Optional.empty();
		}
		try {
			String seconds = time.group(4);
			return Optional.of(day.get()
				.atTime(LocalTime.of((late && hour < 12) ? hour + 12 : hour, Integer.parseInt(time.group(3)),
						(seconds != null) ? Integer.parseInt(seconds) : 0)));
		}
		catch (DateTimeException none) {
			return Optional.empty();
		}
	}

	/**
	 * Whether a text is compared as a quantity or a moment by who writes it, though it is
	 * of no form that is: 123元, ≥5, 1 234, 2023-01-05T08:30Z.
	 */
	public static boolean isMeasured(String text) {
		if (NUMBER.accepts(text) || DATETIME.accepts(text)) {
			return true;
		}
		if (text.length() > LONGEST) {
			return false;
		}
		String core = halfWidth(text).replaceAll("[\\s,+≥≤<>=约()−\\-￥¥$]", "").replaceAll("[\\p{IsHan}%℃㎡]+$", "");
		boolean digits = !core.isEmpty() && core.chars().allMatch((sign) -> sign >= '0' && sign <= '9');
		boolean measure = MEASURE.matcher(core).matches() && core.chars().anyMatch((sign) -> sign >= '0' && sign <= '9')
				&& !(digits && core.equals(text));
		return measure || ISO.matcher(text).lookingAt();
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
