package org.shuyuan.gateway.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes one table: rows of text in, a Parquet file and its profile out. Rows wait in a
 * database on disk, so memory stays bounded; types are found on the way.
 */
public final class TableWriter implements AutoCloseable {

	private final Path work;

	private final List<TypeGuess> guesses = new ArrayList<>();

	private final DuckDBConnection connection;

	private DuckDBAppender appender;

	private long rows;

	TableWriter(int columns, Path folder, TableProperties properties) {
		IntStream.range(0, columns).forEach((i) -> this.guesses.add(new TypeGuess()));
		try {
			this.work = Files.createTempDirectory(folder, "write");
			this.connection = (DuckDBConnection) DriverManager
				.getConnection("jdbc:duckdb:" + this.work.resolve("rows"));
			try (Statement statement = this.connection.createStatement()) {
				for (String setting : Tables.settings(properties, folder, this.work)) {
					statement.execute(setting);
				}
				statement.execute("CREATE TABLE staged (" + IntStream.range(0, columns)
					.mapToObj((i) -> "c" + i + " VARCHAR")
					.collect(Collectors.joining(", ")) + ")");
			}
			this.appender = this.connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "staged");
		}
		catch (IOException | SQLException failure) {
			throw new TableFailed("A table could not be begun", failure);
		}
	}

	/**
	 * Adds a row. Missing cells have no value; a cell beyond the last column adds a
	 * column.
	 * @param cells text of each cell; null or blank for none
	 */
	public void append(@Nullable String[] cells) {
		try {
			int width = width(cells);
			if (width > this.guesses.size()) {
				widen(width);
			}
			this.appender.beginRow();
			for (int i = 0; i < this.guesses.size(); i++) {
				String cell = (i < cells.length) ? cells[i] : null;
				if (cell == null || cell.isBlank()) {
					this.appender.appendNull();
				}
				else {
					this.guesses.get(i).see(cell);
					this.appender.append(cell);
				}
			}
			this.appender.endRow();
			this.rows++;
		}
		catch (SQLException failure) {
			throw new TableFailed("Row %d could not be added".formatted(this.rows + 1), failure);
		}
	}

	private static int width(@Nullable String[] cells) {
		int width = cells.length;
		while (width > 0) {
			String last = cells[width - 1];
			if (last != null && !last.isBlank()) {
				break;
			}
			width--;
		}
		return width;
	}

	private void widen(int width) throws SQLException {
		this.appender.close();
		try (Statement statement = this.connection.createStatement()) {
			for (int i = this.guesses.size(); i < width; i++) {
				statement.execute("ALTER TABLE staged ADD COLUMN c" + i + " VARCHAR");
				this.guesses.add(new TypeGuess());
			}
		}
		this.appender = this.connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "staged");
	}

	/** Makes sure there are at least so many columns. */
	public void widenTo(int columns) {
		try {
			if (columns > this.guesses.size()) {
				widen(columns);
			}
		}
		catch (SQLException failure) {
			throw new TableFailed("Columns could not be added", failure);
		}
	}

	/** How many columns there are so far. */
	public int columns() {
		return this.guesses.size();
	}

	/** How many rows have been added. */
	public long rows() {
		return this.rows;
	}

	/**
	 * Completes the table; from now on it can be asked.
	 * @param names of the columns, as many as there are
	 * @param target where the Parquet file shall be; replaced in one step
	 */
	TableProfile finish(List<String> names, Path target) {
		Path written = this.work.resolve("table.parquet");
		try (Statement statement = this.connection.createStatement()) {
			this.appender.close();
			statement.execute(
					"COPY (SELECT "
							+ IntStream.range(0, this.guesses.size())
								.mapToObj((i) -> "CAST(c%1$d AS %2$s) AS c%1$d".formatted(i,
										this.guesses.get(i).sqlType()))
								.collect(Collectors.joining(", "))
							+ " FROM staged) TO '" + Tables.quoted(written)
							+ "' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)");
			statement.execute("DROP TABLE staged");
			List<Column> columns = IntStream.range(0, this.guesses.size())
				.mapToObj((i) -> new Column(names.get(i), this.guesses.get(i).type()))
				.toList();
			TableProfile profile = Profiling.of(this.connection, written, columns, this.rows);
			Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			return profile;
		}
		catch (IOException | SQLException failure) {
			throw new TableFailed("The table could not be written", failure);
		}
	}

	@Override
	public void close() {
		try {
			this.appender.close();
			this.connection.close();
		}
		catch (SQLException broken) {
			// the rows are thrown away anyway
		}
		finally {
			Tables.deleteFolder(this.work);
		}
	}

}
