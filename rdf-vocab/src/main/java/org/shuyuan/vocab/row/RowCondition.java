package org.shuyuan.vocab.row;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A condition on rows as requests, grants and filters write it:
 * {@code column:operator:value}, or {@code column:operator} where the operator compares
 * with none. A column name may itself hold colons.
 *
 * @param column name of the column
 * @param operator how to compare
 * @param value what with, as written; empty where the operator compares with none
 */
public record RowCondition(String column, RowOperator operator, String value) {

	public RowCondition {
		value = operator.takesValue() ? value : "";
	}

	/**
	 * Reads a condition whose column is not known: the column ends before the first
	 * operator.
	 * @return empty if it is not of that form
	 */
	public static Optional<RowCondition> parse(String text) {
		for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
			RowCondition read = read(text.substring(0, colon), text.substring(colon + 1));
			if (read != null) {
				return Optional.of(read);
			}
		}
		return Optional.empty();
	}

	/**
	 * Reads a condition on one of the columns; of several that it could name, on the
	 * longest.
	 * @return empty if it is not of that form, or names none of them
	 */
	public static Optional<RowCondition> parse(String text, Collection<String> columns) {
		RowCondition found = null;
		for (String column : columns) {
			if (text.startsWith(column + ":") && (found == null || found.column.length() < column.length())) {
				RowCondition read = read(column, text.substring(column.length() + 1));
				found = (read != null) ? read : found;
			}
		}
		return Optional.ofNullable(found);
	}

	private static @Nullable RowCondition read(String column, String rest) {
		int colon = rest.indexOf(':');
		String code = (colon < 0) ? rest : rest.substring(0, colon);
		return RowOperator.find(code)
			.filter((operator) -> operator.takesValue() == (colon >= 0))
			.map((operator) -> new RowCondition(column, operator, rest.substring(colon + 1)))
			.orElse(null);
	}

	/**
	 * What it compares with: none, one, or with {@code in} any number.
	 * @throws IllegalArgumentException if a quoted value of a list does not end, or
	 * something other than a comma follows it
	 */
	public List<String> values() {
		if (!this.operator.takesValue()) {
			return List.of();
		}
		return (this.operator == RowOperator.IN) ? RowValues.parse(this.value) : List.of(this.value);
	}

	/** The values as a list that is read as these and no others. */
	public static String listed(List<String> values) {
		return RowValues.joined(values);
	}

	/** The condition as it is written. */
	@Override
	public String toString() {
		return this.column + ":" + this.operator.code() + (this.operator.takesValue() ? ":" + this.value : "");
	}

}
