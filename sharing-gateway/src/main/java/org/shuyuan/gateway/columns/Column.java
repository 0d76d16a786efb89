package org.shuyuan.gateway.columns;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name unique within the table, not blank
 * @param type type of the values
 * @param written whether the values are kept as they were written, beside one to filter,
 * sort and add up by
 */
public record Column(String name, ColumnType type, boolean written) {

	private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?\\d+(?:\\.\\d+)?");

	/** A column whose values are its type's alone. */
	public Column(String name, ColumnType type) {
		this(name, type, false);
	}

	/**
	 * A value in a row, counted from 1. Values are returned as written: a plain decimal
	 * as a number with its zeros, everything else as text.
	 */
	public @Nullable Object read(ResultSet row, int at) throws SQLException {
		if (!this.written) {
			return this.type.read(row, at);
		}
		String text = row.getString(at);
		return (text != null && this.type == ColumnType.DECIMAL && PLAIN_DECIMAL.matcher(text).matches())
				? new BigDecimal(text) : text;
	}

	/** The expression in SQL for the value to compare, of the column at a place. */
	public String comparable(int at) {
		return (this.written ? "k" : "c") + at;
	}

}
