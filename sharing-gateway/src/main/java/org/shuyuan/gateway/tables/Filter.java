package org.shuyuan.gateway.tables;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Rows whose value in a column compares as asked.
 *
 * @param column name of the column
 * @param operator how to compare
 * @param values what with: none for the null operators, any number for {@code in}, else
 * one
 */
public record Filter(String column, Operator operator, List<String> values) {

	private static final Pattern FORM = Pattern
		.compile("(.*?):(?:(?:eq|ne|lt|le|gt|ge|contains|starts|in):.*|null|notnull)", Pattern.DOTALL);

	public Filter {
		values = List.copyOf(values);
	}

	/**
	 * Reads {@code column:operator:value}. The column may itself contain colons.
	 * @throws ColumnUnknown if it names none of the columns
	 * @throws QueryInvalid if it is not of that form
	 */
	public static Filter parse(String text, List<Column> columns) {
		Filter found = null;
		for (Column column : columns) {
			if (text.startsWith(column.name() + ":")
					&& (found == null || found.column.length() < column.name().length())) {
				Filter parsed = parse(column.name(), text.substring(column.name().length() + 1));
				found = (parsed != null) ? parsed : found;
			}
		}
		if (found == null) {
			Matcher named = FORM.matcher(text);
			if (named.matches()) {
				throw new ColumnUnknown(named.group(1));
			}
			throw new QueryInvalid("filter-malformed", "筛选条件“%s”应为 列名:运算符:值".formatted(text),
					"The filter '%s' is not column:operator:value with one of the operators ".formatted(text)
							+ "eq ne lt le gt ge contains starts in null notnull");
		}
		return found;
	}

	private static @Nullable Filter parse(String column, String rest) {
		int colon = rest.indexOf(':');
		String code = (colon < 0) ? rest : rest.substring(0, colon);
		for (Operator operator : Operator.values()) {
			if (operator.code().equals(code) && operator.takesValue() == (colon >= 0)) {
				String value = rest.substring(colon + 1);
				return new Filter(column, operator, !operator.takesValue() ? List.of()
						: (operator == Operator.IN) ? List.of(value.split(",", -1)) : List.of(value));
			}
		}
		return null;
	}

	/** Adds this filter's condition, values as parameters. */
	String condition(String expression, ColumnType type, List<Object> parameters) {
		return switch (this.operator) {
			case NULL, NOTNULL -> expression + " " + this.operator.sql();
			case CONTAINS, STARTS -> {
				parameters.add(single());
				yield this.operator.sql() + "(CAST(" + expression + " AS VARCHAR), ?)";
			}
			case IN -> {
				this.values.forEach((value) -> parameters.add(typed(value, type)));
				yield expression + " IN (" + this.values.stream().map((value) -> "?").collect(Collectors.joining(", "))
						+ ")";
			}
			case NE -> {
				parameters.add(typed(single(), type));
				yield expression + " IS DISTINCT FROM ?";
			}
			case EQ, LT, LE, GT, GE -> {
				parameters.add(typed(single(), type));
				yield expression + " " + this.operator.sql() + " ?";
			}
		};
	}

	/** The condition in one form, however its value is written. */
	public String canonical(List<Column> columns) {
		ColumnType type = columns.stream()
			.filter((each) -> each.name().equals(this.column))
			.map(Column::type)
			.findFirst()
			.orElse(ColumnType.STRING);
		return this.column + ":" + this.operator.code() + ":"
				+ this.values.stream().map((value) -> canonical(typed(value, type))).collect(Collectors.joining(","));
	}

	private static String canonical(Object value) {
		return (value instanceof BigDecimal number) ? number.stripTrailingZeros().toPlainString() : value.toString();
	}

	private String single() {
		if (this.values.size() != 1) {
			throw new QueryInvalid("filter-malformed", "筛选条件须有且只有一个值", "This operator compares with exactly one value");
		}
		return this.values.getFirst();
	}

	private Object typed(String value, ColumnType type) {
		try {
			return switch (type) {
				case STRING -> value;
				case INTEGER, DECIMAL -> number(value);
				case BOOLEAN -> truth(value);
				case DATE -> LocalDate.parse(value);
				case DATETIME -> moment(value);
			};
		}
		catch (NumberFormatException | DateTimeParseException malformed) {
			throw wrong(value, type);
		}
	}

	private static BigDecimal number(String value) {
		BigDecimal number = new BigDecimal(value);
		if (number.precision() > 30 || Math.abs(number.scale()) > 15) {
			throw new NumberFormatException(value);
		}
		return number;
	}

	private Boolean truth(String value) {
		if (!List.of("true", "false").contains(value)) {
			throw wrong(value, ColumnType.BOOLEAN);
		}
		return Boolean.valueOf(value);
	}

	private static LocalDateTime moment(String value) {
		return (value.length() == 10) ? LocalDate.parse(value).atStartOfDay()
				: LocalDateTime.parse(value.replace(' ', 'T'));
	}

	private QueryInvalid wrong(String value, ColumnType type) {
		return new QueryInvalid("filter-value", "“%s”不是列“%s”（%s）的值".formatted(value, this.column, type.code()),
				"'%s' is not a value of the column '%s' (%s)".formatted(value, this.column, type.code()));
	}

	/** All of them as one condition's parts. */
	static List<String> conditions(List<Filter> filters, TableQuery query, List<Object> parameters) {
		List<String> conditions = new ArrayList<>();
		for (Filter filter : filters) {
			int at = query.indexOf(filter.column);
			conditions.add(filter.condition("c" + at, query.columns().get(at).type(), parameters));
		}
		return conditions;
	}

}
