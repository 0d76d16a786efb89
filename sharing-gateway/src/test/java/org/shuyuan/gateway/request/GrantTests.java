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
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@Import(TestClock.class)
class GrantTests {

	private static final String UNTIL = "2026-12-31";

	private static final String STOPPED_FOR = "与使用部门协商一致，业务已归并";

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

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
	void dataFlowClockStopsWhenDataFlowAndNotBefore() {
		upload();
		JsonNode approved = this.exchange.approved(UNTIL, Map.of());
		String request = approved.path("id").asString();
		String grant = approved.at("/grant/id").asString();
		assertThat(this.exchange.clock(request, "data-flow").path("due").asString()).isEqualTo("2026-03-30");
		TestClock.day("2026-03-31");
		this.snapshot.heard(Instant.parse("2027-12-31T00:00:00Z"));
		rows(grant, "?filter=%E5%8C%BA:eq:nowhere").json();
		rows(grant, "?select=%E8%81%94%E7%B3%BB%E4%BA%BA").refused(403, "items-not-covered");
		assertThat(this.exchange.clock(request, "data-flow").path("overdue").asBoolean()).isTrue();
		assertThat(this.exchange.grant(grant).has("firstDelivery")).isFalse();
		rows(grant, "").json();
		JsonNode clock = this.exchange.clock(request, "data-flow");
		assertThat(clock.path("stopped").asString()).isEqualTo("2026-03-31T01:00:00Z");
		assertThat(clock.path("remaining").asInt()).isEqualTo(-1);
		assertThat(clock.path("overdue").asBoolean()).isFalse();
	}

	@Test
	void theProvidersTimeEndsWhenDataAreThereToBeFetched() {
		String before = this.exchange.approved(UNTIL, Map.of()).path("id").asString();
		assertThat(this.exchange.clock(before, "provision").path("due").asString()).isEqualTo("2026-03-30");
		TestClock.day("2026-03-04");
		upload();
		assertThat(this.exchange.clock(before, "provision").path("stopped").asString())
			.isEqualTo("2026-03-04T01:00:00Z");
		assertThat(this.exchange.clock(before, "data-flow").has("stopped")).isFalse();
		String after = this.exchange.approved(UNTIL, Map.of()).path("id").asString();
		assertThat(this.exchange.clock(after, "provision").has("stopped")).isTrue();
		TestClock.day("2026-05-06");
		assertThat(this.exchange.clock(after, "provision").path("late").asBoolean()).isFalse();
	}

	@Test
	void aTermToPutMisuseRightHasALatestDay() {
		String grant = this.exchange.granted(UNTIL, Map.of());
		for (String until : List.of("2027-03-02", "9999-12-31", "+999999999-12-31", "2026-02-30")) {
			act(this.exchange.providerHead, grant, "suspend", Map.of("reason", "超范围使用", "until", until)).refused(422,
					"request-incomplete");
		}
		assertThat(this.exchange.grant(grant).path("state").asString()).isEqualTo("active");
	}

	@Test
	void aStepOnAGrantTakesOnlyItsOwnMembers() {
		String grant = this.exchange.granted(UNTIL, Map.of());
		Map<String, Map<String, Object>> misspelt = Map.of("suspend", Map.of("reason", "违规", "untill", "2026-04-30"),
				"revoke", Map.of("reason", "违规", "fileing", STOPPED_FOR), "disposal",
				Map.of("how", "销毁", "reason", "结束"));
		misspelt.forEach((step, said) -> {
			String token = step.equals("disposal") ? this.exchange.officer : this.exchange.authority;
			assertThat(act(token, grant, step, said).refused(422, "request-incomplete")
				.at("/violations/0/code")
				.asString()).isEqualTo("member-unknown");
		});
		assertThat(this.exchange.grant(grant).path("state").asString()).isEqualTo("active");
		assertThat(steps(grant)).isEmpty();
	}

	@Test
	void misuseIsSuspendedAtOnceThenGivenATermThenEnded() {
		upload();
		String grant = this.exchange.granted(UNTIL, Map.of());
		rows(grant, "").json();
		act(this.exchange.providerHead, grant, "suspend", Map.of()).refused(422, "request-incomplete");
		act(this.exchange.providerHead, grant, "suspend", Map.of("reason", "超范围使用", "until", "2026-03-01")).refused(422,
				"request-incomplete");
		rows(grant, "").json();
		JsonNode suspended = act(this.exchange.providerHead, grant, "suspend", Map.of("reason", "超范围使用")).json();
		assertThat(suspended.path("state").asString()).isEqualTo("suspended");
		assertThat(suspended.path("rectifyBy").asString()).isEqualTo("2026-03-16");
		rows(grant, "").refused(403, "grant-suspended");
		revoke(this.exchange.providerHead, grant, Map.of("reason", "未整改")).refused(409, "filing-missing");
		TestClock.day("2026-03-16");
		revoke(this.exchange.providerHead, grant, Map.of("reason", "未整改")).refused(409, "filing-missing");
		assertThat(this.exchange.grant(grant).path("state").asString()).isEqualTo("suspended");
		TestClock.day("2026-03-17");
		JsonNode revoked = revoke(this.exchange.providerHead, grant, Map.of("reason", "未整改")).json();
		assertThat(revoked.path("state").asString()).isEqualTo("revoked");
		assertThat(steps(grant)).containsExactly("suspend p-head 超范围使用", "revoke p-head 未整改");
		act(this.exchange.providerHead, grant, "resume", Map.of()).refused(409, "transition-impossible");
		rows(grant, "").refused(403, "grant-revoked");
	}

