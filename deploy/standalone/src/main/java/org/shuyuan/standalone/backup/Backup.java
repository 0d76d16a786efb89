package org.shuyuan.standalone.backup;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.support.database.ExternalDatabase;

import org.springframework.beans.factory.DisposableBean;

/**
 * Takes a set of everything while the platform runs. SQL is the truth and comes first, at
 * one instant; the objects that it names never change under their address, so they may
 * follow at leisure.
 */
public final class Backup {

	private static final String OBJECTS = """
			select sha256, bool_or(state in ('received', 'processing')) from gateway.data_version
			where state <> 'refused' group by 1 order by 1
			""";

	private static final String WANTED = """
			select exists (select from gateway.data_version where sha256 = ? and state <> 'refused')
			""";

	private static final int FETCHED = 10_000;

	/** Prefix of lines of objects awaiting inspection. */
	private static final String WAITING = "?";

	private final BackupSource backupSource;

	private Backup(BackupSource backupSource) {
		this.backupSource = backupSource;
	}

	/**
	 * {@code deploy/backup FOLDER}: ends with 0 when the set is whole, with 3 when it is
	 * whole but the store has lost objects, with 2 when there is none.
	 */
	public static void main(String[] arguments) {
		if (arguments.length != 1 || arguments[0].isBlank()) {
			System.err.println("Name a folder for the set that is not there yet: deploy/backup FOLDER");
			System.exit(2);
		}
		Command.run(() -> {
			Path folder = Path.of(arguments[0]).toAbsolutePath().normalize();
			Taken taken = take(System.getenv(), folder);
			System.out.printf("%-12s %s  %s%n", "saved", folder, taken);
			if (!taken.lost().isEmpty()) {
				System.err.printf(
						"%d objects that versions name are damaged or not in the store; manifest.json lists them%n",
						taken.lost().size());
				System.exit(3);
			}
		});
	}

	/**
	 * Takes a set.
	 * @param environment the platform's own
	 * @param folder not there yet, or empty
	 * @throws BackupRefused if there can be none
	 */
	public static Taken take(Map<String, String> environment, Path folder) throws IOException, SQLException {
		return new Backup(BackupSource.of(environment)).into(folder);
	}

	private Taken into(Path folder) throws IOException, SQLException {
		this.backupSource.insistOnKeys();
		try (BackupSource.Open database = this.backupSource.database();
				Connection connection = database.address().connect();
				BackupWriter set = BackupWriter.in(folder)) {
			connection.setAutoCommit(false);
			connection.setReadOnly(true);
			connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			Snapshot snapshot = snapshot(connection, set);
			connection.commit();
			connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
			connection.setAutoCommit(true);
			Manifest.Objects objects = objects(connection, snapshot.objects(), set);
			Manifest manifest = new Manifest(Manifest.FORMAT, snapshot.taken(), snapshot.postgresql(),
					snapshot.schemas(), snapshot.tables(), snapshot.sequences(), objects, files(set));
			set.add(BackupSet.MANIFEST, new ByteArrayInputStream(BackupSet.JSON.writeValueAsBytes(manifest)));
			set.finish();
			return new Taken(snapshot.tables().stream().mapToLong(Manifest.Table::rows).sum(), objects.count(),
					objects.bytes(), objects.lost());
		}
	}

	private static Snapshot snapshot(Connection connection, BackupWriter set) throws SQLException, IOException {
		DatabaseTables tables = new DatabaseTables(connection);
		List<String> schemas = tables.schemas(List.copyOf(Schemas.MIGRATIONS.keySet()));
		if (!schemas.contains("catalogue") || !schemas.contains("gateway")) {
			throw new BackupRefused("There is no platform in the database at %s: nothing to save"
				.formatted(ExternalDatabase.told(connection.getMetaData().getURL())));
		}
		Instant taken = ask(connection, "select now()").toInstant();
		Map<String, List<Manifest.Migration>> histories = new LinkedHashMap<>();
		for (String schema : schemas) {
			histories.put(schema, tables.history(schema));
		}
		List<Manifest.Table> saved = new ArrayList<>();
		for (Manifest.Table table : tables.tables(schemas)) {
			try (OutputStream out = compressed(set.file(table.file()))) {
				saved.add(new Manifest.Table(table.name(), table.columns(), tables.out(table, out)));
			}
		}
		return new Snapshot(taken, connection.getMetaData().getDatabaseProductVersion(), histories, saved,
				tables.sequences(schemas), named(connection));
	}

