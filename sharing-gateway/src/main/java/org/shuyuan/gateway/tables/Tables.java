package org.shuyuan.gateway.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The tables at hand and the engine that answers questions about them: DuckDB over
 * Parquet, locked against every file outside its folder.
 */
@Component
public class Tables implements DisposableBean {

	private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

	/** What a page may hold, in characters; each cell counts some more. */
	private static final long LARGEST_PAGE = 4 << 20;

	private static final int CELL = 16;

	private static final int STOP_CHECK = 64;

	private final TableProperties properties;

	private final Path folder;

	private final Path work;

	private final Map<String, Object> makers = new ConcurrentHashMap<>();

	private volatile Consumer<String> maker = (id) -> {
	};

	private final List<Connection> opened = new ArrayList<>();

	private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();

	Tables(TableProperties properties) throws IOException, SQLException {
		this.properties = properties;
		this.folder = properties.location().toAbsolutePath().normalize();
		this.work = this.folder.resolve("work");
		deleteFolder(this.work);
		Files.createDirectories(this.work.resolve("sort"));
		String address = "jdbc:duckdb:memory:tables-" + UUID.randomUUID();
		Properties streaming = new Properties();
		streaming.setProperty("jdbc_stream_results", "true");
		for (int i = 0; i < properties.connections(); i++) {
			Connection connection = DriverManager.getConnection(address, streaming);
			this.opened.add(connection);
			if (i == 0) {
				try (Statement statement = connection.createStatement()) {
					for (String setting : settings(properties, this.folder, this.work.resolve("sort"))) {
						statement.execute(setting);
					}
				}
			}
			this.idle.add(connection);
		}
	}

	static List<String> settings(TableProperties properties, Path folder, Path temporary) {
		return List.of("SET memory_limit='%dMB'".formatted(properties.memory().toMegabytes()),
				"SET threads=" + properties.threads(), "SET temp_directory='" + quoted(temporary) + "'",
				"SET max_temp_directory_size='%dMB'".formatted(properties.spill().toMegabytes()),
				"SET TimeZone='Asia/Shanghai'", "SET allowed_directories=['" + quoted(folder) + "']",
				"SET enable_external_access=false", "SET lock_configuration=true");
	}

	/**
	 * Begins a table of so many columns; close the writer whether or not it was
	 * completed.
	 */
	public TableWriter create(int columns) {
		return new TableWriter(columns, this.work, this.properties);
	}

	/**
	 * Completes a table under an id, replacing what was there.
	 * @param names of the columns, as many as the writer has
	 * @param id 64 hexadecimal digits
	 */
	public TableProfile complete(TableWriter writer, List<String> names, String id) {
		return writer.finish(names, file(id));
	}

	/** Whether there is a table with that id. */
	public boolean has(String id) {
		return Files.isRegularFile(file(id));
	}

