package org.shuyuan.gateway.publication;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The feed of what became of versions, for other services and instances: positions in the
 * order of commits, without gaps.
 */
@Repository
class DataFeed {

	private final JdbcClient sql;

	private final Clock clock;

	DataFeed(JdbcClient sql, Clock clock) {
		this.sql = sql;
		this.clock = clock;
	}

	/** Position of the last change. */
	long position() {
		return this.sql.sql("select last from gateway.data_position").query(Long.class).single();
	}

	/** Changes after a position, in order, without gaps. */
	List<DataChange> changes(long after, int limit) {
		return this.sql.sql("select * from gateway.data_change where position > :after order by position limit :limit")
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> new DataChange(row.getLong("position"),
					new DistributionId(row.getString("distribution")), new EntryId(row.getString("entry")),
					row.getInt("version"), row.getString("state"), row.getTimestamp("at").toInstant(),
					row.getBoolean("public_available"), (Long) row.getObject("rows"),
					(Integer) row.getObject("columns"), (Long) row.getObject("bytes"), row.getString("format"),
					row.getString("sha256"), row.getString("media_type"), (Boolean) row.getObject("rows_open"),
					row.getBoolean("original")))
			.list();
	}

	/**
	 * Whether the last announcement of a version is what its entry's items now allow.
	 */
	boolean isTold(DataVersion version, List<DataItem> items) {
		boolean open = version.stateFor(items) == VersionState.AVAILABLE;
		return this.sql.sql("""
				select public_available = :open and rows_open = :rows and original = :original
				from gateway.data_change
				where distribution = :distribution and version = :version
				order by position desc
				limit 1
				""")
			.param("distribution", version.distribution().value())
			.param("version", version.version())
			.param("open", open)
			.param("rows", open && rowsOpen(version, items))
			.param("original", open && version.mayOpenWhole(items))
			.query(Boolean.class)
			.optional()
			.orElse(false);
	}

	/**
	 * Versions in force for which an earlier release has not announced what may be had.
	 */
	List<DistributionId> untold() {
		return this.sql.sql("""
				select distribution from gateway.data_version v
				where in_force and state = 'available' and not exists (
					select from gateway.data_change c
					where c.distribution = v.distribution and c.version = v.version and c.rows_open is not null)
				""").query((row, number) -> new DistributionId(row.getString(1))).list();
	}

	private static boolean rowsOpen(DataVersion version, List<DataItem> items) {
		return version.profile() != null && !version.openColumns(items).isEmpty();
	}

	/**
	 * Makes all other announcing transactions wait until the caller's ends; its first
	 * step, so that it sees what the others have announced.
	 */
	void lock() {
		this.sql.sql("select last from gateway.data_position for update").query(Long.class).single();
	}

	/**
	 * Announces a version as its entry's items have it; within the transaction that
	 * changes the version.
	 */
	void tell(DataVersion version, List<DataItem> items) {
		VersionState state = version.inForce() ? version.stateFor(items) : version.state();
		boolean open = state == VersionState.AVAILABLE;
		TableProfile profile = version.profile();
		boolean original = open && version.mayOpenWhole(items);
		this.sql.sql("""
				update gateway.data_version set public_available = :open
				where distribution = :distribution and version = :version
				""")
			.param("open", open)
			.param("distribution", version.distribution().value())
			.param("version", version.version())
			.update();
		this.sql.sql("""
				with next as (update gateway.data_position set last = last + 1 returning last)
				insert into gateway.data_change (position, distribution, entry, version, state, at, public_available,
					rows, columns, bytes, format, sha256, original, rows_open, media_type)
				select last, :distribution, :entry, :version, :state, :now, :open, :rows, :columns, :bytes, :format,
					:sha256, :original, :rowsOpen, :mediaType from next
				""")
			.param("distribution", version.distribution().value())
			.param("entry", version.entry().value())
			.param("version", version.version())
			.param("state", state.code())
			.param("now", Timestamp.from(Instant.now(this.clock)))
			.param("open", open)
			.param("rows", (profile != null) ? profile.rows() : null)
			.param("columns", (profile != null) ? profile.columns().size() : null)
			.param("bytes", version.bytes())
			.param("format", version.format())
			.param("sha256", version.sha256().value())
			.param("original", original)
			.param("rowsOpen", open && rowsOpen(version, items))
			.param("mediaType", version.mediaType())
			.update();
	}

}