	private static Timestamp ask(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			row.next();
			return row.getTimestamp(1);
		}
	}

	/** Speed before size: what is long is compressed already. */
	private static OutputStream compressed(OutputStream file) throws IOException {
		return new BufferedOutputStream(new GZIPOutputStream(file, 1 << 16) {
			{
				this.def.setLevel(Deflater.BEST_SPEED);
			}
		}, 1 << 16);
	}

	/**
	 * Lists the objects that versions name in a file, first marking those that have not
	 * been inspected.
	 */
	private static Path named(Connection connection) throws SQLException, IOException {
		Path list = Files.createTempFile("shuyuan-backup", ".objects");
		try (Statement statement = connection.createStatement(); Writer lines = Files.newBufferedWriter(list)) {
			statement.setFetchSize(FETCHED);
			try (ResultSet row = statement.executeQuery(OBJECTS)) {
				while (row.next()) {
					lines.write((row.getBoolean(2) ? WAITING : "") + row.getString(1) + "\n");
				}
			}
		}
		return list;
	}

	private Manifest.Objects objects(Connection connection, Path named, BackupWriter set)
			throws IOException, SQLException {
		Path incoming = Files.createTempDirectory("shuyuan-backup");
		ObjectStore store = this.backupSource.objects(incoming);
		Map<String, Long> doubtful = new TreeMap<>();
		long count = 0;
		long bytes = 0;
		try (BufferedReader lines = Files.newBufferedReader(named)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String sha256 = line.substring(line.startsWith(WAITING) ? WAITING.length() : 0);
				long length = copy(store, sha256, set);
				if (length < 0 || line.startsWith(WAITING)) {
					doubtful.put(sha256, length);
					continue;
				}
				set.keep(BackupSet.object(sha256));
				count++;
				bytes += length;
			}
		}
		finally {
			if (store instanceof DisposableBean closing) {
				closed(closing);
			}
			Files.deleteIfExists(incoming);
			Files.delete(named);
		}
		long withdrawn = withdraw(connection, doubtful, set);
		List<Long> kept = doubtful.values().stream().filter((length) -> length >= 0).toList();
		return new Manifest.Objects(count + kept.size(), bytes + kept.stream().mapToLong(Long::longValue).sum(),
				withdrawn,
				doubtful.entrySet().stream().filter((object) -> object.getValue() < 0).map(Map.Entry::getKey).toList());
	}

	/**
	 * What carried a secrecy marking is deleted from the store, and must not stay here.
	 * @param doubtful objects not yet inspected, or missing from the store
	 * @return how many were taken out, of the set and of the doubtful
	 */
	private static long withdraw(Connection connection, Map<String, Long> doubtful, BackupWriter set)
			throws SQLException, IOException {
		long withdrawn = 0;
		try (PreparedStatement wanted = connection.prepareStatement(WANTED)) {
			for (String sha256 : List.copyOf(doubtful.keySet())) {
				wanted.setString(1, sha256);
				try (ResultSet row = wanted.executeQuery()) {
					row.next();
					if (!row.getBoolean(1)) {
						set.remove(BackupSet.object(sha256));
						doubtful.remove(sha256);
						withdrawn++;
					}
				}
			}
		}
		return withdrawn;
	}

	static void closed(DisposableBean store) throws IOException {
		try {
			store.destroy();
		}
		catch (Exception ex) {
			throw new IOException("The object store could not be left", ex);
		}
	}

	/**
	 * Copies an object.
	 * @return its length, or -1 if the store has not got it as its address says
	 */
	private static long copy(ObjectStore store, String sha256, BackupWriter set) throws IOException {
		String name = BackupSet.object(sha256);
		long bytes;
		try (InputStream in = store.open(new Sha256(sha256), 0, Long.MAX_VALUE); OutputStream out = set.file(name)) {
			bytes = in.transferTo(out);
		}
		catch (NoSuchFileException _) {
			return -1;
		}
		if (set.sum(name).equals(sha256)) {
			return bytes;
		}
		set.remove(name);
		return -1;
	}

	private List<String> files(BackupWriter set) throws IOException {
		List<String> saved = new ArrayList<>();
		for (Map.Entry<String, Path> file : this.backupSource.files().entrySet()) {
			try (InputStream in = Files.newInputStream(file.getValue())) {
				set.add(BackupSet.file(file.getKey()), in);
				saved.add(file.getKey());
			}
			catch (NoSuchFileException _) {
				// not every platform has all of them
			}
		}
		return saved;
	}

	private record Snapshot(Instant taken, String postgresql, Map<String, List<Manifest.Migration>> schemas,
			List<Manifest.Table> tables, List<Manifest.Sequence> sequences, Path objects) {
	}

	/**
	 * What a set holds.
	 *
	 * @param rows rows of all tables
	 * @param objects how many objects
	 * @param bytes how long they are together
	 * @param lost hashes of objects that versions name but the store has not got whole
	 */
	public record Taken(long rows, long objects, long bytes, List<String> lost) {

		@Override
		public String toString() {
			return "%d rows, %d objects of %d bytes".formatted(this.rows, this.objects, this.bytes);
		}

	}

}
