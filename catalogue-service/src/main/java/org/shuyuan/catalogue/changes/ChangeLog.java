package org.shuyuan.catalogue.changes;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The change log. Changes are appended in the transaction that writes what they describe;
 * positions follow the order of commits and have no gaps, so a reader that stores one
 * number misses nothing.
 */
@Repository
public class ChangeLog {

	/** Most changes given at once. */
	public static final int MOST = 1000;

	/** Rows of a snapshot held at once. */
	private static final int FETCHED = 200;

	/** How often a waiting reader looks for what other instances wrote. */
	private static final Duration LOOK = Duration.ofMillis(250);

	private final JdbcClient sql;

	private final JdbcTemplate batches;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition committed = this.lock.newCondition();

	private long commits;

	ChangeLog(JdbcClient sql, JdbcTemplate batches) {
		this.sql = sql;
		this.batches = batches;
	}

	/**
	 * Appends changes as the last step of the caller's transaction: other writers wait
	 * from here until it ends.
	 * @return position of the last one
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public long append(List<? extends NewChange> changes) {
		long last = this.sql.sql("""
				update catalogue.change_counter set position = position + :count returning position
				""").param("count", changes.size()).query(Long.class).single();
		long first = last - changes.size() + 1;
		this.batches.batchUpdate("""
				insert into catalogue.change (position, kind, subject, at, by, what, note, agency, state, revision,
					published_revision, published, replaced_by, document)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
				""", new PositionedChanges(first, changes));
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				wakeReaders();
			}

		});
		return last;
	}

	/** Position of the last committed change, 0 in an empty catalogue. */
	public long position() {
		return this.sql.sql("select position from catalogue.change_counter").query(Long.class).single();
	}

	/**
	 * The changes after a position, in order.
	 * @param position position already known, 0 for none
	 * @param limit how many at most, 1 to {@link #MOST}
	 */
	public List<Change> after(long position, int limit) {
		return this.sql.sql("""
				select c.*, r.graph, r.harvested, s.graph as submitted
				from catalogue.change c
				left join catalogue.revision r
					on r.entry = c.subject and r.revision = coalesce(c.published_revision, c.revision)
				left join catalogue.revision s
					on c.state = 'submitted' and s.entry = c.subject and s.revision = c.revision
						and c.revision <> c.published_revision
				where c.position > :position
				order by c.position
				limit :limit
				""")
			.param("position", position)
			.param("limit", Math.clamp(limit, 1, MOST))
			.query((row, number) -> change(row))
			.list();
	}

	/**
	 * The changes after a position; blocks until the first one if there are none yet.
	 * @param position position already known, 0 for none
	 * @param limit how many at most, 1 to {@link #MOST}
	 * @param wait longest wait; the answer is empty when it has passed
	 */
	public List<Change> await(long position, int limit, Duration wait) throws InterruptedException {
		long deadline = System.nanoTime() + wait.toNanos();
		while (true) {
			long seen = commits();
			List<Change> changes = after(position, limit);
			long left = deadline - System.nanoTime();
			if (!changes.isEmpty() || left <= 0) {
				return changes;
			}
			awaitCommit(seen, Math.min(left, LOOK.toNanos()));
		}
	}

	/**
	 * The catalogue as of one position, for a new reader: each agency, and each entry as
	 * the change that led to its state. The position comes first.
	 * @param completeness of the entries wanted, or all
	 */
	@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
	public void snapshot(@Nullable Completeness completeness, LongConsumer position, Consumer<Change> reader) {
		long reached = position();
		position.accept(reached);
		this.sql.sql("select id, changed, document::text as document from catalogue.agency order by id")
			.query((row) -> {
				reader.accept(new Change.AgencyChanged(reached, row.getTimestamp("changed").toInstant(),
						new AgencyId(row.getString("id")), row.getString("document")));
			});
		this.sql.sql("""
				select :reached::bigint as position, 'entry' as kind, e.id as subject, e.changed as at, e.agency,
					e.state, e.revision, e.published_revision, e.published, e.replaced_by, r.graph, r.harvested,
					s.graph as submitted
				from catalogue.entry e
				join catalogue.revision r
					on r.entry = e.id and r.revision = coalesce(e.published_revision, e.revision)
				left join catalogue.revision s
					on e.state = 'submitted' and s.entry = e.id and s.revision = e.revision
						and e.revision <> e.published_revision
				where :completeness::text is null or e.completeness = :completeness
				""")
			.param("reached", reached)
			.param("completeness", (completeness != null) ? completeness.code() : null)
			.withFetchSize(FETCHED)
			.query((row) -> {
				reader.accept(change(row));
			});
	}

