package org.shuyuan.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedPostgresTests {

	@TempDir
	private Path data;

	@Test
	void keepsItsDataAndStopsAServerThatSomebodyLeftBehind() throws Exception {
		EmbeddedPostgres leftBehind = EmbeddedPostgres.start(this.data);
		execute(leftBehind, "create table kept (number int)", "insert into kept values (7)");
		long process = process();
		try (EmbeddedPostgres next = EmbeddedPostgres.start(this.data)) {
			assertThat(process()).isNotEqualTo(process);
			assertThat(ask(next, "select number from kept")).isEqualTo("7");
		}
		assertThat(this.data.resolve("postgres/postmaster.pid")).doesNotExist();
	}

	@Test
	void isDurableAndKeepsItsPasswordToItself() throws Exception {
		try (EmbeddedPostgres server = EmbeddedPostgres.start(this.data)) {
			assertThat(ask(server, "show fsync")).isEqualTo("on");
			assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
			assertThat(ask(server, "show full_page_writes")).isEqualTo("on");
			assertThat(PosixFilePermissions
				.toString(Files.getPosixFilePermissions(this.data.resolve("postgres.password"))))
				.isEqualTo("rw-------");
		}
	}

	@Test
	void ignoresAPidFileOfAServerThatIsGone() throws Exception {
		EmbeddedPostgres.start(this.data).close();
		Files.writeString(this.data.resolve("postgres/postmaster.pid"), ProcessHandle.current().pid() + "\n");
		try (EmbeddedPostgres server = EmbeddedPostgres.start(this.data)) {
			assertThat(ask(server, "select 1")).isEqualTo("1");
		}
	}

	private long process() throws IOException {
		return Long.parseLong(Files.readAllLines(this.data.resolve("postgres/postmaster.pid")).getFirst().strip());
	}

	private static void execute(EmbeddedPostgres server, String... commands) throws SQLException {
		try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
				Statement statement = connection.createStatement()) {
			for (String command : commands) {
				statement.execute(command);
			}
		}
	}

	private static String ask(EmbeddedPostgres server, String query) throws SQLException {
		try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
				Statement statement = connection.createStatement();
				ResultSet answer = statement.executeQuery(query)) {
			answer.next();
			return answer.getString(1);
		}
	}

}
