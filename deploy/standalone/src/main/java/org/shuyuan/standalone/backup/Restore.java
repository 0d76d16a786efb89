package org.shuyuan.standalone.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.support.database.ExternalDatabase;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.util.FileSystemUtils;

/**
 * Puts a whole set back into an empty place. Nothing is written before the set has been
 * read to its end, and the folder can be started from only when all of it is there.
 */
public final class Restore {

	private static final String UNFINISHED = "restore.unfinished";

	/** Whether an inspection found an object clean. */
	private static final String CLEAN = """
			select exists (select from gateway.data_version
				where sha256 = ? and state in ('available', 'waiting', 'rejected'))
			""";

	private final BackupSource backupSource;

	private final BackupSet set;

	private Restore(BackupSource backupSource, BackupSet set) {
		this.backupSource = backupSource;
		this.set = set;
	}

	/**
	 * {@code deploy/restore FOLDER}: ends with 0 when everything is back, else with 2.
	 */
	public static void main(String[] arguments) {
		if (arguments.length != 1 || arguments[0].isBlank()) {
			System.err.println("Name the folder of a set: deploy/restore FOLDER");
			System.exit(2);
		}
		Command.run(() -> {
			put(System.getenv(), Path.of(arguments[0]).toAbsolutePath().normalize());
			System.out.printf("%-12s the platform can be started%n", "restored");
		});
	}

	/**
	 * Restores a set.
	 * @param environment that the platform will be started with
	 * @param folder of the set
	 * @throws BackupRefused if the set is not whole or the place not empty
	 */
	public static void put(Map<String, String> environment, Path folder) throws IOException, SQLException {
		BackupSource backupSource = BackupSource.of(environment);
		insistOnEmpty(backupSource);
		new Restore(backupSource, BackupSet.in(folder)).into();
	}

	/**
	 * Whether a restore into the folder was begun and has not ended: what is there may
	 * lack its keys.
	 */
	public static boolean unfinished(Path data) {
		return Files.exists(data.resolve(UNFINISHED));
	}

	private static void insistOnEmpty(BackupSource backupSource) throws IOException {
		if (Files.exists(backupSource.data())) {
			try (Stream<Path> there = Files.list(backupSource.data())) {
				if (there.findAny().isPresent()) {
					throw new BackupRefused(
							"%s is not empty: a set is restored into an empty place only; choose another SHUYUAN_DATA"
								.formatted(backupSource.data()));
				}
			}
		}
		for (Path file : backupSource.files().values()) {
			if (Files.exists(file)) {
				throw new BackupRefused("%s is there already: move it away before restoring".formatted(file));
			}
		}
	}

	private void into() throws IOException, SQLException {
		Path unfinished = this.backupSource.data().resolve(UNFINISHED);
		Files.createDirectories(unfinished);
		List<Path> elsewhere = new ArrayList<>();
		boolean complete = false;
		try {
			files(unfinished, elsewhere);
			fill(unfinished);
			complete = true;
		}
		finally {
			if (!complete) {
				for (Path file : elsewhere) {
					Files.delete(file);
				}
				FileSystemUtils.deleteRecursively(unfinished);
			}
		}
		try (Stream<Path> made = Files.list(unfinished)) {
			for (Path each : made.toList()) {
				Files.move(each, this.backupSource.data().resolve(each.getFileName()));
			}
		}
		Files.delete(unfinished);
	}

	private void fill(Path unfinished) throws IOException, SQLException {
		BackupSource beside = new BackupSource(unfinished, this.backupSource.ownDatabase(),
				this.backupSource.settings());
		try (BackupSource.Open database = this.backupSource.ownDatabase() ? BackupSource.started(unfinished, null)
				: beside.database()) {
			tables(database.address());
			try (Connection connection = database.address().connect();
					PreparedStatement clean = connection.prepareStatement(CLEAN)) {
				objects(beside, clean);
			}
		}
	}

