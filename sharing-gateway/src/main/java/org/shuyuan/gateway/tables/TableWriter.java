package org.shuyuan.gateway.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.columns.TypeInference;

/**
 * Writes one table: rows of text in, a Parquet file and its profile out. Rows wait on
 * disk, so memory stays bounded; types are found on the way.
 */
public final class TableWriter implements AutoCloseable {

	private final Path work;

	private final List<String> settings;

	private final List<TypeInference> guesses = new ArrayList<>();

	private final RowSpool rowSpool;

	private long rows;

	TableWriter(int columns, Path folder, TableProperties properties, ZoneId zone) {
		widenTo(columns);
		try {
			this.work = Files.createTempDirectory(folder, "write");
			this.settings = DuckDb.settings(properties, zone, folder, this.work);
			this.rowSpool = new RowSpool(this.work.resolve("rows"));
		}
		catch (IOException failure) {
			throw new TableFailed("A table could not be created", failure);
		}
	}

	/**
	 * Adds a row. Missing cells have no value; a cell beyond the last column adds a
	 * column.
	 * @param cells text of each cell; null or blank for none
	 */
	public void append(@Nullable String[] cells) {
		int width = width(cells);
		widenTo(width);
		this.rowSpool.begin();
		for (int i = 0; i < width; i++) {
			String cell = cells[i];
			if (cell == null || cell.isBlank()) {
				this.rowSpool.cell(i, null);
			}
			else {
				this.guesses.get(i).see(cell);
				this.rowSpool.cell(i, cell);
			}
		}
		try {
			this.rowSpool.end();
		}
		catch (IOException failure) {
			throw new TableFailed("Row %d could not be added".formatted(this.rows + 1), failure);
		}
		this.rows++;
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

	/** Makes sure there are at least so many columns. */
	public void widenTo(int columns) {
		while (this.guesses.size() < columns) {
			this.guesses.add(new TypeInference());
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
		try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
				Statement statement = connection.createStatement()) {
			this.rowSpool.close();
			for (String setting : this.settings) {
				statement.execute(setting);
			}
			statement.execute("COPY (SELECT "
					+ IntStream.range(0, columns()).mapToObj(this::expression).collect(Collectors.joining(", "))
					+ " FROM " + this.rowSpool.sql(columns()) + ") TO '" + DuckDb.quoted(written)
					+ "' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)");
			List<Column> columns = IntStream.range(0, columns())
				.mapToObj((i) -> new Column(names.get(i), this.guesses.get(i).type(),
						this.guesses.get(i).writtenForm().isPresent()))
				.toList();
			check(statement, written);
			TableProfile profile = TableProfiler.of(connection, written, columns, this.rows);
			Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			return profile;
		}
		catch (IOException | SQLException failure) {
			throw new TableFailed("The table could not be written", failure);
		}
	}

	/** A column in its type, and beside what was written the value to compare. */
	private String expression(int column) {
		TypeInference guess = this.guesses.get(column);
		String cast = "CAST(c%1$d AS %2$s) AS c%1$d".formatted(column, guess.sqlType());
		return guess.writtenForm().map((form) -> cast + ", " + form.key("c" + column) + " AS k" + column).orElse(cast);
	}

	private void check(Statement statement, Path written) throws SQLException {
		try (ResultSet count = statement
			.executeQuery("SELECT count(*) FROM read_parquet('" + DuckDb.quoted(written) + "')")) {
			count.next();
			if (count.getLong(1) != this.rows) {
				throw new SQLException("%d rows were written of %d".formatted(count.getLong(1), this.rows));
			}
		}
	}

	@Override
	public void close() {
		try {
			this.rowSpool.close();
		}
		catch (IOException broken) {
			// the rows are thrown away anyway
		}
		finally {
			TableFolder.deleteFolder(this.work);
		}
	}

}
