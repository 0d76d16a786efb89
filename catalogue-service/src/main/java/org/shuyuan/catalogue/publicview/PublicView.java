package org.shuyuan.catalogue.publicview;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the public view, under the role that can read nothing else.
 */
@Repository
public class PublicView {

	/** How often a waiting reader looks for what other instances wrote. */
	private static final Duration LOOK = Duration.ofMillis(500);

	private static final TypeReference<List<DataAccess.Open>> ACCESS = new TypeReference<>() {
	};

	private final PublicDatabase database;

	private final DataAccess dataAccess;

	private final JsonMapper json;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition moved = this.lock.newCondition();

	private long moves;

	PublicView(PublicDatabase database, JsonMapper json, PlatformProperties platform) {
		this.dataAccess = new DataAccess(platform.baseUri().toString());
		this.database = database;
		this.json = json;
	}

	private JdbcClient sql() {
		return this.database.sql();
	}

	/** What the view says of an entry; nothing of one that was never public. */
	public Optional<PublicEntry> find(EntryId id) {
		return sql().sql("""
				select e.*, r.id as replacement
				from catalogue_public.entry e
				left join catalogue_public.entry r on r.id = e.replaced_by and r.state = 'published'
				where e.id = :id
				""").param("id", id.value()).query((row, number) -> entry(row)).optional();
	}

	/**
	 * Entries whose last change has a position after the given one, in order. Each entry
	 * appears once, as it is now.
	 * @param position position already known, 0 for none
	 * @param limit how many at most
	 */
	public List<PublicEntry> after(long position, int limit) {
		return sql().sql("""
				select e.*, r.id as replacement
				from catalogue_public.entry e
				left join catalogue_public.entry r on r.id = e.replaced_by and r.state = 'published'
				where e.position > :position
				order by e.position
				limit :limit
				""").param("position", position).param("limit", limit).query((row, number) -> entry(row)).list();
	}

	/**
	 * The graphs of entries whose last change has a position after the given one, in
	 * order.
	 * @param position position already known, 0 for none
	 * @param limit how many at most
	 */
	public List<PublicGraph> graphsAfter(long position, int limit) {
		return sql().sql("""
				select id, position, graph, published, changed, access from catalogue_public.entry
				where position > :position
				order by position
				limit :limit
				""").param("position", position).param("limit", limit).query(this::graph).list();
	}

	/**
	 * Like {@link #after}; where there is nothing yet, waits for it. The answer is empty
	 * when the wait has passed.
	 */
	public List<PublicEntry> await(long position, int limit, Duration wait) throws InterruptedException {
		return await(() -> after(position, limit), wait);
	}

	/**
	 * Like {@link #graphsAfter}; where there is nothing yet, waits for it. The answer is
	 * empty when the wait has passed.
	 */
	public List<PublicGraph> awaitGraphs(long position, int limit, Duration wait) throws InterruptedException {
		return await(() -> graphsAfter(position, limit), wait);
	}

	private <T> List<T> await(Supplier<List<T>> reading, Duration wait) throws InterruptedException {
		long deadline = System.nanoTime() + wait.toNanos();
		while (true) {
			long seen = moves();
			List<T> entries = reading.get();
			long left = deadline - System.nanoTime();
			if (!entries.isEmpty() || left <= 0) {
				return entries;
			}
			awaitMove(seen, Math.min(left, LOOK.toNanos()));
		}
	}

	/** Graphs of public entries by id, for reading all of them in constant memory. */
	public List<PublicGraph> graphs(String afterId, int limit) {
		return sql().sql("""
				select id, position, graph, published, changed, access from catalogue_public.entry
				where state = 'published' and id > :after
				order by id
				limit :limit
				""").param("after", afterId).param("limit", limit).query(this::graph).list();
	}

	/**
	 * Graphs of public entries by id, from one on.
	 * @param from the first id, whether or not it is there
	 * @param until the id before which to end; null for none
	 * @param limit how many at most
	 */
	public List<PublicGraph> graphs(String from, @Nullable String until, int limit) {
		return sql().sql("""
				select id, position, graph, published, changed, access from catalogue_public.entry
				where state = 'published' and id >= :from %s
				order by id
				limit :limit
				""".formatted((until != null) ? "and id < :until" : ""))
			.param("from", from)
			.param("until", until)
			.param("limit", limit)
			.query(this::graph)
			.list();
	}

