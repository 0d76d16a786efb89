package org.shuyuan.standalone.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Tables and sequences of some schemas, out of and into a database over one transaction,
 * by PostgreSQL's own {@code COPY}.
 */
final class DatabaseTables {

	private static final String HISTORY = "flyway_schema_history";

	private static final String COLUMNS = """
			select n.nspname || '.' || c.relname, array_agg(a.attname::text order by a.attnum)
			from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
			where n.nspname = any (?) and c.relkind = 'r' and c.relname <> ?
				and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
			group by 1 order by 1
			""";

	private static final String REFERENCES = """
			select n.nspname || '.' || c.relname, m.nspname || '.' || f.relname
			from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
				join pg_class f on f.oid = k.confrelid join pg_namespace m on m.oid = f.relnamespace
			where k.contype = 'f' and n.nspname = any (?)
			""";

	private static final String SEQUENCES = """
			select schemaname || '.' || sequencename, last_value from pg_sequences
			where schemaname = any (?) and last_value is not null order by 1
			""";

	private final Connection connection;

	DatabaseTables(Connection connection) {
		this.connection = connection;
	}

	/** The platform's schemas that are there, of those asked for. */
	List<String> schemas(List<String> asked) throws SQLException {
		return ask("select nspname from pg_namespace where nspname = any (?) order by 1", asked,
				(row) -> row.getString(1));
	}

	/** What a schema has been through. */
	List<Manifest.Migration> history(String schema) throws SQLException {
		List<Manifest.Migration> history = new ArrayList<>();
		try (Statement asking = this.connection.createStatement();
				ResultSet row = asking.executeQuery(
						"select version, checksum from %s where success and version is not null order by installed_rank"
							.formatted(quoted(schema + "." + HISTORY)))) {
			while (row.next()) {
				history.add(new Manifest.Migration(row.getString(1), row.getInt(2)));
			}
		}
		return history;
	}

	/** The tables, each after those it refers to; rows are not counted yet. */
	List<Manifest.Table> tables(List<String> schemas) throws SQLException {
		Map<String, Manifest.Table> waiting = new LinkedHashMap<>();
		try (PreparedStatement asking = this.connection.prepareStatement(COLUMNS)) {
			asking.setArray(1, texts(schemas));
			asking.setString(2, HISTORY);
			try (ResultSet row = asking.executeQuery()) {
				while (row.next()) {
					List<String> columns = List.of((String[]) row.getArray(2).getArray());
					waiting.put(row.getString(1), new Manifest.Table(row.getString(1), columns, 0));
				}
			}
		}
		List<String[]> references = ask(REFERENCES, schemas,
				(row) -> new String[] { row.getString(1), row.getString(2) });
		List<Manifest.Table> ordered = new ArrayList<>();
		while (!waiting.isEmpty()) {
			List<String> free = waiting.keySet()
				.stream()
				.filter((table) -> references.stream()
					.noneMatch(
							(pair) -> pair[0].equals(table) && !pair[1].equals(table) && waiting.containsKey(pair[1])))
				.toList();
			if (free.isEmpty()) {
				throw new BackupRefused("These tables refer to each other in a cycle: " + waiting.keySet());
			}
			free.forEach((table) -> ordered.add(waiting.remove(table)));
		}
		return ordered;
	}

	/** Sequences that have given a number. */
	List<Manifest.Sequence> sequences(List<String> schemas) throws SQLException {
		return ask(SEQUENCES, schemas, (row) -> new Manifest.Sequence(row.getString(1), row.getLong(2)));
	}

	/**
	 * Copies all rows.
	 * @return how many
	 */
	long out(Manifest.Table table, OutputStream to) throws SQLException, IOException {
		return copying().copyOut("copy %s to stdout".formatted(named(table)), to);
	}

	/**
	 * Removes what migrations put there. An append-only table refuses the very attempt,
	 * and is empty.
	 */
	void empty(Manifest.Table table) throws SQLException {
		if (filled(table)) {
			triggers(table, "disable");
			try (Statement statement = this.connection.createStatement()) {
				statement.executeUpdate("delete from " + quoted(table.name()));
			}
			triggers(table, "enable");
		}
	}

	private boolean filled(Manifest.Table table) throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet any = statement
					.executeQuery("select exists (select from %s)".formatted(quoted(table.name())))) {
			any.next();
			return any.getBoolean(1);
		}
	}

	/**
	 * Puts all rows into an empty table. They are not new writes, so nothing is recorded
	 * of them.
	 * @return how many
	 */
	long in(Manifest.Table table, InputStream rows) throws SQLException, IOException {
		triggers(table, "disable");
		long count = copying().copyIn("copy %s from stdin".formatted(named(table)), rows);
		triggers(table, "enable");
		return count;
	}

	private void triggers(Manifest.Table table, String what) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.executeUpdate("alter table %s %s trigger user".formatted(quoted(table.name()), what));
		}
	}

	/** A sequence continues after the last number it issued. */
	void in(Manifest.Sequence sequence) throws SQLException {
		try (PreparedStatement setting = this.connection.prepareStatement("select setval(?::regclass, ?)")) {
			setting.setString(1, quoted(sequence.name()));
			setting.setLong(2, sequence.last());
			setting.executeQuery().close();
		}
	}

	private CopyManager copying() throws SQLException {
		return this.connection.unwrap(PGConnection.class).getCopyAPI();
	}

	private static String named(Manifest.Table table) {
		return table.columns()
			.stream()
			.map(DatabaseTables::quotedPart)
			.collect(Collectors.joining(", ", quoted(table.name()) + " (", ")"));
	}

	private static String quoted(String name) {
		int dot = name.indexOf('.');
		return quotedPart(name.substring(0, dot)) + "." + quotedPart(name.substring(dot + 1));
	}

	private static String quotedPart(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

	private Array texts(List<String> values) throws SQLException {
		return this.connection.createArrayOf("text", values.toArray());
	}

	private <T> List<T> ask(String query, List<String> schemas, Reading<T> reading) throws SQLException {
		List<T> found = new ArrayList<>();
		try (PreparedStatement asking = this.connection.prepareStatement(query)) {
			asking.setArray(1, texts(schemas));
			try (ResultSet row = asking.executeQuery()) {
				while (row.next()) {
					found.add(reading.of(row));
				}
			}
		}
		return found;
	}

	@FunctionalInterface
	private interface Reading<T> {

		T of(ResultSet row) throws SQLException;

	}

}
