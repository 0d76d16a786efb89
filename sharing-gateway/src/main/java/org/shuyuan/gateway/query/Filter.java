package org.shuyuan.gateway.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.gateway.columns.WrittenForm;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.vocab.row.RowCondition;
import org.shuyuan.vocab.row.RowOperator;

/**
 * Rows whose value in a column compares as asked.
 *
 * @param column name of the column
 * @param operator how to compare
 * @param values what with: none for the null operators, any number for {@code in}, else
 * one
 */
public record Filter(String column, RowOperator operator, List<String> values) {

	public Filter {
		values = List.copyOf(values);
	}

	/**
	 * Reads {@code column:operator:value}. The column may itself contain colons.
	 * @throws ColumnUnknown if it names none of the columns
	 * @throws QueryInvalid if it is not of that form
	 */
	public static Filter parse(String text, List<Column> columns) {
		return RowCondition.parse(text, columns.stream().map(Column::name).toList())
			.map(Filter::of)
			.orElseThrow(() -> RowCondition.parse(text)
				.<RuntimeException>map((named) -> new ColumnUnknown(named.column()))
				.orElseGet(() -> malformed("筛选条件“%s”应为 列名:运算符:值".formatted(text),
						"The filter '%s' is not column:operator:value with one of the operators ".formatted(text)
								+ RowOperator.codes())));
	}

	private static Filter of(RowCondition condition) {
		try {
			return new Filter(condition.column(), condition.operator(), condition.values());
		}
		catch (IllegalArgumentException _) {
			throw malformed("in 的值中引号不成对，或引号之后不是逗号",
					"A quoted value of 'in' does not end, or something other than a comma follows it");
		}
	}

	private static QueryInvalid malformed(String zh, String en) {
		return new QueryInvalid(GatewayProblemType.FILTER_MALFORMED, zh, en);
	}

	/**
	 * Looks whether the values are of the column's type.
	 * @throws QueryInvalid if the filter could never be applied
	 */
	public void check(List<Column> columns) {
		columns.stream()
			.filter((each) -> each.name().equals(this.column))
			.findFirst()
			.ifPresent((each) -> condition(0, each, new ArrayList<>()));
	}

	/** Adds this filter's condition, values as parameters. */
	String condition(int at, Column of, List<Object> parameters) {
		String expression = "c" + at;
		ColumnType type = of.type();
		return switch (this.operator) {
			case NULL, NOTNULL -> expression + " " + sql();
			case CONTAINS, STARTS -> {
				parameters.add(single());
				yield sql() + "(CAST(" + expression + " AS VARCHAR), ?)";
			}
			case IN -> {
				this.values.forEach((value) -> parameters.add(typed(value, of)));
				yield of.comparable(at) + " IN ("
						+ this.values.stream().map((value) -> "?").collect(Collectors.joining(", ")) + ")";
			}
			case NE -> {
				parameters.add(typed(single(), of));
				yield of.comparable(at) + " IS DISTINCT FROM ?";
			}
			case EQ -> {
				parameters.add(typed(single(), of));
				yield of.comparable(at) + " = ?";
			}
			case LT, LE, GT, GE -> {
				refuseOrderOfText(type);
				parameters.add(typed(single(), of));
				yield of.comparable(at) + " " + sql() + " ?";
			}
		};
	}

	private String sql() {
		return switch (this.operator) {
			case EQ -> "=";
			case NE -> "<>";
			case LT -> "<";
			case LE -> "<=";
			case GT -> ">";
			case GE -> ">=";
			case CONTAINS -> "contains";
			case STARTS -> "starts_with";
			case IN -> "in";
			case NULL -> "is null";
			case NOTNULL -> "is not null";
		};
	}

	/** Text compares sign by sign, so 99 would come after 100. */
	private void refuseOrderOfText(ColumnType type) {
		String value = single();
		if (type == ColumnType.STRING && WrittenForm.isMeasured(value)) {
			throw new QueryInvalid(GatewayProblemType.FILTER_ORDER,
					"列“%s”是文本，不能按数值或日期比较大小；请用 eq、contains、starts，或请提供部门统一该列的写法".formatted(this.column),
					"The column '%s' is text and does not compare as numbers or dates; use eq, contains or starts, or ask the provider to write the column in one form"
						.formatted(this.column));
		}
	}

	/** The condition in one form, however its value is written. */
	public String canonical(List<Column> columns) {
		Column of = columns.stream()
			.filter((each) -> each.name().equals(this.column))
			.findFirst()
			.orElse(new Column(this.column, ColumnType.STRING));
		return this.column + ":" + this.operator.code() + ":"
				+ RowCondition.listed(this.values.stream().map((value) -> canonical(typed(value, of))).toList());
	}

	private static String canonical(Object value) {
		return (value instanceof BigDecimal number) ? number.stripTrailingZeros().toPlainString() : value.toString();
	}

	private String single() {
		if (this.values.size() != 1) {
			throw malformed("筛选条件须有且只有一个值", "This operator compares with exactly one value");
		}
		return this.values.getFirst();
	}

	private Object typed(String value, Column of) {
		try {
			return switch (of.type()) {
				case STRING -> value;
				case INTEGER, DECIMAL -> number(value);
				case BOOLEAN -> truth(value);
				case DATE -> WrittenForm.day(value).orElseGet(() -> LocalDate.parse(value));
				case DATETIME -> WrittenForm.moment(value).orElseGet(() -> moment(value));
			};
		}
		catch (NumberFormatException | DateTimeParseException malformed) {
			throw wrong(value, of.type());
		}
	}

	private static BigDecimal number(String value) {
		BigDecimal number = WrittenForm.number(value).orElseGet(() -> new BigDecimal(value));
		if (number.precision() > 38 || number.scale() > 20 || number.scale() < -15) {
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
		return new QueryInvalid(GatewayProblemType.FILTER_VALUE,
				"“%s”不是列“%s”（%s）的值".formatted(value, this.column, type.code()),
				"'%s' is not a value of the column '%s' (%s)".formatted(value, this.column, type.code()));
	}

	/** All of them as one condition's parts. */
	public static List<String> conditions(List<Filter> filters, TableQuery query, List<Object> parameters) {
		List<String> conditions = new ArrayList<>();
		for (Filter filter : filters) {
			int at = query.indexOf(filter.column);
			conditions.add(filter.condition(at, query.columns().get(at), parameters));
		}
		return conditions;
	}

}
