package org.shuyuan.support.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.observability.SecretSetting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * An external PostgreSQL server, checked before anything is stored there.
 */
public record ExternalDatabase(String url, String user, String password) implements JdbcConnectionDetails {

	private static final Logger LOG = LoggerFactory.getLogger(ExternalDatabase.class);

	private static final int OLDEST = 15;

	private static final String LOOK = """
			select current_setting('server_version_num')::int / 10000 as version,
				current_setting('server_encoding') as encoding,
				current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on'
					and current_setting('synchronous_commit') <> 'off' as durable,
				has_database_privilege(current_database(), 'create') as creates
			""";

	/**
	 * The server as {@code SHUYUAN_SQL_…} name it, for a program that looks after the
	 * platform's database from beside it.
	 * @throws InvalidSetting if one is missing or wrong, or the server unfit
	 */
	public static ExternalDatabase of(Binder environment) {
		return of(environment.bindOrCreate("shuyuan.sql", DatabaseProperties.class), List.of());
	}

	/**
	 * The server as the settings name it.
	 * @param needs what services need of it beyond the usual
	 * @throws InvalidSetting if one is missing or wrong, or the server unfit
	 */
	public static ExternalDatabase of(DatabaseProperties settings, List<DatabaseRequirement> needs) {
		String url = given("SHUYUAN_SQL_URL", "the database's address, such as jdbc:postgresql://db.example.cn/shuyuan",
				settings.url());
		if (!url.startsWith("jdbc:postgresql://")) {
			throw new InvalidSetting(
					"SHUYUAN_SQL_URL is '%s'; an address such as jdbc:postgresql://db.example.cn/shuyuan is expected"
						.formatted(told(url)));
		}
		ExternalDatabase database = new ExternalDatabase(url,
				given("SHUYUAN_SQL_USER", "the user who owns the platform's tables", settings.user()),
				given("SHUYUAN_SQL_PASSWORD",
						"the user's password, or SHUYUAN_SQL_PASSWORD_FILE to a file that holds it",
						SecretSetting.read("SHUYUAN_SQL_PASSWORD", settings.password(), settings.passwordFile())));
		database.look(needs);
		return database;
	}

	/**
	 * A JDBC address, or what names one, as it may be shown: a password in it stays out.
	 */
	public static String told(String text) {
		return text.replaceAll("(?i)(password=)[^&\\s]*", "$1…");
	}

	private static String given(String name, String what, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new InvalidSetting("%s is missing: set it to %s".formatted(name, what));
		}
		return value.strip();
	}

	private void look(List<DatabaseRequirement> needs) {
		Properties account = new Properties();
		account.setProperty("user", this.user);
		account.setProperty("password", this.password);
		account.setProperty("loginTimeout", "10");
		try (Connection connection = DriverManager.getConnection(this.url, account);
				Statement statement = connection.createStatement();
				ResultSet found = statement.executeQuery(LOOK)) {
			found.next();
			int version = found.getInt("version");
			check(version >= OLDEST, "runs PostgreSQL %d; %d or newer is needed".formatted(version, OLDEST));
			check("UTF8".equals(found.getString("encoding")),
					"does not store UTF-8; create the database with encoding 'UTF8'");
			check(found.getBoolean("creates"),
					"does not let '%s' create schemas: grant create on the database to it".formatted(this.user));
			boolean durable = found.getBoolean("durable");
			for (DatabaseRequirement need : needs) {
				check(met(need, statement), need.otherwise().formatted(this.user));
			}
			if (!durable) {
				LOG.warn("The database at {} may lose what it has acknowledged: set fsync, full_page_writes and "
						+ "synchronous_commit on", told(this.url));
			}
		}
		catch (SQLException refused) {
			throw new InvalidSetting(
					"The database at %s refuses the sign-in of '%s' (%s): check SHUYUAN_SQL_URL, SHUYUAN_SQL_USER and the password"
						.formatted(told(this.url), this.user,
								told(Objects.requireNonNullElse(refused.getMessage(), "no reason given"))));
		}
	}

	private static boolean met(DatabaseRequirement need, Statement statement) throws SQLException {
		try (ResultSet met = statement.executeQuery("select " + need.condition())) {
			return met.next() && met.getBoolean(1);
		}
	}

	private void check(boolean fit, String otherwise) {
		if (!fit) {
			throw new InvalidSetting("The database at %s %s".formatted(told(this.url), otherwise));
		}
	}

	@Override
	public String getJdbcUrl() {
		return this.url;
	}

	@Override
	public String getUsername() {
		return this.user;
	}

	@Override
	public String getPassword() {
		return this.password;
	}

	@Override
	public String toString() {
		return "OutsideDatabase[%s]".formatted(told(this.url));
	}

}
