package org.shuyuan.gateway.dispute;

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
import org.shuyuan.gateway.request.TestExchange;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.identifier.RequestId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@Import(TestClock.class)
class DisputeTests {

	private static final String UNTIL = "2026-12-31";

	private static final Map<String, Object> SHARE = Map.of("decision", "share", "reason", "职责清单已列");

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
			decide(token, id, SHARE).refused(403, "role-missing");
		}
		decide(this.exchange.authority, id, Map.of("decision", "share")).refused(422, "request-incomplete");
		decide(this.exchange.authority, id, Map.of("reason", "职责清单已列")).refused(422, "request-incomplete");
		decide(this.exchange.authority, id, Map.of("decision", "应当提供", "reason", "职责清单已列")).refused(422,
				"request-incomplete");
		state(this.exchange.providerOfficer, id, "另有渠道").json();
		assertThat(dispute(id).path("state").asString()).isEqualTo("open");
		decide(this.exchange.authority, id, SHARE).json();
		JsonNode decided = dispute(id);
		assertThat(decided.path("state").asString()).isEqualTo("decided");
		assertThat(decided.path("decision").asString()).isEqualTo("share");
		assertThat(decided.path("decided").asString()).isEqualTo("2026-03-02T01:00:00Z");
		decide(this.exchange.authority, id, Map.of("decision", "dismiss", "reason", "再议")).refused(409,
				"transition-impossible");
		assertThat(dispute(id).path("decision").asString()).isEqualTo("share");
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
		decide(this.exchange.authority, RequestId.random().value(), SHARE).refused(404, "dispute-not-found");
		state(foreign, id, "陈述").refused(404, "dispute-not-found");
		this.calls.get(foreign, "/disputes/" + id).refused(404, "dispute-not-found");
		this.calls.post(foreign, "/disputes/" + id + "/withdraw", Map.of()).refused(404, "dispute-not-found");
		assertThat(dispute(id).path("statements")).isEmpty();
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

	@Test
	void aDecisionToShareReopensTheRequestAndBindsTheProvider() {
		String request = this.exchange.ordered(UNTIL);
		assertThat(this.exchange.request(request).path("state").asString()).isEqualTo("ordered");
		assertThat(this.exchange.clock(request, "order").path("due").asString()).isEqualTo("2026-03-16");
		this.exchange.step(this.exchange.providerHead, request, "refuse", Map.of("reason", "仍不同意"))
			.refused(409, "transition-impossible");
		this.exchange
			.step(this.exchange.providerHead, request, "approve", Map.of("items", this.exchange.items(1), "quota", 1))
			.refused(422, "request-incomplete");
		assertThat(this.exchange.request(request).has("grant")).isFalse();
		JsonNode approved = this.exchange.step(this.exchange.providerHead, request, "approve", Map.of()).json();
		assertThat(approved.at("/grant/state").asString()).isEqualTo("active");
		assertThat(approved.at("/grant/items")).hasSize(2);
		assertThat(this.exchange.clock(request, "order").has("stopped")).isTrue();
	}

	@Test
	void theAuthorityGrantsByOrderOnceTheProvidersTermIsOver() {
		String request = this.exchange.ordered(UNTIL);
		TestClock.day("2026-03-16");
		this.exchange.step(this.exchange.authority, request, "order", Map.of()).refused(409, "order-term-running");
		assertThat(this.exchange.request(request).has("grant")).isFalse();
		TestClock.day("2026-03-17");
		this.exchange.step(this.exchange.providerHead, request, "order", Map.of()).refused(403, "role-missing");
		JsonNode ordered = this.exchange.step(this.exchange.authority, request, "order", Map.of()).json();
		assertThat(ordered.path("state").asString()).isEqualTo("approved");
		assertThat(ordered.at("/grant/state").asString()).isEqualTo("active");
		JsonNode clock = this.exchange.clock(request, "order");
		assertThat(clock.path("overdue").asBoolean()).isFalse();
		assertThat(clock.path("late").asBoolean()).isTrue();
	}

	@Test
	void aDismissedDisputeChangesNothing() {
		String request = this.exchange.reviewed(UNTIL);
		this.exchange.step(this.exchange.providerHead, request, "refuse", Map.of("reason", "不属职责")).json();
		String id = raised(Map.of("request", request, "statement", "属法定职责"));
		state(this.exchange.providerHead, id, "另有渠道").json();
		decide(this.exchange.authority, id, Map.of("decision", "restore", "reason", "无授权")).refused(409,
				"transition-impossible");
		decide(this.exchange.authority, id, Map.of("decision", "dismiss", "reason", "理由充分")).json();
		assertThat(this.exchange.request(request).path("state").asString()).isEqualTo("refused");
	}

	@Test
	void theOtherSideIsHeardBeforeTheDecisionOrLetsItsTermPass() {
		String request = this.exchange.submitted(UNTIL);
		String id = raised(Map.of("request", request, "statement", "久拖不决"));
		JsonNode open = dispute(id);
		assertThat(open.path("statementDue").asString()).isEqualTo("2026-03-09");
		assertThat(open.path("decisionDue").asString()).isEqualTo("2026-03-30");
		state(this.exchange.officer, id, "补充材料").json();
		decide(this.exchange.authority, id, SHARE).refused(409, "statement-awaited");
		TestClock.day("2026-03-09");
		decide(this.exchange.authority, id, SHARE).refused(409, "statement-awaited");
		assertThat(dispute(id).path("state").asString()).isEqualTo("open");
		assertThat(this.exchange.request(request).path("state").asString()).isEqualTo("submitted");
		TestClock.day("2026-03-31");
		assertThat(dispute(id).path("overdue").asBoolean()).isTrue();
		decide(this.exchange.authority, id, SHARE).json();
		assertThat(dispute(id).path("overdue").asBoolean()).isFalse();
		assertThat(dispute(id).path("statements")).hasSize(1);
		assertThat(this.exchange.request(request).path("state").asString()).isEqualTo("ordered");
	}

	@Test
	void whoSpokeForASideDoesNotDecide() {
		String request = this.exchange.submitted(UNTIL);
		String id = raised(Map.of("request", request, "statement", "争议"));
		String both = TestTokens.token("p-officer-2", this.exchange.provider, "sharing-officer", "authority");
		state(both, id, "另有渠道").json();
		decide(both, id, SHARE).refused(403, "second-person-needed");
		assertThat(dispute(id).path("state").asString()).isEqualTo("open");
		assertThat(this.exchange.request(request).path("state").asString()).isEqualTo("submitted");
	}

	@Test
	void onlyTheSideThatRaisedItWithdrawsADispute() {
		String request = this.exchange.submitted(UNTIL);
		String id = raised(Map.of("request", request, "statement", "争议"));
		withdraw(this.exchange.providerHead, id).refused(403, "role-missing");
		assertThat(dispute(id).path("state").asString()).isEqualTo("open");
		withdraw(this.exchange.officer, id).json();
		assertThat(dispute(id).path("state").asString()).isEqualTo("withdrawn");
		withdraw(this.exchange.officer, id).refused(409, "transition-impossible");
		state(this.exchange.providerHead, id, "迟到的陈述").refused(409, "transition-impossible");
		decide(this.exchange.authority, id, SHARE).refused(409, "transition-impossible");
		raise(this.exchange.officer, Map.of("request", request, "statement", "再次提出")).json();
	}

	@Test
	void aDecisionRestoresAGrantAsItWasAskedFor() {
		String cut = this.exchange.granted(UNTIL, Map.of("items", this.exchange.items(1), "quota", 3));
		String id = raised(Map.of("grant", cut, "statement", "擅自缩减"));
		state(this.exchange.providerOfficer, id, "最小必要").json();
		decide(this.exchange.authority, id, Map.of("decision", "restore", "reason", "须按职责提供")).json();
		JsonNode grant = this.exchange.grant(cut);
		assertThat(grant.path("items")).hasSize(2);
		assertThat(grant.has("quota")).isFalse();
		String revoked = this.exchange.granted(UNTIL, Map.of());
		this.calls
			.post(this.exchange.providerHead, "/grants/" + revoked + "/revoke",
					Map.of("reason", "系统下线", "filing", "已协商"))
			.json();
		String second = raised(Map.of("grant", revoked, "statement", "未协商"));
		state(this.exchange.providerOfficer, second, "已协商").json();
		decide(this.exchange.authority, second, Map.of("decision", "end", "reason", "已收回")).refused(409,
				"transition-impossible");
		decide(this.exchange.authority, second, Map.of("decision", "restore", "reason", "未经协商")).json();
		assertThat(this.exchange.grant(revoked).path("state").asString()).isEqualTo("active");
	}

	@Test
	void aDecisionEndsAGrant() {
		String grant = this.exchange.granted(UNTIL, Map.of());
		String id = raise(this.exchange.providerHead, Map.of("grant", grant, "statement", "超范围使用")).json()
			.path("id")
			.asString();
		state(this.exchange.officer, id, "没有超出").json();
		decide(this.exchange.authority, id, Map.of("decision", "end", "reason", "查明属实")).json();
		assertThat(this.exchange.grant(grant).path("state").asString()).isEqualTo("revoked");
	}

	private String raised(Map<String, Object> said) {
		return raise(this.exchange.officer, said).json().path("id").asString();
	}

	private TestCalls.Answer state(String token, String id, String statement) {
		return this.calls.post(token, "/disputes/" + id + "/statements", Map.of("statement", statement));
	}

	private TestCalls.Answer withdraw(String token, String id) {
		return this.calls.post(token, "/disputes/" + id + "/withdraw", Map.of("reason", "已协商一致"));
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
