package org.shuyuan.gateway.access;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.audit.AuditRecord;
import org.shuyuan.gateway.audit.Ledger;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class PublicRefusalsTests {

	private final Ledger ledger;

	private final JdbcClient sql;

	PublicRefusalsTests(@Autowired Ledger ledger, @Autowired JdbcClient sql) {
		this.ledger = ledger;
		this.sql = sql;
	}

	@Test
	void aFloodOfThemIsCounted() {
		String action = "flood-" + Ledger.number();
		Clock still = InstantSource.fixed(Instant.now()).withZone(ZoneId.of("UTC"));
		PublicRefusals refusals = new PublicRefusals(this.ledger, still);
		Set<String> numbers = new HashSet<>();
		for (int i = 0; i < 2000; i++) {
			numbers.add(refusals.record(refusal("public", action)));
		}
		assertThat(numbers).hasSize(501);
		assertThat(records(action)).isEqualTo(500);
		assertThat(refusals.record(refusal("officer", action))).isNotIn(numbers);
		assertThat(records(action)).isEqualTo(501);
		refusals.flush();
		assertThat(records(action)).isEqualTo(502);
		assertThat(this.sql.sql(
				"select sum(coalesce((payload::json ->> 'count')::bigint, 1)) from gateway.audit where payload::json ->> 'action' = ?")
			.param(action)
			.query(Long.class)
			.single()).isEqualTo(2001);
		refusals.flush();
		assertThat(records(action)).isEqualTo(502);
	}

	private static AuditRecord refusal(String subject, String action) {
		return AuditRecord.of(Ledger.number(), Instant.now(), subject, "refuse", action)
			.reason("distribution-not-found")
			.build();
	}

	private long records(String action) {
		return this.sql.sql("select count(*) from gateway.audit where payload::json ->> 'action' = ?")
			.param(action)
			.query(Long.class)
			.single();
	}

}