	@Test
	void whatWasPutRightGoesOn() {
		upload();
		String grant = this.exchange.granted(UNTIL, Map.of());
		act(this.exchange.providerHead, grant, "resume", Map.of()).refused(409, "transition-impossible");
		act(this.exchange.providerHead, grant, "suspend", Map.of("reason", "超范围使用", "until", "2026-04-30")).json();
		act(this.exchange.providerHead, grant, "suspend", Map.of("reason", "又一次")).refused(409,
				"transition-impossible");
		assertThat(this.exchange.grant(grant).path("rectifyBy").asString()).isEqualTo("2026-04-30");
		JsonNode resumed = act(this.exchange.providerHead, grant, "resume", Map.of("reason", "已整改")).json();
		assertThat(resumed.path("state").asString()).isEqualTo("active");
		assertThat(resumed.has("rectifyBy")).isFalse();
		rows(grant, "").json();
	}

	@Test
	void everyStepIsSeenByOtherInstancesAndNoRefusedOne() {
		String grant = this.exchange.granted(UNTIL, Map.of());
		long before = epoch();
		act(this.exchange.providerHead, grant, "suspend", Map.of("reason", "超范围使用")).json();
		act(this.exchange.providerHead, grant, "suspend", Map.of("reason", "又一次")).refused(409,
				"transition-impossible");
		assertThat(epoch()).isEqualTo(before + 1);
		revoke(this.exchange.authority, grant, Map.of("reason", "法规已修改")).json();
		assertThat(epoch()).isEqualTo(before + 2);
	}

	@Test
	void whatTheAuthoritySuspendedOnlyTheAuthorityResumes() {
		String grant = this.exchange.granted(UNTIL, Map.of());
		act(this.exchange.authority, grant, "suspend", Map.of("reason", "检查发现问题")).json();
		act(this.exchange.providerHead, grant, "resume", Map.of()).refused(403, "role-missing");
		assertThat(this.exchange.grant(grant).path("state").asString()).isEqualTo("suspended");
		act(this.exchange.authority, grant, "resume", Map.of()).json();
		assertThat(steps(grant)).containsExactly("suspend authority 检查发现问题", "resume authority null");
	}

	@Test
	void providerStopsAServiceInUseOnlyByFilingWithTheAuthority() {
		upload();
		String grant = this.exchange.granted(UNTIL, Map.of());
		revoke(this.exchange.providerHead, grant, Map.of("reason", "系统下线")).refused(409, "filing-missing");
		revoke(this.exchange.providerHead, grant, Map.of("reason", "系统下线", "filing", " ")).refused(409,
				"filing-missing");
		revoke(this.exchange.providerHead, grant, Map.of("filing", STOPPED_FOR)).refused(422, "request-incomplete");
		rows(grant, "").json();
		assertThat(filings(this.exchange.authority, grant)).isEmpty();
		revoke(this.exchange.providerHead, grant, Map.of("reason", "系统下线", "filing", STOPPED_FOR)).json();
		assertThat(steps(grant)).containsExactly("file p-head " + STOPPED_FOR, "revoke p-head 系统下线");
		for (String token : List.of(this.exchange.authority, this.exchange.officer, this.exchange.providerOfficer)) {
			assertThat(filings(token, grant)).containsExactly(STOPPED_FOR);
		}
		assertThat(filings(TestTokens.token("x", TestExchange.agency(), "sharing-officer"), grant)).isEmpty();
	}

	@Test
	void authorityEndsAGrantWithAReason() {
		JsonNode approved = this.exchange.approved(UNTIL, Map.of());
		String grant = approved.at("/grant/id").asString();
		revoke(this.exchange.authority, grant, Map.of()).refused(422, "request-incomplete");
		revoke(this.exchange.authority, grant, Map.of("reason", "法规已修改")).json();
		JsonNode clock = this.exchange.clock(approved.path("id").asString(), "data-flow");
		assertThat(clock.has("stopped")).isTrue();
		revoke(this.exchange.authority, grant, Map.of("reason", "再次")).refused(409, "transition-impossible");
	}

