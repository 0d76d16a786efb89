package org.shuyuan.gateway.versions;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who did what with a version, when and why; written with the change.
 */
@Repository
public class VersionHistory {

	private final JdbcClient sql;

	private final Clock clock;

	public VersionHistory(JdbcClient sql, Clock clock) {
		this.sql = sql;
		this.clock = clock;
	}

	public void add(DistributionId distribution, int version, String action, @Nullable String subject,
			@Nullable String reason) {
		this.sql.sql("""
				insert into gateway.version_event (distribution, version, at, action, subject, reason)
				values (:distribution, :version, :now, :action, :subject, :reason)
				""")
			.param("distribution", distribution.value())
			.param("version", version)
			.param("now", Timestamp.from(Instant.now(this.clock)))
			.param("action", action)
			.param("subject", subject)
			.param("reason", reason)
			.update();
	}

	/** All steps, the oldest first. */
	public List<VersionEvent> of(DataVersion version) {
		return this.sql.sql("""
				select action, at, subject, reason from gateway.version_event
				where distribution = :distribution and version = :version order by number
				""")
			.param("distribution", version.distribution().value())
			.param("version", version.version())
			.query((row, number) -> new VersionEvent(row.getString("action"), row.getTimestamp("at").toInstant(),
					row.getString("subject"), row.getString("reason")))
			.list();
	}

}
