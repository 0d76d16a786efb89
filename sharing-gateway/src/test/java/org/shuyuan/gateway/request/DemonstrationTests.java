package org.shuyuan.gateway.request;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestClock;
import org.shuyuan.gateway.catalogue.Snapshot;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@Import(TestClock.class)
@TestPropertySource(properties = "gateway.demo=true")
class DemonstrationTests {

	private static final String HEADER = "Shuyuan-Demo-Received";

	private TestCalls calls;

	private TestExchange exchange;

	@BeforeEach
	void exchange(@LocalServerPort int port, @Autowired Snapshot snapshot) {
		TestClock.day("2026-03-20");
		snapshot.heard(Instant.parse("2027-12-31T00:00:00Z"));
		this.calls = new TestCalls(port);
		this.exchange = new TestExchange(this.calls, snapshot);
	}

	@Test
	void showsAGrantThatHasExpired() {
		Map<String, Object> fields = this.exchange.fields("2026-03-13");
		this.calls.post(this.exchange.officer, "/requests", fields).refused(422, "request-incomplete");
		String id = this.calls.post(this.exchange.officer, "/requests", fields, HEADER, "2026-03-02")
			.json()
			.path("id")
			.asString();
		this.exchange.sign();
		String path = "/requests/" + id;
		this.calls.post(this.exchange.head, path + "/agree", Map.of(), HEADER, "2026-03-02").json();
		this.calls.post(this.exchange.providerOfficer, path + "/review", Map.of("opinion", "可")).json();
		this.calls.post(this.exchange.providerHead, path + "/approve", Map.of()).refused(422, "request-incomplete");
		JsonNode approved = this.calls
			.post(this.exchange.providerHead, path + "/approve", Map.of(), HEADER, "2026-03-02")
			.json();
		assertThat(approved.at("/grant/state").asString()).isEqualTo("expired");
	}

	@Test
	void knowsNoDayToCome() {
		String id = this.exchange.draft("2026-12-31");
		this.exchange.sign();
		this.calls.post(this.exchange.head, "/requests/" + id + "/agree", Map.of(), HEADER, "2026-05-01").json();
		assertThat(this.exchange.clock(id, "reply").path("started").asString()).isEqualTo("2026-03-20T01:00:00Z");
	}

}