	/**
	 * The ids at which pages of public entries begin.
	 * @param size entries on a page
	 */
	public List<String> pages(int size) {
		return sql().sql("""
				select id from (
					select id, row_number() over (order by id) - 1 as number
					from catalogue_public.entry where state = 'published') numbered
				where number % :size = 0
				order by id
				""").param("size", size).query(String.class).list();
	}

	/** The position of the view. */
	public Standing standing() {
		return sql().sql("""
				select source, position,
					(select coalesce(max(position), 0) from catalogue_public.entry) as last_entry
				from catalogue_public.progress
				""").query(Standing.class).single();
	}

	/** What agencies are called. */
	public Map<AgencyId, Text> agencyNames() {
		Map<AgencyId, Text> names = new HashMap<>();
		sql().sql("select id, document from catalogue_public.agency").query((row) -> {
			names.put(new AgencyId(row.getString("id")), AgencyName.in(this.json, row.getString("document")));
		});
		return names;
	}

	List<PublicAgency> agenciesAfter(long position, int limit) {
		return sql()
			.sql("select * from catalogue_public.agency where position > :position order by position limit :limit")
			.param("position", position)
			.param("limit", limit)
			.query((row, number) -> new PublicAgency(row.getString("id"), row.getLong("position"),
					row.getTimestamp("changed").toInstant(), this.json.readTree(row.getString("document"))))
			.list();
	}

	/** Notifies waiting readers of this instance that the view moved. */
	public void moved() {
		this.lock.lock();
		try {
			this.moves++;
			this.moved.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private long moves() {
		this.lock.lock();
		try {
			return this.moves;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitMove(long seen, long nanoseconds) throws InterruptedException {
		this.lock.lock();
		try {
			if (this.moves == seen) {
				boolean _ = this.moved.await(nanoseconds, TimeUnit.NANOSECONDS);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Which public entry a distribution or an item is of. */
	Optional<EntryId> findByPart(String part) {
		return sql()
			.sql("select id from catalogue_public.entry where state = 'published' and parts @> array[:part]::text[]")
			.param("part", part)
			.query(String.class)
			.optional()
			.map(EntryId::new);
	}

	private PublicGraph graph(ResultSet row, int number) throws SQLException {
		return new PublicGraph(new EntryId(row.getString("id")), row.getLong("position"), triples(row));
	}

	private List<Triple> triples(ResultSet row) throws SQLException {
		byte[] graph = row.getBytes("graph");
		if (graph == null) {
			return List.of();
		}
		Timestamp published = row.getTimestamp("published");
		Instant changed = row.getTimestamp("changed").toInstant();
		String access = row.getString("access");
		return this.dataAccess.add(new CompactRdf(graph).triples(), row.getString("id"),
				(published != null) ? published.toInstant() : changed, changed,
				(access != null) ? this.json.readValue(access, ACCESS) : List.of());
	}

	private PublicEntry entry(ResultSet row) throws SQLException {
		String state = row.getString("state");
		if (state.equals("published")) {
			return published(row);
		}
		EntryId id = new EntryId(row.getString("id"));
		Instant changed = row.getTimestamp("changed").toInstant();
		if (state.equals("retired")) {
			String replacement = row.getString("replacement");
			return new PublicEntry.Retired(id, row.getLong("position"), changed,
					(replacement != null) ? new EntryId(replacement) : null);
		}
		return new PublicEntry.Closed(id, row.getLong("position"), changed);
	}

	private PublicEntry.Published published(ResultSet row) throws SQLException {
		Instant changed = row.getTimestamp("changed").toInstant();
		Timestamp published = row.getTimestamp("published");
		Date modified = row.getDate("data_modified");
		return new PublicEntry.Published(new EntryId(row.getString("id")), row.getLong("position"), changed,
				(published != null) ? published.toInstant() : changed,
				this.json.readValue(row.getString("document"), Entry.class), triples(row),
				new PublicEntry.Data(row.getBoolean("has_data"), row.getObject("rows", Long.class),
						row.getObject("bytes", Long.class), (modified != null) ? modified.toLocalDate() : null));
	}

	/**
	 * The position of the view.
	 *
	 * @param source position of the change log it reflects
	 * @param position last position of its own feed that was issued
	 * @param lastEntry position of the entry changed last
	 */
	public record Standing(long source, long position, long lastEntry) {
	}

}
