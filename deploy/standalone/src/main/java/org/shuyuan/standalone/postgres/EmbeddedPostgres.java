package org.shuyuan.standalone.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server with its data in a folder of ours, on a loopback port chosen at
 * each start. What it acknowledged survives a kill: it insists on {@code fsync},
 * {@code synchronous_commit} and {@code full_page_writes}. Only one process may hold the
 * folder.
 */
public final class EmbeddedPostgres implements AutoCloseable {

	private static final String USER = "shuyuan";

	/** Crash recovery may have to replay this much log; seconds. */
	private static final int START_WAIT = 300;

	private final Path data;

	private final Path log;

	private final Path passwordFile;

	private final PostgresBinaries postgresBinaries;

	private final UnprivilegedUser unprivilegedUser;

	private int port;

	private EmbeddedPostgres(Path folder) throws IOException {
		this.data = folder.resolve("postgres");
		this.log = folder.resolve("logs").resolve("postgres.log");
		this.passwordFile = passwordFile(folder);
		this.unprivilegedUser = UnprivilegedUser.over(this.data);
		this.postgresBinaries = PostgresBinaries.in(folder.resolve("cache"));
	}

	/**
	 * Starts the server over the data below a folder, made at the first start; an
	 * orphaned server of a killed process is stopped first.
	 * @throws DatabaseFailed if it cannot be started, saying why
	 */
	public static EmbeddedPostgres start(Path folder) {
		try {
			Files.createDirectories(folder.resolve("logs"));
			EmbeddedPostgres server = new EmbeddedPostgres(folder);
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new DatabaseFailed("PostgreSQL could not be started in " + folder + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * The server that another process runs over the data below a folder, if it takes
	 * connections.
	 */
	public static Optional<Running> findRunning(Path folder) throws IOException {
		Path process = folder.resolve("postgres").resolve("postmaster.pid");
		if (!Files.exists(process)) {
			return Optional.empty();
		}
		List<String> lines = Files.readAllLines(process);
		if (lines.size() < 8 || !lines.get(7).strip().equals("ready")) {
			return Optional.empty();
		}
		return Optional.of(new Running(url(Integer.parseInt(lines.get(3).strip())), USER,
				Files.readString(passwordFile(folder)).strip()));
	}

	private static Path passwordFile(Path folder) {
		return folder.resolve("postgres.password");
	}

	private static String url(int port) {
		return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
	}

	private void start() throws IOException {
		if (!Files.exists(this.data.resolve("PG_VERSION"))) {
			initialise();
		}
		new OrphanedServer(this.data).stop();
		this.port = freePort();
		configure();
		String failure = run(START_WAIT + 10, this.postgresBinaries.program("pg_ctl"), "start", "-s", "-w", "-t",
				String.valueOf(START_WAIT), "-D", this.data.toString(), "-l", this.log.toString());
		if (!failure.isEmpty()) {
			throw new DatabaseFailed("PostgreSQL did not start (%s); see %s".formatted(failure, this.log));
		}
		try {
			insistOnDurability();
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private void initialise() throws IOException {
		writePassword();
		Path unfinished = this.data.resolveSibling("postgres.unfinished");
		FolderDeletion.delete(unfinished);
		Files.createDirectories(unfinished,
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		this.unprivilegedUser.own(unfinished);
		this.unprivilegedUser.own(this.passwordFile);
		String failure = run(120, this.postgresBinaries.program("initdb"), "-D", unfinished.toString(), "-U", USER,
				"--pwfile=" + this.passwordFile, "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin",
				"--builtin-locale=C.UTF-8", "--locale=C");
		if (!failure.isEmpty()) {
			throw new DatabaseFailed("PostgreSQL's data folder could not be made: " + failure);
		}
		FolderDeletion.delete(this.data);
		Files.move(unfinished, this.data);
	}

	private void writePassword() throws IOException {
		byte[] random = new byte[24];
		new SecureRandom().nextBytes(random);
		Files.deleteIfExists(this.passwordFile);
		Files.createFile(this.passwordFile,
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Files.writeString(this.passwordFile, HexFormat.of().formatHex(random));
	}

	private void configure() throws IOException {
		Path settings = this.data.resolve("postgresql.conf");
		Files.writeString(settings, """
				# Written at every start.
				listen_addresses = '127.0.0.1'
				port = %d
				unix_socket_directories = ''
				fsync = on
				synchronous_commit = on
				full_page_writes = on
				shared_buffers = 48MB
				max_connections = 60
				work_mem = 4MB
				maintenance_work_mem = 32MB
				wal_level = minimal
				max_wal_senders = 0
				max_wal_size = 512MB
				io_method = sync
				jit = off
				timezone = 'UTC'
				log_timezone = 'UTC'
				""".formatted(this.port));
		if (!this.unprivilegedUser.account().isEmpty()) {
			this.unprivilegedUser.own(settings);
			Files.writeString(this.log, "", java.nio.file.StandardOpenOption.CREATE,
					java.nio.file.StandardOpenOption.APPEND);
			this.unprivilegedUser.own(this.log);
		}
	}

	private void insistOnDurability() {
		try (Connection connection = DriverManager.getConnection(url(), USER, password());
				Statement statement = connection.createStatement()) {
			for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
				try (ResultSet shown = statement.executeQuery("show " + setting)) {
					if (!shown.next() || !"on".equals(shown.getString(1))) {
						throw new DatabaseFailed("PostgreSQL runs without %s; the platform refuses to store anything"
							.formatted(setting));
					}
				}
			}
		}
		catch (SQLException ex) {
			throw new DatabaseFailed("PostgreSQL does not let its own user in: " + ex.getMessage(), ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/** JDBC address. */
	public String url() {
		return url(this.port);
	}

	/** The user who owns everything. */
	public String user() {
		return USER;
	}

	/**
	 * The user's password, generated at the first start and stored where only we read it.
	 */
	public String password() {
		try {
			return Files.readString(this.passwordFile).strip();
		}
		catch (IOException ex) {
			throw new DatabaseFailed("The database's password cannot be read from " + this.passwordFile, ex);
		}
	}

	/** Stops the server cleanly, ending what connections are left. */
	@Override
	public void close() {
		String failure = run(70, this.postgresBinaries.program("pg_ctl"), "stop", "-s", "-w", "-t", "60", "-m", "fast",
				"-D", this.data.toString());
		if (!failure.isEmpty() && Files.exists(this.data.resolve("postmaster.pid"))) {
			throw new DatabaseFailed("PostgreSQL did not stop: " + failure);
		}
	}

	/**
	 * Runs a program to its end.
	 * @return empty if it succeeded, else its last output
	 */
	private String run(int seconds, String... command) {
		try {
			Path said = Files.createTempFile("shuyuan", ".txt");
			try {
				Process process = new ProcessBuilder(this.unprivilegedUser.command(List.of(command)))
					.directory(this.postgresBinaries.folder().toFile())
					.redirectErrorStream(true)
					.redirectOutput(said.toFile())
					.start();
				process.getOutputStream().close();
				if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
					process.destroy();
					return "it took longer than %d seconds".formatted(seconds);
				}
				return (process.exitValue() == 0) ? "" : lastLine(said);
			}
			finally {
				Files.delete(said);
			}
		}
		catch (IOException ex) {
			return String.valueOf(ex.getMessage());
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return "interrupted";
		}
	}

	private static String lastLine(Path said) throws IOException {
		List<String> lines = Files.readString(said)
			.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.toList();
		return lines.isEmpty() ? "it gave no reason"
				: String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
	}

	/**
	 * How to reach an externally started server.
	 *
	 * @param url JDBC address
	 * @param user the user who owns everything
	 * @param password the user's
	 */
	public record Running(String url, String user, String password) {

		/** The password stays out of messages. */
		@Override
		public String toString() {
			return "Running[" + this.url + "]";
		}

	}

}
