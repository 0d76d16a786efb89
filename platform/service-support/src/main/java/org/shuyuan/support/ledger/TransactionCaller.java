package org.shuyuan.support.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.caller.Caller;

import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Tells the database who the caller of a transaction is, so that the steps recorded in it
 * say who took them, where the row itself does not.
 */
final class TransactionCaller implements TransactionExecutionListener {

	private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

	private final DataSource database;

	TransactionCaller(DataSource database) {
		this.database = database;
	}

	@Override
	public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
		if (failure != null || transaction.isReadOnly()
				|| !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
				|| READING.contains(request.getRequest().getMethod())) {
			return;
		}
		Caller caller = Caller.current();
		if (!caller.subject().isEmpty()) {
			tell(caller);
		}
	}

	private void tell(Caller caller) {
		Connection connection = DataSourceUtils.getConnection(this.database);
		try (PreparedStatement statement = connection
			.prepareStatement("select set_config('shuyuan.subject', ?, true), set_config('shuyuan.agency', ?, true)")) {
			statement.setString(1, caller.subject());
			statement.setString(2, (caller.agency() != null) ? caller.agency().value() : "");
			statement.execute();
		}
		catch (SQLException ex) {
			throw new TransactionSystemException("The database cannot be told who the caller is", ex);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.database);
		}
	}

}
