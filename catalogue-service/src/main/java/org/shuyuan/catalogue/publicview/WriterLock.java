package org.shuyuan.catalogue.publicview;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.database.CatalogueLock;

/**
 * Lets one instance of many write: the one whose connection holds an advisory lock of the
 * database. It passes to another when that instance or its connection ends.
 */
public final class WriterLock implements AutoCloseable {

	private static final String KEY = CatalogueLock.VIEW_WRITER.key("?");

	private static final int ANSWER_SECONDS = 2;

	private final DataSource database;

	private final String name;

	private @Nullable Connection held;

	public WriterLock(DataSource database, String name) {
		this.database = database;
		this.name = name;
	}

	/** Whether this instance may write; takes the lock if it is free. */
	public synchronized boolean held() {
		Connection connection = this.held;
		try {
			if (connection != null) {
				if (connection.isValid(ANSWER_SECONDS)) {
					return true;
				}
				close();
			}
			return take();
		}
		catch (SQLException ex) {
			close();
			return false;
		}
	}

	private boolean take() throws SQLException {
		Connection connection = this.database.getConnection();
		try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(" + KEY + ")")) {
			statement.setString(1, this.name);
			try (ResultSet row = statement.executeQuery()) {
				if (row.next() && row.getBoolean(1)) {
					this.held = connection;
					return true;
				}
			}
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
		connection.close();
		return false;
	}

	/** Lets others write. */
	@Override
	public synchronized void close() {
		Connection connection = this.held;
		this.held = null;
		if (connection == null) {
			return;
		}
		try (connection;
				PreparedStatement statement = connection.prepareStatement("select pg_advisory_unlock(" + KEY + ")")) {
			statement.setString(1, this.name);
			statement.execute();
		}
		catch (SQLException ex) {
			// The connection was closed, which released its locks.
		}
	}

}
