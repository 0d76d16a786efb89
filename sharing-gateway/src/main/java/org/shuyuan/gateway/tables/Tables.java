package org.shuyuan.gateway.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.query.Grouping;
import org.shuyuan.gateway.query.QueryInvalid;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.observability.PlatformProperties;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The cached tables: written once, then asked.
 */
@Component
public class Tables implements DisposableBean {

	private static final int STOP_CHECK = 64;

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** How long a stream keeps its slot while a caller waits for one. */
	private static final Duration TERM = Duration.ofSeconds(60);

	private final TableProperties properties;

	private final ZoneId zone;

	private final TableFolder folder;

	private final DuckDb duckDb;

	private final StreamSlots places;

	Tables(TableProperties properties, PlatformProperties platform) throws IOException, SQLException {
		this.properties = properties;
		this.zone = platform.zone();
		int streams = Math.max(1, properties.connections() * 3 / 4);
		this.places = new StreamSlots(streams, Math.max(1, streams / 3), PATIENCE, TERM);
		this.folder = new TableFolder(properties.location(), properties.room().toBytes());
		this.duckDb = new DuckDb(properties, this.zone, this.folder.path(), this.folder.sorting());
	}

	/**
	 * Begins a table of so many columns; close the writer whether or not it was
	 * completed.
	 */
	public TableWriter create(int columns) {
		return new TableWriter(columns, this.folder.work(), this.properties, this.zone);
	}

	/**
	 * Completes a table under an id, replacing what was there.
	 * @param names of the columns, as many as the writer has
	 * @param id 64 hexadecimal digits, and a number where a file has several tables
	 */
	public TableProfile complete(TableWriter writer, List<String> names, String id) {
		TableProfile profile = writer.finish(names, this.folder.file(id));
		this.folder.clear();
		return profile;
	}

	/** Whether there is a table with that id. */
	public boolean has(String id) {
		return this.folder.has(id);
	}

	/** Removes a table; removing what is not there is fine. */
	public void delete(String id) {
		this.folder.delete(id);
	}

	/** Where temporary files may be stored: on their disk, emptied at each start. */
	public Path work() {
		return this.folder.work();
	}

	/** Sets what rebuilds a requested table that is not cached. */
	public void whenAbsent(Consumer<String> maker) {
		this.folder.whenAbsent(maker);
	}

	/**
	 * Streams all rows asked for.
	 * @param stop asked every few rows; once true, no further row is read
	 * @return how many rows there were
	 * @throws QueryInvalid if the query does not fit the table
	 * @throws QueryStopped if it was stopped or took too long
	 * @throws IOException if the sink fails
	 */
	public long stream(TableQuery query, RowSink sink, BooleanSupplier stop) throws IOException {
		return this.duckDb.<Long, IOException>ask(SqlQuery.rows(query, this.folder.present(query.table())),
				(rows) -> pass(rows, query.selected(), sink, stop));
	}

	private static long pass(ResultSet rows, List<Column> columns, RowSink sink, BooleanSupplier stop)
			throws SQLException, IOException {
		@Nullable Object[] values = new @Nullable Object[columns.size()];
		long count = 0;
		while (rows.next()) {
			if (count % STOP_CHECK == 0 && stop.getAsBoolean()) {
				throw new QueryStopped(false);
			}
			for (int i = 0; i < values.length; i++) {
				values[i] = columns.get(i).read(rows, i + 1);
			}
			sink.row(values);
			count++;
		}
		return count;
	}

	/**
	 * Streams them to a reader, as fast as that one takes them.
	 * @param reader whose share of the places for streams it is of; absent where there is
	 * none
	 * @param giveWay ends the stream from outside
	 * @throws TablesBusy if there is no place
	 */
	public long stream(TableQuery query, RowSink sink, BooleanSupplier stop, @Nullable String reader, Runnable giveWay)
			throws IOException {
		try (StreamSlots.Place _ = this.places.take(reader, giveWay)) {
			return stream(query, sink, stop);
		}
	}

	/**
	 * One page, with the total on the first. It has fewer rows than asked for where they
	 * hold very much.
	 * @throws QueryInvalid if the query has no limit or does not fit the table
	 */
	public TablePage page(TableQuery query) {
		int limit = (query.limit() != null) ? query.limit() : 100;
		PageRows page = new PageRows();
		TableQuery one = new TableQuery(query.table(), query.columns(), query.select(), query.filters(), query.sort(),
				limit + 1, query.after());
		try {
			stream(one, page, page::isFull);
		}
		catch (QueryStopped stopped) {
			if (stopped.timeout()) {
				throw stopped;
			}
		}
		catch (IOException impossible) {
			throw new UncheckedIOException(impossible);
		}
		List<List<@Nullable Object>> rows = page.rows();
		boolean more = page.isFull() || rows.size() > limit;
		if (rows.size() > limit) {
			rows.removeLast();
		}
		Long total = null;
		if (query.after() == 0) {
			total = more ? count(query) : (long) rows.size();
		}
		return new TablePage(query.selected(), rows, total, more ? Long.toString(query.after() + rows.size()) : null);
	}

	/** How many rows match the conditions. */
	public long count(TableQuery query) {
		return this.duckDb.ask(SqlQuery.count(query, this.folder.present(query.table())), (rows) -> {
			rows.next();
			return rows.getLong(1);
		});
	}

	/**
	 * Rows put together by a column's values.
	 * @throws QueryStopped if it took too long
	 */
	public GroupedRows groups(Grouping grouping) {
		return this.duckDb.ask(SqlQuery.groups(grouping, this.folder.present(grouping.rows().table())),
				(rows) -> GroupedRows.read(grouping, rows));
	}

	@Override
	public void destroy() throws SQLException {
		this.duckDb.close();
	}

}
