package org.shuyuan.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * The peer for tables: DuckDB alone over the same csv, with the threads and memory that
 * the platform gives it.
 */
final class DuckDbPeer implements AutoCloseable {

	private final Connection connection;

	private final Path parquet;

	DuckDbPeer(Path folder) throws SQLException {
		this.parquet = folder.resolve("peer.parquet");
		this.connection = DriverManager.getConnection("jdbc:duckdb:");
		run("SET threads=2");
		run("SET memory_limit='256MB'");
		run("SET temp_directory='%s'".formatted(folder.resolve("spill")));
	}

	/** Seconds that a plain copy of a csv to Parquet takes. */
	double copy(Path csv) throws SQLException {
		long start = System.nanoTime();
		run("COPY (FROM read_csv('%s')) TO '%s' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)".formatted(csv,
				this.parquet));
		return RegistrationBenchmark.seconds(start);
	}

	/** How many rows were copied. */
	long rows() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT count(*) FROM '" + this.parquet + "'")) {
			rows.next();
			return rows.getLong(1);
		}
	}

	/**
	 * Milliseconds for a page of 100 rows where a column has a value, with the number of
	 * all such rows: median, 95 %.
	 */
	double[] page(String column, String value, int runs) throws SQLException {
		double[] times = new double[runs];
		String found = " FROM '%s' WHERE \"%s\" = '%s'".formatted(this.parquet, column, value);
		for (int run = -3; run < runs; run++) {
			long start = System.nanoTime();
			read("SELECT *" + found + " LIMIT 101");
			read("SELECT count(*)" + found);
			times[Math.max(0, run)] = RegistrationBenchmark.seconds(start) * 1000;
		}
		Arrays.sort(times);
		return new double[] { times[runs / 2], times[runs * 95 / 100] };
	}

	private void read(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				rows.getString(1);
			}
		}
	}

	private void run(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