	@Test
	void nobodyElseTouchesAGrant() {
		String grant = this.exchange.granted(UNTIL, Map.of());
		String foreign = TestTokens.token("foreign", TestExchange.agency(), "sharing-head", "sharing-officer");
		String auditor = TestTokens.token("auditor", null, "auditor");
		Map<String, Object> said = Map.of("reason", "理由", "filing", STOPPED_FOR);
		Map<String, Object> disposed = Map.of("how", "销毁");
		for (String step : List.of("suspend", "resume", "revoke")) {
			act(foreign, grant, step, said).refused(404, "grant-not-found");
			act(auditor, grant, step, said).refused(403, "role-missing");
			act(this.exchange.head, grant, step, said).refused(403, "role-missing");
			act(this.exchange.providerOfficer, grant, step, said).refused(403, "role-missing");
		}
		act(foreign, grant, "disposal", disposed).refused(404, "grant-not-found");
		act(this.exchange.providerHead, grant, "disposal", disposed).refused(403, "role-missing");
		act(this.exchange.authority, grant, "disposal", disposed).refused(403, "role-missing");
		assertThat(this.exchange.grant(grant).path("state").asString()).isEqualTo("active");
		assertThat(steps(grant)).isEmpty();
		this.calls.get(foreign, "/grants/" + grant).refused(404, "grant-not-found");
	}

	@Test
	void disposalIsConfirmedOnRecordAndEndsTheGrant() {
		upload();
		JsonNode approved = this.exchange.approved(UNTIL, Map.of());
		String grant = approved.at("/grant/id").asString();
		act(this.exchange.officer, grant, "disposal", Map.of("how", "")).refused(422, "request-incomplete");
		rows(grant, "").json();
		JsonNode ended = act(this.exchange.officer, grant, "disposal", Map.of("how", "逻辑删除并覆写")).json();
		assertThat(ended.path("state").asString()).isEqualTo("ended");
		assertThat(ended.path("disposal").asString()).isEqualTo("逻辑删除并覆写");
		assertThat(steps(grant)).containsExactly("disposal officer 逻辑删除并覆写");
		rows(grant, "").refused(403, "grant-expired");
		act(this.exchange.officer, grant, "disposal", Map.of("how", "再次")).refused(409, "transition-impossible");
		assertThat(this.exchange.grant(grant).path("disposal").asString()).isEqualTo("逻辑删除并覆写");
	}

	@Test
	void whatWasRevokedOrHasExpiredIsDisposedOfToo() {
		String revoked = this.exchange.granted(UNTIL, Map.of());
		revoke(this.exchange.authority, revoked, Map.of("reason", "法规已修改")).json();
		assertThat(act(this.exchange.head, revoked, "disposal", Map.of("how", "销毁")).json().path("state").asString())
			.isEqualTo("revoked");
		String expired = this.exchange.granted("2026-04-30", Map.of());
		TestClock.day("2026-05-01");
		assertThat(this.exchange.grant(expired).path("state").asString()).isEqualTo("expired");
		act(this.exchange.providerHead, expired, "suspend", Map.of("reason", "理由")).refused(409,
				"transition-impossible");
		assertThat(act(this.exchange.head, expired, "disposal", Map.of("how", "销毁")).json().path("state").asString())
			.isEqualTo("ended");
	}

	@Test
	void anOutdatedEtagChangesNothing() {
		String grant = this.exchange.granted(UNTIL, Map.of());
		this.calls
			.post(this.exchange.providerHead, "/grants/" + grant + "/suspend", Map.of("reason", "理由"), "If-Match",
					"\"7\"")
			.refused(412, "precondition-failed");
		assertThat(this.exchange.grant(grant).path("state").asString()).isEqualTo("active");
		assertThat(steps(grant)).isEmpty();
	}

	private long epoch() {
		return this.sql.sql("select number from gateway.revocation_epoch").query(Long.class).single();
	}

	private TestCalls.Answer act(String token, String grant, String step, Map<String, Object> said) {
		return this.calls.post(token, "/grants/" + grant + "/" + step, said);
	}

	private TestCalls.Answer revoke(String token, String grant, Map<String, Object> said) {
		return act(token, grant, "revoke", said);
	}

	private List<String> steps(String grant) {
		return this.exchange.grant(grant)
			.path("history")
			.valueStream()
			.map((done) -> "%s %s %s".formatted(done.path("what").asString(), done.path("by").asString(),
					done.path("note").asString("null")))
			.toList();
	}

	private List<String> filings(String token, String grant) {
		return this.calls.get(token, "/filings")
			.json()
			.path("items")
			.valueStream()
			.filter((filing) -> filing.path("grant").asString().equals(grant))
			.map((filing) -> filing.path("filing").asString())
			.toList();
	}

	private void upload() {
		this.calls
			.upload(TestTokens.token("steward", this.exchange.provider, "steward"),
					"/distributions/" + this.exchange.distribution + "/data?wait=60&filename=permits.csv",
					"许可编号,区,联系人\nA1,东湖区,张\nA2,西岭区,李\n")
			.json();
	}

	private TestCalls.Answer rows(String grant, String query) {
		return this.calls.get(this.exchange.officer, "/distributions/" + this.exchange.distribution + "/rows" + query,
				"Shuyuan-Grant", grant, "Shuyuan-Purpose", TestExchange.PURPOSE);
	}

}