	/** Removes a table; removing what is not there is fine. */
	public void delete(String id) {
		try {
			Files.deleteIfExists(file(id));
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	/**
	 * Streams all rows asked for.
	 * @param stop asked every few rows; once true, no further row comes
	 * @return how many rows there were
	 * @throws QueryInvalid if the query does not fit the table
	 * @throws QueryStopped if it was stopped or took too long
	 * @throws IOException if the sink fails
	 */
	public long stream(TableQuery query, RowSink sink, BooleanSupplier stop) throws IOException {
		List<Object> parameters = new ArrayList<>();
		String sql = sql(query, parameters);
		Connection connection = lend();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			bind(statement, parameters);
			statement.setQueryTimeout(Math.max(1, (int) this.properties.timeout().toSeconds()));
			try (ResultSet rows = statement.executeQuery()) {
				return pass(rows, query.selected(), sink, stop);
			}
		}
		catch (SQLException failure) {
			throw failed(failure);
		}
		finally {
			this.idle.add(connection);
		}
	}

	private static long pass(ResultSet rows, List<Column> columns, RowSink sink, BooleanSupplier stop)
			throws SQLException, IOException {
		@Nullable Object[] values = new @Nullable Object[columns.size()];
		long count = 0;
		while (rows.next()) {
			if (count % STOP_CHECK == 0 && stop.getAsBoolean()) {
				throw new QueryStopped(false);
			}
			for (int i = 0; i < values.length; i++) {
				values[i] = value(rows, i + 1, columns.get(i).type());
			}
			sink.row(values);
			count++;
		}
		return count;
	}

	private static @Nullable Object value(ResultSet rows, int at, ColumnType type) throws SQLException {
		return switch (type) {
			case STRING -> rows.getString(at);
			case DATETIME -> rows.getObject(at, LocalDateTime.class);
			case INTEGER, DECIMAL, BOOLEAN, DATE -> rows.getObject(at);
		};
	}

	/**
	 * One page, with the total on the first. It has fewer rows than asked for where they
	 * hold very much.
	 * @throws QueryInvalid if the query has no limit or does not fit the table
	 */
	public TablePage page(TableQuery query) {
		int limit = (query.limit() != null) ? query.limit() : 100;
		Collecting collecting = new Collecting(new ArrayList<>(), new AtomicLong(LARGEST_PAGE));
		TableQuery one = new TableQuery(query.table(), query.columns(), query.select(), query.filters(), query.sort(),
				limit + 1, query.after());
		try {
			stream(one, collecting, collecting::isFull);
		}
		catch (QueryStopped stopped) {
			if (stopped.timeout()) {
				throw stopped;
			}
		}
		catch (IOException impossible) {
			throw new UncheckedIOException(impossible);
		}
		List<List<@Nullable Object>> rows = collecting.rows();
		boolean more = collecting.isFull() || rows.size() > limit;
		if (rows.size() > limit) {
			rows.removeLast();
		}
		Long total = null;
		if (query.after() == 0) {
			total = more ? count(query) : (long) rows.size();
		}
		return new TablePage(query.selected(), rows, total, more ? Long.toString(query.after() + rows.size()) : null);
	}

	/** How many rows meet the conditions. */
	public long count(TableQuery query) {
		List<Object> parameters = new ArrayList<>();
		String sql = "SELECT count(*) FROM " + source(query) + where(query, parameters);
		Connection connection = lend();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			bind(statement, parameters);
			statement.setQueryTimeout(Math.max(1, (int) this.properties.timeout().toSeconds()));
			try (ResultSet rows = statement.executeQuery()) {
				rows.next();
				return rows.getLong(1);
			}
		}
		catch (SQLException failure) {
			throw failed(failure);
		}
		finally {
			this.idle.add(connection);
		}
	}

