package org.shuyuan.catalogue.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.support.database.DatabaseProperties;
import org.shuyuan.support.database.DatabaseRequirement;
import org.shuyuan.support.database.ExternalDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OutsideDatabaseTests {

	private static final List<DatabaseRequirement> NEEDS = List.of(new CatalogueDatabase().publicReader());

	private static EmbeddedPostgres server;

	@TempDir
	Path folder;

	@BeforeAll
	static void start() throws IOException, SQLException {
		server = EmbeddedPostgres.start();
		execute("create role nobody_special login password 'x'", "create role owner login createrole password 'x'",
				"create database ours owner owner",
				"create database latin encoding 'LATIN1' locale 'C' template template0");
	}

	private static void execute(String... statements) throws SQLException {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			for (String each : statements) {
				statement.execute(each);
			}
		}
	}

	@AfterAll
	static void stop() throws IOException {
		server.close();
	}

	private static DatabaseProperties settings(String database, String user, @Nullable String password) {
		return new DatabaseProperties(server.getJdbcUrl("x", database).replaceAll("\\?.*", ""), user, password, null);
	}

	@Test
	void needsNoSuperuser() throws Exception {
		ExternalDatabase database = ExternalDatabase.of(settings("ours", "owner", "x"), NEEDS);
		for (String schema : new String[] { "catalogue", "catalogue_public" }) {
			Flyway.configure()
				.dataSource(database.url(), database.user(), database.password())
				.schemas(schema)
				.locations("classpath:db/" + schema.replace('_', '-'))
				.load()
				.migrate();
		}
		try (Connection connection = DriverManager.getConnection(database.url(), "owner", "x");
				Statement statement = connection.createStatement()) {
			statement.execute("set role catalogue_public_reader");
			assertThat(statement.executeQuery("select count(*) from catalogue_public.entry").next()).isTrue();
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.executeQuery("select count(*) from catalogue.entry"))
				.withMessageContaining("permission denied");
		}
	}

	@Test
	void readsThePasswordFromAFile() throws IOException {
		Path secret = Files.writeString(this.folder.resolve("secret"), "x\n");
		DatabaseProperties named = settings("ours", "owner", null);
		assertThat(ExternalDatabase.of(new DatabaseProperties(named.url(), "owner", null, secret), NEEDS).password())
			.isEqualTo("x");
		assertWrong(new DatabaseProperties(named.url(), "owner", null, this.folder.resolve("none")),
				"SHUYUAN_SQL_PASSWORD_FILE is");
	}

	@Test
	void saysWhatIsMissingOrWrong() {
		assertWrong(new DatabaseProperties(null, "owner", "x", null), "SHUYUAN_SQL_URL is missing");
		assertWrong(new DatabaseProperties("jdbc:h2:mem:x", "owner", "x", null), "SHUYUAN_SQL_URL is 'jdbc:h2:mem:x'");
		assertWrong(settings("ours", " ", "x"), "SHUYUAN_SQL_USER is missing");
		assertWrong(settings("ours", "owner", null), "SHUYUAN_SQL_PASSWORD is missing");
		assertWrong(new DatabaseProperties("jdbc:postgresql://127.0.0.1:9/x", "owner", "secret-word", null),
				"check SHUYUAN_SQL_URL");
	}

	@Test
	void refusesADatabaseThatDoesNotFit() throws SQLException {
		execute("grant create on database latin to owner");
		assertWrong(settings("latin", "owner", "x"), "does not store UTF-8");
		assertWrong(settings("ours", "nobody_special", "x"), "does not let 'nobody_special' create schemas");
		try (EmptyCluster empty = new EmptyCluster()) {
			assertWrong(empty.settings(), "has no role catalogue_public_reader");
		}
	}

	private static void assertWrong(DatabaseProperties settings, String sentence) {
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> ExternalDatabase.of(settings, NEEDS))
			.withMessageContaining(sentence)
			.withMessageNotContaining("secret-word");
	}

	/** A server where the reader's role was never made. */
	private static final class EmptyCluster implements AutoCloseable {

		private final EmbeddedPostgres server;

		EmptyCluster() throws SQLException {
			try {
				this.server = EmbeddedPostgres.start();
			}
			catch (IOException ex) {
				throw new SQLException(ex);
			}
			try (Connection connection = this.server.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("create role plain login password 'x'");
				statement.execute("create database plain owner plain");
			}
		}

		DatabaseProperties settings() {
			return new DatabaseProperties(this.server.getJdbcUrl("x", "plain").replaceAll("\\?.*", ""), "plain", "x",
					null);
		}

		@Override
		public void close() throws SQLException {
			try {
				this.server.close();
			}
			catch (IOException ex) {
				throw new SQLException(ex);
			}
		}

	}

}
