package org.shuyuan.gateway.openbucket;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.shuyuan.gateway.database.GatewayLock;
import org.shuyuan.gateway.objects.OpenCopy;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Repository;

/**
 * What may be in the open bucket, and what still has to be removed from it: recorded
 * before it exists, and until it is deleted.
 */
@Repository
class OpenCopyStore {

	private final JdbcClient sql;

	private final DataSource database;

	private final Clock clock;

	OpenCopyStore(JdbcClient sql, DataSource database, Clock clock) {
		this.sql = sql;
		this.database = database;
		this.clock = clock;
	}

	List<Known> all() {
		return this.sql.sql("select distribution, sha256, placed, leaving from gateway.open_copy")
			.query(OpenCopyStore::known)
			.list();
	}

	/** Copies of some distributions. */
	List<Known> of(Collection<DistributionId> distributions) {
		return this.sql
			.sql("select distribution, sha256, placed, leaving from gateway.open_copy where distribution = any(:ids)")
			.param("ids", distributions.stream().map(DistributionId::value).toArray(String[]::new))
			.query(OpenCopyStore::known)
			.list();
	}

	/** Copies that have to be removed. */
	List<OpenCopy> leaving() {
		return this.sql
			.sql("select distribution, sha256, placed, leaving from gateway.open_copy where leaving is not null")
			.query(OpenCopyStore::known)
			.list()
			.stream()
			.map(Known::copy)
			.toList();
	}

	/** How many there are. */
	Count count() {
		return this.sql.sql("""
				select count(*) filter (where placed is not null and leaving is null) as standing,
					count(leaving) as leaving from gateway.open_copy
				""").query((row, number) -> new Count(row.getLong("standing"), row.getLong("leaving"))).single();
	}

	private static Known known(ResultSet row, int number) throws SQLException {
		return new Known(
				new OpenCopy(new DistributionId(row.getString("distribution")), new Sha256(row.getString("sha256"))),
				row.getTimestamp("placed") != null, row.getTimestamp("leaving") != null);
	}

	Optional<Known> find(OpenCopy copy) {
		return of(copy, """
				select distribution, sha256, placed, leaving from gateway.open_copy
				where distribution = :distribution and sha256 = :sha256
				""").query(OpenCopyStore::known).optional();
	}

	/** A copy is about to be made; it may be on record already. */
	void expect(OpenCopy copy) {
		of(copy, """
				insert into gateway.open_copy (distribution, sha256) values (:distribution, :sha256)
				on conflict do nothing
				""").update();
	}

	/**
	 * A copy was made.
	 * @return false if it was abandoned meanwhile
	 */
	boolean place(OpenCopy copy) {
		return of(copy, """
				update gateway.open_copy set placed = :now
				where distribution = :distribution and sha256 = :sha256 and leaving is null
				""").param("now", Timestamp.from(this.clock.instant())).update() == 1;
	}

	/** A copy is not where it should be. */
	void miss(OpenCopy copy) {
		of(copy, "update gateway.open_copy set placed = null where distribution = :distribution and sha256 = :sha256")
			.update();
	}

	/** A copy has to be removed. */
	void giveUp(OpenCopy copy) {
		of(copy, """
				update gateway.open_copy set leaving = :now
				where distribution = :distribution and sha256 = :sha256 and leaving is null
				""").param("now", Timestamp.from(this.clock.instant())).update();
	}

	/** A copy was removed. */
	void forget(OpenCopy copy) {
		of(copy, "delete from gateway.open_copy where distribution = :distribution and sha256 = :sha256").update();
	}

	private JdbcClient.StatementSpec of(OpenCopy copy, String statement) {
		return this.sql.sql(statement)
			.param("distribution", copy.distribution().value())
			.param("sha256", copy.sha256().value());
	}

	/**
	 * Runs an action on a copy under its exclusive lock.
	 * @return false if it is locked by another and was not done
	 */
	boolean alone(OpenCopy copy, Runnable work) {
		try (Connection held = this.database.getConnection()) {
			held.setAutoCommit(true);
			JdbcClient own = JdbcClient.create(new SingleConnectionDataSource(held, true));
			if (lock(own, "select pg_try_advisory_lock(%s)", copy)) {
				try {
					work.run();
					return true;
				}
				finally {
					lock(own, "select pg_advisory_unlock(%s)", copy);
				}
			}
			return false;
		}
		catch (SQLException broken) {
			throw new DataAccessResourceFailureException("The database does not answer", broken);
		}
	}

	private static boolean lock(JdbcClient held, String statement, OpenCopy copy) {
		return held.sql(statement.formatted(GatewayLock.OPEN_COPY.key(":copy")))
			.param("copy", copy.distribution().value() + copy.sha256().value())
			.query(Boolean.class)
			.single();
	}

	/**
	 * How many copies there are.
	 *
	 * @param standing that can be read, and stay
	 * @param leaving that have to be removed
	 */
	record Count(long standing, long leaving) {
	}

	/**
	 * A copy on record.
	 *
	 * @param copy which
	 * @param placed whether it was made
	 * @param leaving whether it has to be removed
	 */
	record Known(OpenCopy copy, boolean placed, boolean leaving) {

		/** Whether it can be read, and stays. */
		boolean stands() {
			return this.placed && !this.leaving;
		}
	}

}
