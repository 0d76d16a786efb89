package org.shuyuan.gateway.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.shuyuan.gateway.query.Filter;
import org.shuyuan.gateway.query.Grouping;
import org.shuyuan.gateway.query.TableQuery;

/**
 * A question in the engine's words: all input of a caller is a parameter or the number of
 * a column.
 *
 * @param sql the statement
 * @param parameters its parameters, in order
 */
record SqlQuery(String sql, List<Object> parameters) {

	/** For the rows selected, each as the columns selected. */
	static SqlQuery rows(TableQuery query, Path table) {
		List<Object> parameters = new ArrayList<>();
		String selected = query.select()
			.stream()
			.map((name) -> "c" + query.indexOf(name))
			.collect(Collectors.joining(", "));
		StringBuilder sql = new StringBuilder("SELECT ").append(selected).append(" FROM ").append(source(table));
		sql.append(where(query, parameters));
		if (!query.sort().isEmpty()) {
			sql.append(" ORDER BY ");
			for (TableQuery.Sort sort : query.sort()) {
				sql.append(query.comparable(sort.column())).append(sort.descending() ? " DESC" : " ASC");
				sql.append(" NULLS LAST, ");
			}
			sql.append("file_row_number");
		}
		if (query.limit() != null) {
			sql.append(" LIMIT ").append(query.limit());
		}
		if (query.after() > 0) {
			sql.append(" OFFSET ").append(query.after());
		}
		return new SqlQuery(sql.toString(), parameters);
	}

	/** For the number of rows that match the conditions. */
	static SqlQuery count(TableQuery query, Path table) {
		List<Object> parameters = new ArrayList<>();
		return new SqlQuery("SELECT count(*) FROM " + source(table) + where(query, parameters), parameters);
	}

	/**
	 * For groups, in their order: rank, value, rows, sum and how many numbers it has, and
	 * how many values; everything beyond the groups asked for as one more.
	 */
	static SqlQuery groups(Grouping grouping, Path table) {
		List<Object> parameters = new ArrayList<>();
		int top = grouping.top();
		String sql = """
				SELECT min(r), any_value(CASE WHEN r <= %1$d THEN k END), sum(n)::BIGINT, sum(s), sum(m)::BIGINT, count(*)
				FROM (SELECT k::VARCHAR AS k, n, s, m, row_number() OVER (ORDER BY %2$s) AS r
				      FROM (SELECT %3$s AS k, count(*) AS n, sum(%4$s) AS s, count(%4$s) AS m FROM %5$s%6$s GROUP BY 1))
				GROUP BY least(r, %7$d) ORDER BY 1"""
			.formatted(top, grouping.order(), grouping.key(), grouping.number(), source(table),
					where(grouping.rows(), parameters), top + 1);
		return new SqlQuery(sql, parameters);
	}

	private static String source(Path table) {
		return "read_parquet('" + DuckDb.quoted(table) + "', file_row_number = true)";
	}

	private static String where(TableQuery query, List<Object> parameters) {
		List<String> conditions = Filter.conditions(query.filters(), query, parameters);
		return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
	}

}
