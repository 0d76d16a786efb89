package org.shuyuan.gateway.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.audit.Recipients;
import org.shuyuan.gateway.database.GatewayLock;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.ScanRules;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stored versions that are to be scanned under newer rules: those in force first, the
 * most used and newest of them before the others.
 */
@Repository
public class RescanQueue {

	private static final String ADD = """
			insert into gateway.rescan_item (distribution, version, priority)
			select v.distribution, v.version, row_number() over
				(order by v.in_force desc, coalesce(u.uses, 0) desc, v.received desc)
			from gateway.data_version v
			left join unnest(:used::text[], :uses::bigint[]) as u (distribution, uses) on u.distribution = v.distribution
			where v.state in ('available', 'waiting') and %s
			on conflict do nothing
			""";

	private static final Duration RECENTLY = Duration.ofDays(1);

	private final JdbcClient sql;

	private final DataSource database;

	private final ScanRules rules;

	private final Recipients recipients;

	private final Clock clock;

	RescanQueue(JdbcClient sql, DataSource database, ScanRules rules, Recipients recipients, Clock clock) {
		this.recipients = recipients;
		this.sql = sql;
		this.database = database;
		this.rules = rules;
		this.clock = clock;
	}

	/**
	 * How far a rescan has come.
	 *
	 * @param rulesVersion the rules of today
	 * @param total how many versions there are or were to scan
	 * @param done how many of them were scanned
	 * @param recalled how many of them do not hold
	 * @param running whether some are left
	 * @param began when it began; absent before the first
	 * @param finished when it ended
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	@Schema(name = "RescanProgress")
	public record Progress(int rulesVersion, long total, long done, long recalled, boolean running,
			@Nullable Instant began, @Nullable Instant finished) {
	}

	/** How far it has come under the rules of today. */
	public Progress progress() {
		long left = left();
		return this.sql.sql("select * from gateway.rescan where rules_version = :rules")
			.param("rules", this.rules.version())
			.query((row, number) -> {
				Timestamp finished = row.getTimestamp("finished");
				return new Progress(this.rules.version(), left + row.getLong("done"), row.getLong("done"),
						row.getLong("recalled"), left > 0, row.getTimestamp("began").toInstant(),
						(finished != null) ? finished.toInstant() : null);
			})
			.optional()
			.orElse(new Progress(this.rules.version(), left, 0, 0, left > 0, null, null));
	}

	/** How many versions are left. */
	public long left() {
		return this.sql.sql("select count(*) from gateway.rescan_item").query(Long.class).single();
	}

	/** Adds what was scanned under older rules, or unknown ones. */
	@Transactional
	public void addOutdated() {
		boolean outdated = this.sql
			.sql("""
					select exists (select from gateway.data_version v where state in ('available', 'waiting')
						and (rules_version is null or rules_version < :rules) and not exists (select from gateway.rescan_item i
							where i.distribution = v.distribution and i.version = v.version))
					""")
			.param("rules", this.rules.version())
			.query(Boolean.class)
			.single();
		if (outdated) {
			add("(v.rules_version is null or v.rules_version < :rules)", false);
		}
	}

	/** Adds everything, unless a rescan is running. */
	@Transactional
	public void addAll() {
		if (left() == 0) {
			add("cast(:rules as int) is not null", true);
		}
	}

	private void add(String condition, boolean anew) {
		this.sql.sql("""
				insert into gateway.rescan (rules_version, began) values (:rules, :now)
				on conflict (rules_version) do update set finished = null,
					began = case when :anew then excluded.began else rescan.began end,
					done = case when :anew then 0 else rescan.done end,
					recalled = case when :anew then 0 else rescan.recalled end
				""").param("rules", this.rules.version()).param("now", now()).param("anew", anew).update();
		Map<DistributionId, Long> uses = this.recipients.uses(Instant.now(this.clock).minus(RECENTLY));
		this.sql.sql(ADD.formatted(condition))
			.param("rules", this.rules.version())
			.param("used", uses.keySet().stream().map(DistributionId::value).toArray(String[]::new))
			.param("uses", uses.values().toArray(Long[]::new))
			.update();
	}

	/** The next version, one that was begun before after all others. */
	public Optional<PendingVersion> next() {
		return this.sql.sql("""
				with next as (update gateway.rescan_item i set attempts = attempts + 1
					where (distribution, version) = (select distribution, version from gateway.rescan_item
						order by attempts, priority limit 1) returning *)
				select next.attempts, v.* from gateway.data_version v join next on next.distribution = v.distribution
					and next.version = v.version
				""").query(PendingVersion::of).optional();
	}

	/** A version was scanned; within the transaction that records what was found. */
	public void done(DistributionId distribution, int version, boolean recalled) {
		this.sql.sql("delete from gateway.rescan_item where distribution = :distribution and version = :version")
			.param("distribution", distribution.value())
			.param("version", version)
			.update();
		this.sql
			.sql("""
					update gateway.rescan set done = done + 1, recalled = recalled + :recalled,
						finished = case when exists (select from gateway.rescan_item) then null else cast(:now as timestamptz) end
					where rules_version = :rules
					""")
			.param("recalled", recalled ? 1 : 0)
			.param("now", now())
			.param("rules", this.rules.version())
			.update();
	}

	/** Removes queued versions that are no longer recorded as due for a scan. */
	@Transactional
	public void drop(PendingVersion version) {
		done(version.distribution(), version.version(), false);
	}

	/** Runs work that only one instance does at a time; not at all while another does. */
	public void alone(Runnable work) {
		try (Connection held = this.database.getConnection()) {
			JdbcClient own = JdbcClient.create(new SingleConnectionDataSource(held, true));
			if (lock(own, "pg_try_advisory_lock")) {
				try {
					work.run();
				}
				finally {
					lock(own, "pg_advisory_unlock");
				}
			}
		}
		catch (SQLException broken) {
			throw new DataAccessResourceFailureException("The database does not answer", broken);
		}
	}

	private static boolean lock(JdbcClient own, String lock) {
		return own.sql("select %s(%s)".formatted(lock, GatewayLock.RESCAN.key("'rescan'")))
			.query(Boolean.class)
			.single();
	}

	private Timestamp now() {
		return Timestamp.from(Instant.now(this.clock));
	}

}