	private void tables(DatabaseAddress database) throws SQLException, IOException {
		try (Connection connection = database.connect()) {
			DatabaseTables databaseTables = new DatabaseTables(connection);
			List<String> there = databaseTables.schemas(Schemas.ALL);
			if (!there.isEmpty()) {
				throw new BackupRefused(
						"The database at %s is not empty, it has the schemas %s: create another, or drop them"
							.formatted(ExternalDatabase.told(database.url()), String.join(", ", there)));
			}
			try {
				Schemas.make(database, this.set.manifest().schemas());
				connection.setAutoCommit(false);
				rows(databaseTables);
				connection.commit();
			}
			catch (SQLException | IOException | RuntimeException ex) {
				if (!connection.getAutoCommit()) {
					connection.rollback();
				}
				drop(connection, databaseTables.schemas(Schemas.ALL));
				throw ex;
			}
			connection.setAutoCommit(true);
			try (Statement statement = connection.createStatement()) {
				statement.execute("analyze");
			}
		}
	}

	private void rows(DatabaseTables databaseTables) throws SQLException, IOException {
		for (Manifest.Table table : this.set.manifest().tables().reversed()) {
			databaseTables.empty(table);
		}
		for (Manifest.Table table : this.set.manifest().tables()) {
			try (InputStream in = new BufferedInputStream(new GZIPInputStream(this.set.open(table.file()), 1 << 16),
					1 << 16)) {
				long rows = databaseTables.in(table, in);
				if (rows != table.rows()) {
					throw new BackupRefused("The backup in %s is damaged: %s has %d rows, not %d"
						.formatted(this.set.folder(), table.name(), rows, table.rows()));
				}
			}
		}
		for (Manifest.Sequence sequence : this.set.manifest().sequences()) {
			databaseTables.in(sequence);
		}
	}

	/** They were not there before, so they are ours to take away. */
	private static void drop(Connection connection, List<String> schemas) throws SQLException {
		connection.setAutoCommit(true);
		try (Statement statement = connection.createStatement()) {
			for (String schema : schemas) {
				statement.execute("drop schema %s cascade".formatted(schema));
			}
		}
	}

	private void objects(BackupSource target, PreparedStatement clean) throws IOException, SQLException {
		Path incoming = target.data().resolve("gateway").resolve("objects").resolve("incoming");
		ObjectStore store = target.objects(incoming);
		try (Stream<String> objects = this.set.objects()) {
			for (String sha256 : (Iterable<String>) objects::iterator) {
				object(sha256, store, clean);
			}
		}
		finally {
			if (store instanceof DisposableBean closing) {
				Backup.closed(closing);
			}
		}
	}

	private void object(String sha256, ObjectStore store, PreparedStatement clean) throws IOException, SQLException {
		try (InputStream in = this.set.open(BackupSet.object(sha256))) {
			if (!store.put(in, Long.MAX_VALUE).sha256().value().equals(sha256)) {
				throw new BackupRefused("The object %s changed while it was read".formatted(sha256));
			}
		}
		clean.setString(1, sha256);
		try (ResultSet row = clean.executeQuery()) {
			if (row.next() && row.getBoolean(1)) {
				store.retain(new Sha256(sha256));
			}
		}
	}

	/** Writes settings and keys, those outside the folder directly to their place. */
	private void files(Path unfinished, List<Path> elsewhere) throws IOException {
		Map<String, Path> places = this.backupSource.files();
		for (String name : this.set.manifest().files()) {
			Path file = places.get(name);
			if (file == null) {
				continue;
			}
			if (file.startsWith(this.backupSource.data())) {
				write(name, unfinished.resolve(this.backupSource.data().relativize(file)));
				continue;
			}
			Path folder = Objects.requireNonNull(file.getParent());
			boolean ours = Files.notExists(folder);
			write(name, file);
			elsewhere.addAll(ours ? List.of(file, folder) : List.of(file));
		}
	}

	private void write(String name, Path file) throws IOException {
		try (InputStream in = this.set.open(BackupSet.file(name))) {
			Files.createDirectories(Objects.requireNonNull(file.getParent()));
			Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.write(file, in.readAllBytes());
		}
		catch (FileSystemException ex) {
			throw new BackupRefused("%s cannot be written (%s): let the restoring user write there".formatted(file,
					ex.getClass().getSimpleName()), ex);
		}
	}

}