	/** The last change of an entry. */
	public Optional<Change.EntryChanged> latest(EntryId entry) {
		return this.sql.sql("""
				select c.*, r.graph, r.harvested, s.graph as submitted
				from catalogue.change c
				left join catalogue.revision r
					on r.entry = c.subject and r.revision = coalesce(c.published_revision, c.revision)
				left join catalogue.revision s
					on c.state = 'submitted' and s.entry = c.subject and s.revision = c.revision
						and c.revision <> c.published_revision
				where c.subject = :entry and c.kind = 'entry'
				order by c.position desc
				limit 1
				""")
			.param("entry", entry.value())
			.query((row, number) -> change(row))
			.optional()
			.map(Change.EntryChanged.class::cast);
	}

	/**
	 * What was done with an entry, oldest first.
	 */
	public List<HistoryEntry> deeds(EntryId entry) {
		return this.sql.sql("""
				select revision, state, at, by, what, note from catalogue.change
				where kind = 'entry' and subject = :entry
				order by position
				""").param("entry", entry.value()).query((row, number) -> {
			String what = row.getString("what");
			String note = row.getString("note");
			AssessmentStep assessment = AssessmentStep.of(what, note);
			return new HistoryEntry(row.getInt("revision"), LifecycleState.ofCode(row.getString("state")),
					row.getTimestamp("at").toInstant(), row.getString("by"), what, (assessment == null) ? note : null,
					assessment);
		}).list();
	}

	private long commits() {
		this.lock.lock();
		try {
			return this.commits;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitCommit(long seen, long nanoseconds) throws InterruptedException {
		this.lock.lock();
		try {
			if (this.commits == seen) {
				boolean _ = this.committed.await(nanoseconds, TimeUnit.NANOSECONDS);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void wakeReaders() {
		this.lock.lock();
		try {
			this.commits++;
			this.committed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private static Change change(ResultSet row) throws SQLException {
		long position = row.getLong("position");
		Instant at = row.getTimestamp("at").toInstant();
		String subject = row.getString("subject");
		if (row.getString("kind").equals("agency")) {
			return new Change.AgencyChanged(position, at, new AgencyId(subject), row.getString("document"));
		}
		String replacedBy = row.getString("replaced_by");
		Timestamp published = row.getTimestamp("published");
		return new Change.EntryChanged(position, at, new EntryId(subject), new AgencyId(row.getString("agency")),
				LifecycleState.ofCode(row.getString("state")), row.getInt("revision"),
				row.getObject("published_revision", Integer.class), (published != null) ? published.toInstant() : null,
				(replacedBy != null) ? new EntryId(replacedBy) : null, new CompactRdf(row.getBytes("graph")),
				rdf(row.getBytes("harvested")), rdf(row.getBytes("submitted")));
	}

	private static @Nullable CompactRdf rdf(byte @Nullable [] graph) {
		return (graph != null) ? new CompactRdf(graph) : null;
	}

	/**
	 * One thing done with an entry.
	 *
	 * @param revision the entry's latest revision since
	 * @param state its state since then
	 * @param at when
	 * @param by subject of who did it
	 * @param change what was done
	 * @param note reason given
	 * @param assessment which assessment was recorded
	 */
	@Schema(name = "EntryHistoryStep")
	public record HistoryEntry(int revision, LifecycleState state, Instant at, String by, String change,
			@Nullable String note, @Nullable AssessmentStep assessment) {
	}

	private record PositionedChanges(long first,
			List<? extends NewChange> changes) implements BatchPreparedStatementSetter {

		@Override
		public int getBatchSize() {
			return this.changes.size();
		}

		@Override
		public void setValues(PreparedStatement statement, int number) throws SQLException {
			statement.setLong(1, this.first + number);
			switch (this.changes.get(number)) {
				case NewChange.OfEntry change -> set(statement, change);
				case NewChange.OfAgency change -> set(statement, change);
			}
		}

		private static void set(PreparedStatement statement, NewChange.OfEntry change) throws SQLException {
			statement.setString(2, "entry");
			statement.setString(3, change.entry().value());
			statement.setTimestamp(4, Timestamp.from(change.at()));
			statement.setString(5, change.by());
			statement.setString(6, change.what());
			statement.setString(7, change.note());
			statement.setString(8, change.agency().value());
			statement.setString(9, change.state().code());
			statement.setInt(10, change.revision());
			statement.setObject(11, change.publishedRevision(), Types.INTEGER);
			statement.setTimestamp(12, (change.published() != null) ? Timestamp.from(change.published()) : null);
			statement.setString(13, (change.replacedBy() != null) ? change.replacedBy().value() : null);
			statement.setString(14, null);
		}

		private static void set(PreparedStatement statement, NewChange.OfAgency change) throws SQLException {
			statement.setString(2, "agency");
			statement.setString(3, change.agency().value());
			statement.setTimestamp(4, Timestamp.from(change.at()));
			statement.setString(5, change.by());
			statement.setString(6, "put");
			for (int column = 7; column <= 13; column++) {
				statement.setNull(column, Types.NULL);
			}
			statement.setString(14, change.document());
		}

	}

}