	/**
	 * Rows put together by a column's values.
	 * @throws QueryStopped if it took too long
	 */
	public Groups groups(Grouping grouping) {
		List<Object> parameters = new ArrayList<>();
		String sql = sql(grouping, parameters);
		Connection connection = lend();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			bind(statement, parameters);
			statement.setQueryTimeout(Math.max(1, (int) this.properties.timeout().toSeconds()));
			try (ResultSet rows = statement.executeQuery()) {
				return groups(grouping, rows);
			}
		}
		catch (SQLException failure) {
			throw failed(failure);
		}
		finally {
			this.idle.add(connection);
		}
	}

	private static Groups groups(Grouping grouping, ResultSet rows) throws SQLException {
		List<Groups.Group> groups = new ArrayList<>();
		Groups.Others others = null;
		while (rows.next()) {
			double sum = rows.getDouble(4);
			long numbers = rows.getLong(5);
			Double number = (grouping.of() == null || numbers == 0) ? null
					: rounded((grouping.measure() == Grouping.Measure.MEAN) ? sum / numbers : sum);
			if (rows.getLong(1) > grouping.top()) {
				others = new Groups.Others(rows.getLong(6), rows.getLong(3), number);
			}
			else {
				groups.add(new Groups.Group(rows.getString(2), rows.getLong(3), number));
			}
		}
		return new Groups(grouping.temporal() ? groups.reversed() : groups, others);
	}

	/** Without the traces of binary arithmetic. */
	private static double rounded(double number) {
		return Double.isFinite(number) ? new BigDecimal(number).round(new MathContext(12)).doubleValue() : 0;
	}

	private String sql(Grouping grouping, List<Object> parameters) {
		int top = grouping.top();
		return """
				SELECT min(r), any_value(CASE WHEN r <= %1$d THEN k END), sum(n)::BIGINT, sum(s), sum(m)::BIGINT, count(*)
				FROM (SELECT k::VARCHAR AS k, n, s, m, row_number() OVER (ORDER BY %2$s) AS r
				      FROM (SELECT %3$s AS k, count(*) AS n, sum(%4$s) AS s, count(%4$s) AS m FROM %5$s%6$s GROUP BY 1))
				GROUP BY least(r, %7$d) ORDER BY 1"""
			.formatted(top, grouping.order(), grouping.key(), grouping.number(), source(grouping.rows()),
					where(grouping.rows(), parameters), top + 1);
	}

	private String sql(TableQuery query, List<Object> parameters) {
		String selected = query.select()
			.stream()
			.map((name) -> "c" + query.indexOf(name))
			.collect(Collectors.joining(", "));
		StringBuilder sql = new StringBuilder("SELECT ").append(selected).append(" FROM ").append(source(query));
		sql.append(where(query, parameters));
		if (!query.sort().isEmpty()) {
			sql.append(" ORDER BY ");
			for (TableQuery.Sort sort : query.sort()) {
				sql.append("c").append(query.indexOf(sort.column())).append(sort.descending() ? " DESC" : " ASC");
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
		return sql.toString();
	}

	private String source(TableQuery query) {
		return "read_parquet('" + quoted(present(query.table())) + "', file_row_number = true)";
	}

	private static String where(TableQuery query, List<Object> parameters) {
		List<String> conditions = Filter.conditions(query.filters(), query, parameters);
		return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
	}

	private static void bind(PreparedStatement statement, List<Object> parameters) throws SQLException {
		for (int i = 0; i < parameters.size(); i++) {
			statement.setObject(i + 1, parameters.get(i));
		}
	}

	private Connection lend() {
		try {
			Connection connection = this.idle.poll(this.properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
			if (connection == null) {
				throw new QueryStopped(true);
			}
			return connection;
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new QueryStopped(false);
		}
	}

	private static RuntimeException failed(SQLException failure) {
		String message = String.valueOf(failure.getMessage());
		return (message.contains("INTERRUPT") || message.contains("nterrupted")) ? new QueryStopped(true)
				: new TableFailed("The table could not be read", failure);
	}

	/** Names who makes a table again that is asked for and not at hand. */
	public void whenAbsent(Consumer<String> maker) {
		this.maker = maker;
	}

	private Path present(String id) {
		Path file = file(id);
		if (!has(id)) {
			synchronized (this.makers.computeIfAbsent(id, (absent) -> new Object())) {
				if (!has(id)) {
					this.maker.accept(id);
				}
			}
			this.makers.remove(id);
		}
		return file;
	}

	private Path file(String id) {
		if (!ID.matcher(id).matches()) {
			throw new IllegalArgumentException("Not the id of a table");
		}
		return this.folder.resolve(id + ".parquet");
	}

	static String quoted(Path path) {
		return path.toString().replace("'", "''");
	}

	static void deleteFolder(Path folder) {
		if (Files.notExists(folder)) {
			return;
		}
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	@Override
	public void destroy() throws SQLException {
		for (Connection connection : this.opened) {
			connection.close();
		}
	}

	/** Rows until there is no room for more; at least one. */
	private record Collecting(List<List<@Nullable Object>> rows, AtomicLong room) implements RowSink {

		@Override
		public void row(@Nullable Object[] values) {
			if (isFull()) {
				return;
			}
			long size = 0;
			for (Object value : values) {
				size += CELL + ((value instanceof String text) ? text.length() : 0);
			}
			if (this.rows.isEmpty() || size <= this.room.get()) {
				this.rows.add(Collections.unmodifiableList(Arrays.asList(values.clone())));
				this.room.addAndGet(-size);
			}
			else {
				this.room.set(-1);
			}
		}

		boolean isFull() {
			return this.room.get() < 0;
		}

		@Override
		public void close() {
			// nothing to complete
		}

	}

}
