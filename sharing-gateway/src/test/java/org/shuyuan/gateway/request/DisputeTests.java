package org.shuyuan.gateway.request;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestClock;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.vocab.GrantId;
import org.shuyuan.vocab.RequestId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@Import(TestClock.class)
class DisputeTests {

	private static final String UNTIL = "2026-12-31";

	@Autowired
	private Snapshot snapshot;

	private TestCalls calls;

	private TestExchange exchange;

	@BeforeEach
	void exchange(@LocalServerPort int port) {
		TestClock.day("2026-03-02");
		this.snapshot.heard(Instant.parse("2027-12-31T00:00:00Z"));
		this.calls = new TestCalls(port);
		this.exchange = new TestExchange(this.calls, this.snapshot);
	}

	@Test
	void eitherSideRaisesAndTheAuthorityDecidesOnce() {
		String request = this.exchange.reviewed(UNTIL);
		this.exchange.step(this.exchange.providerHead, request, "refuse", Map.of("reason", "不属职责")).json();
		JsonNode raised = raise(this.exchange.officer, Map.of("request", request, "statement", "属法定职责")).json();
		String id = raised.path("id").asString();
		assertThat(raised.path("state").asString()).isEqualTo("open");
		assertThat(raised.path("agency").asString()).isEqualTo(this.exchange.requester.value());
		assertThat(seen(this.exchange.providerOfficer)).containsExactly(id);
		assertThat(seen(this.exchange.officer)).containsExactly(id);
		assertThat(seen(this.exchange.authority)).contains(id);
		raise(this.exchange.providerHead, Map.of("request", request, "statement", "另一项")).refused(409, "dispute-open");
		for (String token : List.of(this.exchange.providerHead, this.exchange.head,
				TestTokens.token("auditor", null, "auditor"))) {
			decide(token, id, Map.of("decision", "应当提供", "reason", "职责清单已列")).refused(403, "role-missing");
		}
		decide(this.exchange.authority, id, Map.of("decision", "应当提供")).refused(422, "request-incomplete");
		decide(this.exchange.authority, id, Map.of("reason", "职责清单已列")).refused(422, "request-incomplete");
		assertThat(dispute(id).path("state").asString()).isEqualTo("open");
		decide(this.exchange.authority, id, Map.of("decision", "应当提供", "reason", "职责清单已列")).json();
		JsonNode decided = dispute(id);
		assertThat(decided.path("state").asString()).isEqualTo("decided");
		assertThat(decided.path("decision").asString()).isEqualTo("应当提供");
		assertThat(decided.path("decided").asString()).isEqualTo("2026-03-02T01:00:00Z");
		decide(this.exchange.authority, id, Map.of("decision", "反之", "reason", "再议")).refused(409,
				"transition-impossible");
		assertThat(dispute(id).path("decision").asString()).isEqualTo("应当提供");
		raise(this.exchange.providerHead, Map.of("request", request, "statement", "执行中的争议")).json();
	}

	@Test
	void aGrantCanBeDisputedToo() {
		String grant = this.exchange.granted(UNTIL, Map.of());
		JsonNode raised = raise(this.exchange.head, Map.of("grant", grant, "statement", "擅自缩减")).json();
		assertThat(raised.path("grant").asString()).isEqualTo(grant);
		assertThat(raised.has("request")).isTrue();
	}

	@Test
	void foreignMattersLookLikeNone() {
		String request = this.exchange.submitted(UNTIL);
		String grant = this.exchange.granted(UNTIL, Map.of());
		String foreign = TestTokens.token("foreign", TestExchange.agency(), "sharing-officer", "sharing-head");
		for (String id : List.of(request, RequestId.random().value(), "x")) {
			raise(foreign, Map.of("request", id, "statement", "争议")).refused(404, "request-not-found");
		}
		for (String id : List.of(grant, GrantId.random().value(), "x")) {
			raise(foreign, Map.of("grant", id, "statement", "争议")).refused(404, "grant-not-found");
		}
		String id = raise(this.exchange.officer, Map.of("request", request, "statement", "争议")).json()
			.path("id")
			.asString();
		assertThat(seen(foreign)).isEmpty();
		decide(this.exchange.authority, RequestId.random().value(), Map.of("decision", "可", "reason", "可")).refused(404,
				"dispute-not-found");
		assertThat(dispute(id).path("state").asString()).isEqualTo("open");
	}

	@Test
	void whatIsNoMatterOfDisputeStoresNothing() {
		String request = this.exchange.submitted(UNTIL);
		String draft = this.exchange.draft(UNTIL);
		raise(this.exchange.officer, Map.of("statement", "争议")).refused(422, "request-incomplete");
		raise(this.exchange.officer, Map.of("request", request)).refused(422, "request-incomplete");
		raise(this.exchange.officer, Map.of("request", draft, "statement", "争议")).refused(409, "transition-impossible");
		raise(TestTokens.token("steward", this.exchange.requester, "steward"),
				Map.of("request", request, "statement", "争议"))
			.refused(403, "role-missing");
		assertThat(seen(this.exchange.officer)).isEmpty();
	}

	private TestCalls.Answer raise(String token, Map<String, Object> said) {
		return this.calls.post(token, "/disputes", said);
	}

	private TestCalls.Answer decide(String token, String id, Map<String, Object> said) {
		return this.calls.post(token, "/disputes/" + id + "/decision", said);
	}

	private List<String> seen(String token) {
		return this.calls.get(token, "/disputes")
			.json()
			.path("items")
			.valueStream()
			.map((dispute) -> dispute.path("id").asString())
			.toList();
	}

	private JsonNode dispute(String id) {
		return this.calls.get(this.exchange.authority, "/disputes")
			.json()
			.path("items")
			.valueStream()
			.filter((dispute) -> dispute.path("id").asString().equals(id))
			.findFirst()
			.orElseThrow();
	}

}
