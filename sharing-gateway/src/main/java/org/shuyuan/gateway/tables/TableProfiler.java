package org.shuyuan.gateway.tables;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.ColumnProfile;
import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.gateway.columns.TableProfile;

/**
 * Finds what the values of a table's columns are like.
 */
final class TableProfiler {

	private static final int COLUMNS_AT_ONCE = 40;

	private static final int TOP = 10;

	private static final long COUNTABLE = 20_000;

	private static final String FIGURES = """
			count(c%1$d), approx_count_distinct(c%1$d), left(CAST(arg_min(c%1$d, %2$s) AS VARCHAR), 200), \
			left(CAST(arg_max(c%1$d, %2$s) AS VARCHAR), 200), min(length(CAST(c%1$d AS VARCHAR))), \
			max(length(CAST(c%1$d AS VARCHAR)))""";

	private final Connection connection;

	private final String source;

	private TableProfiler(Connection connection, Path parquet) {
		this.connection = connection;
		this.source = "read_parquet('" + DuckDb.quoted(parquet) + "')";
	}

	static TableProfile of(Connection connection, Path parquet, List<Column> columns, long rows) throws SQLException {
		TableProfiler tableProfiler = new TableProfiler(connection, parquet);
		List<ColumnProfile> profiles = new ArrayList<>();
		for (int from = 0; from < columns.size(); from += COLUMNS_AT_ONCE) {
			int to = Math.min(columns.size(), from + COLUMNS_AT_ONCE);
			profiles.addAll(tableProfiler.figures(columns, from, to, rows));
		}
		return new TableProfile(rows, profiles);
	}

	private List<ColumnProfile> figures(List<Column> columns, int from, int to, long rows) throws SQLException {
		String asked = IntStream.range(from, to)
			.mapToObj((i) -> FIGURES.formatted(i, columns.get(i).comparable(i)))
			.collect(Collectors.joining(", "));
		List<ColumnProfile> profiles = new ArrayList<>();
		try (Statement statement = this.connection.createStatement();
				ResultSet figures = statement.executeQuery("SELECT " + asked + " FROM " + this.source)) {
			figures.next();
			for (int i = from; i < to; i++) {
				int at = (i - from) * 6;
				long values = figures.getLong(at + 1);
				long distinct = Math.min(values, figures.getLong(at + 2));
				profiles.add(new ColumnProfile(columns.get(i).name(), columns.get(i).type(), rows - values, distinct,
						tidy(figures.getString(at + 3), columns.get(i)),
						tidy(figures.getString(at + 4), columns.get(i)), length(figures, at + 5),
						length(figures, at + 6), top(i, columns.get(i), values, distinct),
						columns.get(i).written() ? true : null));
			}
		}
		return profiles;
	}

	private List<ColumnProfile.Frequency> top(int column, Column of, long values, long distinct) throws SQLException {
		if (distinct > COUNTABLE || distinct * 10 > values * 9) {
			return List.of();
		}
		String sql = """
				SELECT left(CAST(c%1$d AS VARCHAR), 200), count(*) AS many FROM %2$s WHERE c%1$d IS NOT NULL
				GROUP BY c%1$d ORDER BY many DESC, c%1$d LIMIT %3$d""".formatted(column, this.source, TOP);
		List<ColumnProfile.Frequency> top = new ArrayList<>();
		try (Statement statement = this.connection.createStatement(); ResultSet found = statement.executeQuery(sql)) {
			while (found.next()) {
				String value = tidy(found.getString(1), of);
				top.add(new ColumnProfile.Frequency((value != null) ? value : "", found.getLong(2)));
			}
		}
		return top;
	}

	private static @Nullable Integer length(ResultSet figures, int at) throws SQLException {
		int length = figures.getInt(at);
		return figures.wasNull() ? null : length;
	}

	private static @Nullable String tidy(@Nullable String value, Column of) {
		if (value == null || of.type() != ColumnType.DECIMAL || of.written()) {
			return value;
		}
		BigDecimal number = ColumnType.withoutPadding(new BigDecimal(value));
		return (number != null) ? number.toPlainString() : null;
	}

}
