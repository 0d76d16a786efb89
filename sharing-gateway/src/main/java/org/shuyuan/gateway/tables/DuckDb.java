package org.shuyuan.gateway.tables;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What answers questions: DuckDB, locked against every file outside the folder of tables.
 * It has a few connections and lends one to each question.
 */
final class DuckDb implements AutoCloseable {

	/** How long a query waits for a connection. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Duration timeout;

	private final List<Connection> opened = new ArrayList<>();

	private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();

	DuckDb(TableProperties properties, ZoneId zone, Path folder, Path temporary) throws SQLException {
		this.timeout = properties.timeout();
		String address = "jdbc:duckdb:memory:tables-" + UUID.randomUUID();
		Properties streaming = new Properties();
		streaming.setProperty("jdbc_stream_results", "true");
		for (int i = 0; i < properties.connections(); i++) {
			this.opened.add(DriverManager.getConnection(address, streaming));
		}
		try (Statement statement = this.opened.getFirst().createStatement()) {
			for (String setting : settings(properties, zone, folder, temporary)) {
				statement.execute(setting);
			}
		}
		this.idle.addAll(this.opened);
	}

	/** What locks a database into the folder; to be executed before anything else. */
	static List<String> settings(TableProperties properties, ZoneId zone, Path folder, Path temporary) {
		return List.of("SET memory_limit='%dMB'".formatted(properties.memory().toMegabytes()),
				"SET threads=" + properties.threads(), "SET temp_directory='" + quoted(temporary) + "'",
				"SET max_temp_directory_size='%dMB'".formatted(properties.spill().toMegabytes()),
				"SET TimeZone='" + zone.getId() + "'", "SET allowed_directories=['" + quoted(folder) + "']",
				"SET enable_external_access=false", "SET lock_configuration=true");
	}

	static String quoted(Path path) {
		return path.toString().replace("'", "''");
	}

	/**
	 * Asks a question.
	 * @throws QueryStopped if it took too long
	 * @throws TablesBusy if no connection became free
	 */
	<T, X extends Exception> T ask(SqlQuery sqlQuery, Answer<T, X> answer) throws X {
		Connection connection = lend();
		try (PreparedStatement statement = connection.prepareStatement(sqlQuery.sql())) {
			for (int i = 0; i < sqlQuery.parameters().size(); i++) {
				statement.setObject(i + 1, sqlQuery.parameters().get(i));
			}
			statement.setQueryTimeout(Math.max(1, (int) this.timeout.toSeconds()));
			try (ResultSet rows = statement.executeQuery()) {
				return answer.read(rows);
			}
		}
		catch (SQLException failure) {
			throw failed(failure);
		}
		finally {
			this.idle.add(connection);
		}
	}

	private Connection lend() {
		try {
			Connection connection = this.idle.poll(Math.min(this.timeout.toMillis(), PATIENCE.toMillis()),
					TimeUnit.MILLISECONDS);
			if (connection == null) {
				throw TablesBusy.full();
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

	@Override
	public void close() throws SQLException {
		for (Connection connection : this.opened) {
			connection.close();
		}
	}

	/** Reads the result, while the connection is borrowed. */
	@FunctionalInterface
	interface Answer<T, X extends Exception> {

		T read(ResultSet rows) throws SQLException, X;

	}

}
