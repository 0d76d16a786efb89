package org.shuyuan.gateway.query;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.gateway.problem.GatewayProblemType;

/**
 * How rows are put together by the values of one column.
 *
 * @param rows the table and the conditions that every row satisfies
 * @param by name of the column whose values make the groups
 * @param unit how long a group of a column of days or instants is; absent for others
 * @param measure what is worked out for each group
 * @param of name of the column that is added up or averaged; absent where rows are only
 * counted
 * @param top most groups; the rest becomes one
 */
public record Grouping(TableQuery rows, String by, @Nullable Unit unit, Measure measure, @Nullable String of, int top) {

	/** Most groups that can be asked for. */
	public static final int MOST = 400;

	/**
	 * Checks that it fits the table.
	 * @throws QueryInvalid if it names what is not there or what cannot be added up
	 */
	public Grouping {
		if (unit != null && !List.of(ColumnType.DATE, ColumnType.DATETIME).contains(type(rows, by))) {
			throw new QueryInvalid(GatewayProblemType.GROUP_UNIT, "列“%s”不是日期，不能按时间单位分组".formatted(by),
					"The column '%s' holds no days, so it has no unit of time".formatted(by));
		}
		if ((of == null) != (measure == Measure.COUNT)) {
			throw new QueryInvalid(GatewayProblemType.GROUP_MEASURE, "求和或平均须用 of 指明数值列，计数不需要",
					"A sum or mean needs a column in 'of', a count has none");
		}
		if (of != null && !List.of(ColumnType.INTEGER, ColumnType.DECIMAL).contains(type(rows, of))) {
			throw new QueryInvalid(GatewayProblemType.GROUP_MEASURE, "列“%s”不是数值，不能求和或平均".formatted(of),
					"The column '%s' holds no numbers to add up".formatted(of));
		}
		rows.indexOf(by);
	}

	private static ColumnType type(TableQuery rows, String column) {
		return rows.columns().get(rows.indexOf(column)).type();
	}

	/** Whether groups follow each other in time. */
	public boolean temporal() {
		return List.of(ColumnType.DATE, ColumnType.DATETIME).contains(type(this.rows, this.by));
	}

	/** Whether each group is of one moment. */
	public boolean moments() {
		return this.unit == null && type(this.rows, this.by) == ColumnType.DATETIME;
	}

	/** The value that makes the group. */
	public String key() {
		String column = temporal() ? this.rows.comparable(this.by) : "c" + this.rows.indexOf(this.by);
		return (this.unit == null) ? column : "strftime(" + column + ", '" + this.unit.format + "')";
	}

	/** The number to add up, as a column. */
	public String number() {
		return (this.of == null) ? "NULL::DOUBLE" : this.rows.comparable(this.of) + "::DOUBLE";
	}

	/** Which groups come first: the latest, or the largest. */
	public String order() {
		String largest = switch (this.measure) {
			case COUNT -> "n";
			case SUM -> "s";
			case MEAN -> "s / m";
		};
		return temporal() ? "k DESC NULLS LAST" : largest + " DESC NULLS LAST, k NULLS LAST";
	}

	/** A unit of time. */
	public enum Unit {

		YEAR("%Y"), MONTH("%Y-%m"), DAY("%Y-%m-%d");

		private final String format;

		Unit(String format) {
			this.format = format;
		}

		/**
		 * The constant with the given code.
		 * @throws IllegalArgumentException if there is none
		 */
		public static Unit ofCode(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT));
		}

	}

	/** What is worked out for each group. */
	public enum Measure {

		COUNT, SUM, MEAN;

		/**
		 * The constant with the given code.
		 * @throws IllegalArgumentException if there is none
		 */
		public static Measure ofCode(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT));
		}

	}

}
