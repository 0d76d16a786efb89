package org.shuyuan.standalone.backup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;

import org.shuyuan.support.database.ExternalDatabase;

/**
 * A database that answers.
 *
 * @param url JDBC address
 * @param user who owns the platform's tables there
 * @param password the user's
 */
record DatabaseAddress(String url, String user, String password) {

	Connection connect() {
		try {
			return DriverManager.getConnection(this.url, this.user, this.password);
		}
		catch (SQLException ex) {
			throw new BackupRefused("The database at %s refuses the sign-in of '%s': %s".formatted(
					ExternalDatabase.told(this.url), this.user,
					ExternalDatabase.told(Objects.requireNonNullElse(ex.getMessage(), "no reason given"))), ex);
		}
	}

	/** The password stays out of messages. */
	@Override
	public String toString() {
		return "DatabaseAddress[" + ExternalDatabase.told(this.url) + "]";
	}

}
