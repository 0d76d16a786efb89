package org.shuyuan.gateway.comparison;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.vocab.entry.ItemType;

/**
 * Whether a cell holds a value of an item's type, in the ways people write one.
 */
final class CellType {

	private static final Pattern INTEGER = Pattern.compile("[+-]?(\\d{1,3}(,\\d{3})+|\\d+)(\\.0+)?");

	private static final Pattern DECIMAL = Pattern
		.compile("[+-]?((\\d{1,3}(,\\d{3})+|\\d+)(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

	private static final Pattern DATE = Pattern
		.compile("(\\d{4})(?:([-/.])(\\d{1,2})\\2(\\d{1,2})|年(\\d{1,2})月(\\d{1,2})日?|(\\d{2})(\\d{2}))(.*)");

	private static final Pattern TIME = Pattern.compile(
			"[T ]?\\s*(?:(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?|(\\d{1,2})[时点](?:(\\d{1,2})分(?:(\\d{1,2})秒)?)?)(?:Z|[+-]\\d{2}:?\\d{2})?");

	private static final Set<String> TRUTHS = Set.of("true", "false", "t", "f", "yes", "no", "y", "n", "1", "0", "是",
			"否", "有", "无", "√", "×");

	private CellType() {
	}

	/** Whether every value of a column of that type is one of the item's type. */
	static boolean covers(ItemType item, ColumnType column) {
		return switch (item) {
			case STRING -> true;
			case INTEGER -> column == ColumnType.INTEGER;
			case DECIMAL -> column == ColumnType.INTEGER || column == ColumnType.DECIMAL;
			case BOOLEAN -> column == ColumnType.BOOLEAN;
			case DATE -> column == ColumnType.DATE;
			case DATETIME -> column == ColumnType.DATE || column == ColumnType.DATETIME;
		};
	}

	static boolean fits(ItemType item, String cell) {
		String text = Normalizer.normalize(cell, Normalizer.Form.NFKC).strip();
		return switch (item) {
			case STRING -> true;
			case INTEGER -> INTEGER.matcher(text).matches();
			case DECIMAL -> DECIMAL.matcher(text).matches();
			case BOOLEAN -> TRUTHS.contains(text.toLowerCase(Locale.ROOT));
			case DATE -> isDate(text, false);
			case DATETIME -> isDate(text, true);
		};
	}

	private static boolean isDate(String text, boolean time) {
		Matcher date = DATE.matcher(text);
		if (!date.matches()) {
			return false;
		}
		try {
			LocalDate.of(number(date, 1), number(date, 3, 5, 7), number(date, 4, 6, 8));
			String rest = date.group(9).strip();
			if (rest.isEmpty()) {
				return true;
			}
			Matcher clock = TIME.matcher(rest);
			if (!clock.matches()) {
				return false;
			}
			LocalTime at = LocalTime.of(number(clock, 1, 4), number(clock, 2, 5), number(clock, 3, 6));
			return time || at.equals(LocalTime.MIDNIGHT);
		}
		catch (DateTimeException none) {
			return false;
		}
	}

	/** The first of the groups that is there, 0 without one. */
	private static int number(Matcher matcher, int... groups) {
		for (int group : groups) {
			String digits = matcher.group(group);
			if (digits != null) {
				return Integer.parseInt(digits);
			}
		}
		return 0;
	}

}
