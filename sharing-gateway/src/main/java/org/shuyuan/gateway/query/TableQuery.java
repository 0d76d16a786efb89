package org.shuyuan.gateway.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.problem.GatewayProblemType;

/**
 * What is asked of a table: parsed, never a caller's SQL.
 *
 * @param table the table's id
 * @param columns all the table's columns, in order
 * @param select names of the columns wanted, in the order wanted
 * @param filters conditions that every row satisfies; the caller's and those of a grant
 * alike
 * @param sort orders, the first decides first; rows that are equal keep the file's order
 * @param limit most rows; absent for all
 * @param after rows to leave out at the beginning, 0 or more
 */
public record TableQuery(String table, List<Column> columns, List<String> select, List<Filter> filters, List<Sort> sort,
		@Nullable Integer limit, long after) {

	public TableQuery {
		columns = List.copyOf(columns);
		select = select.isEmpty() ? columns.stream().map(Column::name).toList() : List.copyOf(select);
		filters = List.copyOf(filters);
		sort = List.copyOf(sort);
	}

	/**
	 * An order.
	 *
	 * @param column name of the column
	 * @param descending largest first
	 */
	public record Sort(String column, boolean descending) {
	}

	/**
	 * Reads the parameters of {@code /rows}.
	 * @param select comma-separated columns, each given once, or absent for all
	 * @param filters each {@code column:operator:value}
	 * @param sort comma-separated columns, {@code -} before one for descending
	 * @param after what a page gave as the next one
	 * @throws QueryInvalid if any names what is not there
	 */
	public static TableQuery parse(String table, List<Column> columns, @Nullable String select, List<String> filters,
			@Nullable String sort, @Nullable Integer limit, @Nullable String after) {
		List<Sort> sorts = new ArrayList<>();
		for (String name : names(sort, columns, true)) {
			boolean descending = name.startsWith("-") && !isColumn(name, columns);
			sorts.add(new Sort(descending ? name.substring(1) : name, descending));
		}
		List<Filter> parsed = filters.stream().map((filter) -> Filter.parse(filter, columns)).toList();
		TableQuery query = new TableQuery(table, columns, names(select, columns, false), parsed, sorts, limit,
				offset(after));
		query.select.forEach(query::indexOf);
		sorts.forEach((each) -> query.indexOf(each.column()));
		return query;
	}

	/** The same with further conditions that every row must satisfy. */
	public TableQuery with(List<Filter> mandatory) {
		List<Filter> all = new ArrayList<>(this.filters);
		all.addAll(mandatory);
		return new TableQuery(this.table, this.columns, this.select, all, this.sort, this.limit, this.after);
	}

	/**
	 * Proceeds only if every condition's value fits its column.
	 * @throws QueryInvalid otherwise
	 */
	public void check() {
		Filter.conditions(this.filters, this, new ArrayList<>());
	}

	/** The columns selected, in the order wanted. */
	public List<Column> selected() {
		return this.select.stream().map((name) -> this.columns.get(indexOf(name))).toList();
	}

	/** Every column the query touches: selected, filtered or sorted by. */
	public List<String> touched() {
		List<String> touched = new ArrayList<>(this.select);
		this.filters.forEach((filter) -> touched.add(filter.column()));
		this.sort.forEach((each) -> touched.add(each.column()));
		return touched.stream().distinct().toList();
	}

	/** The expression in SQL for the value by which a column compares. */
	public String comparable(String name) {
		int at = indexOf(name);
		return this.columns.get(at).comparable(at);
	}

	public int indexOf(String name) {
		for (int i = 0; i < this.columns.size(); i++) {
			if (this.columns.get(i).name().equals(name)) {
				return i;
			}
		}
		throw new ColumnUnknown(name);
	}

	private static boolean isColumn(String name, List<Column> columns) {
		return columns.stream().anyMatch((column) -> column.name().equals(name));
	}

	/** Comma-separated names; a name that has a comma itself must be the only one. */
	private static List<String> names(@Nullable String text, List<Column> columns, boolean signed) {
		if (text == null || text.isBlank()) {
			return List.of();
		}
		if (isColumn(text, columns) || (signed && text.startsWith("-") && isColumn(text.substring(1), columns))) {
			return List.of(text);
		}
		return Arrays.stream(text.split(",")).map(String::strip).distinct().toList();
	}

	private static long offset(@Nullable String after) {
		if (after == null || after.isBlank()) {
			return 0;
		}
		if (!after.matches("\\d{1,15}")) {
			throw new QueryInvalid(GatewayProblemType.PAGE_UNKNOWN, "after 参数无效",
					"The parameter 'after' is not one a page gave");
		}
		return Long.parseLong(after);
	}

}
