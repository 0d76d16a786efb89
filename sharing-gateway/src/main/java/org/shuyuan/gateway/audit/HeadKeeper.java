package org.shuyuan.gateway.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.shuyuan.gateway.objects.RecordBucket;
import org.shuyuan.operations.Lookout;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the newest head of each chain outside the database too, where its owner cannot
 * change it: what was recorded before can no longer be rewritten unseen. In the form in
 * which {@link VerifyAudit} takes heads that were kept.
 */
@Component
class HeadKeeper implements SmartLifecycle {

	private static final Duration EVERY = Duration.ofMinutes(10);

	private final Optional<RecordBucket> bucket;

	private final JdbcClient sql;

	private final JsonMapper json;

	private final Clock clock;

	private final Lookout lookout = new Lookout("gateway-heads", Duration.ofMinutes(1), EVERY, this::keep);

	HeadKeeper(ObjectProvider<RecordBucket> bucket, JdbcClient sql, JsonMapper json, Clock clock) {
		this.bucket = Optional.ofNullable(bucket.getIfAvailable());
		this.sql = sql;
		this.json = json;
		this.clock = clock;
	}

	/** Keeps the newest head of each chain that grew. */
	void keep() {
		for (Head head : unkept()) {
			this.bucket.orElseThrow()
				.keep(head.writer() + "/" + head.position() + ".json",
						this.json.writeValueAsBytes(Map.of("items", List.of(head))));
			this.sql.sql("""
					insert into gateway.audit_head_kept (writer, position, at) values (:writer, :position, :now)
					on conflict do nothing
					""")
				.param("writer", head.writer())
				.param("position", head.position())
				.param("now", Timestamp.from(this.clock.instant()))
				.update();
		}
	}

	/** Looks at one head of each chain, however many there ever were. */
	private List<Head> unkept() {
		return this.sql
			.sql("""
					with recursive chain as (
						select min(writer) as writer from gateway.audit_head
						union all
						select (select min(h.writer) from gateway.audit_head h where h.writer > chain.writer) from chain
						where chain.writer is not null)
					select newest.* from chain cross join lateral (
						select * from gateway.audit_head h where h.writer = chain.writer order by h.position desc limit 1) newest
					where not exists (
						select from gateway.audit_head_kept k where k.writer = newest.writer and k.position >= newest.position)
					order by newest.writer
					""")
			.query((row, number) -> Head.of(row, "hash"))
			.list();
	}

	@Override
	public void start() {
		if (this.bucket.isPresent()) {
			this.lookout.start();
		}
	}

	@Override
	public void stop() {
		this.lookout.stop();
	}

	@Override
	public boolean isRunning() {
		return this.lookout.running();
	}

}
