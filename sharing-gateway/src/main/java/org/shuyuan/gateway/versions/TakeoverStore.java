package org.shuyuan.gateway.versions;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.ScanRules;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which version of a distribution is in force, in SQL. Every method is a step of its
 * caller's transaction, which holds the feed.
 */
@Repository
public class TakeoverStore {

	private final JdbcClient sql;

	private final HitStore hits;

	private final VersionHistory history;

	private final ScanRules rules;

	private final Clock clock;

	TakeoverStore(JdbcClient sql, HitStore hits, VersionHistory history, ScanRules rules, Clock clock) {
		this.sql = sql;
		this.hits = hits;
		this.history = history;
		this.rules = rules;
		this.clock = clock;
	}

	/** Number of the version in force, 0 without one. */
	public int inForce(DistributionId distribution) {
		return this.sql.sql("""
				select version from gateway.data_version
				where distribution = :distribution and in_force and state = 'available' and rules_version is not null
				""").param("distribution", distribution.value()).query(Integer.class).optional().orElse(0);
	}

	/**
	 * Whether a newer version took over once: an older one that arrives late does not.
	 */
	public boolean overtaken(DistributionId distribution, int version) {
		return this.sql.sql("""
				select exists (select from gateway.data_version
					where distribution = :distribution and version > :version and entered is not null)
				""")
			.param("distribution", distribution.value())
			.param("version", version)
			.query(Boolean.class)
			.single();
	}

	/** Puts a version in force, in the place of the one that is. */
	public void enter(DistributionId distribution, int version, String action, @Nullable String subject,
			@Nullable String reason) {
		int replaced = inForce(distribution);
		leave(distribution);
		this.sql.sql("""
				update gateway.data_version set in_force = true, state = 'available', entered = :now
				where distribution = :distribution and version = :version
				""")
			.param("now", Timestamp.from(Instant.now(this.clock)))
			.param("distribution", distribution.value())
			.param("version", version)
			.update();
		if (replaced != 0 && replaced != version) {
			this.history.add(distribution, replaced, "replaced", null, "v" + version);
		}
		this.history.add(distribution, version, action, subject, reason);
		this.hits.follow(distribution);
	}

	/** Leaves the distribution without a version in force. */
	void leave(DistributionId distribution) {
		this.sql.sql("update gateway.data_version set in_force = false where distribution = :distribution and in_force")
			.param("distribution", distribution.value())
			.update();
	}

	/** The newest version before another that holds under the rules of today. */
	public Optional<Integer> findEarlier(DistributionId distribution, int version) {
		return this.sql.sql("""
				select version from gateway.data_version where distribution = :distribution and version < :version
					and state = 'available' and rules_version = :rules order by version desc limit 1
				""")
			.param("distribution", distribution.value())
			.param("version", version)
			.param("rules", this.rules.version())
			.query(Integer.class)
			.optional();
	}

	/** Whether a version was scanned under the rules of today. */
	public boolean current(DataVersion version) {
		Integer scanned = version.takeover().rulesVersion();
		return scanned != null && scanned == this.rules.version();
	}

}
