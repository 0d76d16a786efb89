package org.shuyuan.gateway.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.gateway.query.Grouping;

/**
 * Groups of rows: days in their order, other values the largest first.
 *
 * @param groups the groups asked for
 * @param others everything beyond them; absent if they are all
 */
public record GroupedRows(List<Group> groups, @Nullable Others others) {

	public GroupedRows {
		groups = List.copyOf(groups);
	}

	/** Reads what {@link SqlQuery#groups} asks for, in its columns' order. */
	static GroupedRows read(Grouping grouping, ResultSet rows) throws SQLException {
		List<Group> groups = new ArrayList<>();
		Others others = null;
		while (rows.next()) {
			double sum = rows.getDouble(4);
			long numbers = rows.getLong(5);
			Double number = (grouping.of() == null || numbers == 0) ? null
					: rounded((grouping.measure() == Grouping.Measure.MEAN) ? sum / numbers : sum);
			if (rows.getLong(1) > grouping.top()) {
				others = new Others(rows.getLong(6), rows.getLong(3), number);
			}
			else {
				String value = rows.getString(2);
				groups.add(new Group((value != null && grouping.moments()) ? ColumnType.moment(value) : value,
						rows.getLong(3), number));
			}
		}
		return new GroupedRows(grouping.temporal() ? groups.reversed() : groups, others);
	}

	/** Without the traces of binary arithmetic. */
	private static double rounded(double number) {
		return Double.isFinite(number) ? new BigDecimal(number).round(new MathContext(12)).doubleValue() : 0;
	}

	/** How many rows were read. */
	public long rows() {
		return this.groups.stream().mapToLong(Group::rows).sum() + ((this.others != null) ? this.others.rows() : 0);
	}

	/**
	 * Rows that have one value.
	 *
	 * @param value the value; absent for rows without one
	 * @param rows how many
	 * @param number their sum or mean; absent where rows are only counted or none has a
	 * number
	 */
	public record Group(@Nullable String value, long rows, @Nullable Double number) {
	}

	/**
	 * Rows of all further values.
	 *
	 * @param values how many further values there are
	 * @param rows how many rows have one of them
	 * @param number their sum or mean
	 */
	public record Others(long values, long rows, @Nullable Double number) {
	}

}
