package org.shuyuan.gateway.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestClock;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.request.TestExchange;
import org.shuyuan.support.ledger.ProcessLedger;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What has to be kept for a term is not erased before. */
@GatewayTest
@Import(TestClock.class)
@TestPropertySource(properties = "shuyuan.ledger-retention=P6M")
class ErasureRetentionTests {

	private final String auditor = TestTokens.token("auditor", null, "auditor");

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private ProcessLedger ledger;

	@Test
	void recordsAreKeptForTheirTerm(@LocalServerPort int port) {
		TestClock.day("2026-03-02");
		this.snapshot.heard(Instant.parse("2027-12-31T00:00:00Z"));
		TestCalls calls = new TestCalls(port);
		TestExchange exchange = new TestExchange(calls, this.snapshot);
		String text = "陈述" + System.nanoTime();
		String request = exchange.submitted("2026-12-31");
		calls.post(exchange.officer, "/disputes", Map.of("request", request, "statement", text)).json();
		this.ledger.sign();
		String record = this.sql.sql("select id from gateway.audit where payload like :text limit 1")
			.param("text", "%" + text + "%")
			.query(String.class)
			.single();
		LocalDate until = this.sql
			.sql("select (at at time zone 'Asia/Shanghai')::date from gateway.audit where id = :id")
			.param("id", record)
			.query(LocalDate.class)
			.single()
			.plusMonths(6);
		Map<String, Object> asked = Map.of("records", List.of(record), "reason", "当事人要求");
		JsonNode refused = calls.post(this.auditor, "/audit/erasures", asked).refused(422, "erasure-invalid");
		assertThat(refused.at("/violations/0/code").asString()).isEqualTo("record-retained");
		assertThat(refused.at("/violations/0/message/zh").asString()).contains(until.toString());
		assertThat(this.sql.sql("select count(*) from gateway.erasure where :id = any(records)")
			.param("id", record)
			.query(Long.class)
			.single()).isZero();
		TestClock.day(until.toString());
		assertThat(calls.post(this.auditor, "/audit/erasures", asked).json().path("state").asString())
			.isEqualTo("asked");
	}

}
