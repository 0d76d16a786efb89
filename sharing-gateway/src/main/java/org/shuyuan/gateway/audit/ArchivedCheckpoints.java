package org.shuyuan.gateway.audit;

import java.sql.Timestamp;
import java.time.Clock;

import org.shuyuan.support.ledger.chain.Checkpoint;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which checkpoints are stored outside the database. */
@Repository
class ArchivedCheckpoints {

	private final JdbcClient sql;

	private final Clock clock;

	ArchivedCheckpoints(JdbcClient sql, Clock clock) {
		this.sql = sql;
		this.clock = clock;
	}

	void add(Checkpoint checkpoint) {
		this.sql.sql("""
				insert into gateway.audit_head_kept (writer, position, at) values ('log', :position, :now)
				on conflict do nothing
				""").param("position", checkpoint.size()).param("now", Timestamp.from(this.clock.instant())).update();
	}

	/** Whether it or a later one is. */
	boolean has(Checkpoint checkpoint) {
		return this.sql
			.sql("select exists (select from gateway.audit_head_kept where writer = 'log' and position >= :position)")
			.param("position", checkpoint.size())
			.query(Boolean.class)
			.single();
	}

}
