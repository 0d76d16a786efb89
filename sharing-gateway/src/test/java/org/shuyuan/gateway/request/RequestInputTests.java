package org.shuyuan.gateway.request;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestClock;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.vocab.classification.SharingClass;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing that arrives is believed: what does not fit is refused by name. */
@GatewayTest
@Import(TestClock.class)
class RequestInputTests {

	private static final String UNTIL = "2026-12-31";

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
	void misspeltLimitsGrantNothing() {
		String id = this.exchange.reviewed(UNTIL);
		JsonNode refused = approve(id,
				Map.of("row", List.of("区:eq:东湖区"), "quotas", 10, "expires", UNTIL, "Until", UNTIL, "reason", "可"))
			.refused(422, "request-incomplete");
		assertThat(refused.path("violations").valueStream().map((each) -> each.path("path").asString()))
			.containsExactlyInAnyOrder("row", "quotas", "expires", "Until", "reason");
		assertNothingGranted(id);
	}

	@Test
	void limitsThatCannotBeMeantGrantNothing() {
		upload();
		String id = this.exchange.reviewed(UNTIL);
		for (Map<String, Object> limits : List.<Map<String, Object>>of(Map.of("rows", "区:eq:东湖区"),
				Map.of("rows", List.of("区:lt")), Map.of("rows", List.of("联系人:lt:abc")),
				Map.of("rows", List.of("别的:eq:1")), Map.of("rows", List.of("区:like:东")), Map.of("items", List.of()),
				Map.of("items", this.exchange.items(3)),
				Map.of("items", Collections.nCopies(2, this.exchange.items(1).getFirst())), Map.of("quota", 0),
				Map.of("quota", -5), Map.of("quota", Map.of("row", 5)), Map.of("quota", "5"),
				Map.of("until", "2026-03-01"), Map.of("until", "2027-01-01"), Map.of("until", "+999999999-12-31"),
				Map.of("until", 20261231))) {
			approve(id, limits).refused(422, "request-incomplete");
		}
		for (String list : List.of("rows", "items")) {
			approve(id, Map.of(list, Collections.singletonList(null))).refused(400, "body-broken");
		}
		assertNothingGranted(id);
	}

	@Test
	void bodiesThatAreNoObjectsAreRefused() {
		String id = this.exchange.reviewed(UNTIL);
		this.calls.post(this.exchange.providerHead, "/requests/" + id + "/approve", List.of(1))
			.refused(422, "request-incomplete");
		this.calls.post(this.exchange.officer, "/requests", "text").refused(422, "request-incomplete");
		assertNothingGranted(id);
	}

	@Test
	void everyStepTakesOnlyItsOwnMembers() {
		String draft = this.exchange.draft(UNTIL);
		this.exchange.sign();
		this.exchange.step(this.exchange.head, draft, "agree", Map.of("until", "2030-12-31"))
			.refused(422, "request-incomplete");
		assertThat(this.exchange.request(draft).path("state").asString()).isEqualTo("draft");
		String submitted = this.exchange.submitted(UNTIL);
		this.exchange
			.step(this.exchange.providerOfficer, submitted, "review", Map.of("opinion", "可", "items", List.of()))
			.refused(422, "request-incomplete");
		this.exchange.step(this.exchange.providerOfficer, submitted, "extend", Map.of("reason", "量大", "day", 5))
			.refused(422, "request-incomplete");
		this.exchange.step(this.exchange.officer, submitted, "withdraw", Map.of("why", "不用了"))
			.refused(422, "request-incomplete");
		assertThat(this.exchange.request(submitted).path("state").asString()).isEqualTo("submitted");
		assertThat(this.exchange.request(submitted).path("history")).hasSize(2);
	}

	@Test
	void aDraftThatDoesNotFitItsEntryIsRefusedAtOnce() {
		upload();
		long before = drafts();
		refused("onlyWithin", true, "onlyWithin");
		refused("mode", "carrier-pigeon", "mode");
		refused("mode", "Service-Interface", "mode");
		refused("until", "2099-12-31", "until");
		refused("until", "2026-03-01", "until");
		refused("basis", " ", "basis");
		refused("basis", "x", "basis");
		refused("scenario", "……", "scenario");
		refused("rows", List.of("联系人:gt:许多"), "rows");
		draft(this.exchange, this.exchange.officer, "scope", "a\u202eb").refused(400, "value-invalid");
		draft(this.exchange, this.exchange.officer, "rows", Arrays.asList("区:eq:东湖区", null)).refused(400,
				"body-broken");
		refused("items", List.of("x"), "items");
		refused("items", Collections.nCopies(2, this.exchange.items(1).getFirst()), "items");
		assertThat(drafts()).isEqualTo(before);
	}

	@Test
	void purposeAndScopeAreToldToWhoDrafts() {
		long before = drafts();
		draft(this.exchange, this.exchange.officer, "purpose", "marketing").refused(403, "purpose-not-covered");
		TestExchange closed = new TestExchange(this.calls, this.snapshot, new SharingClass.Conditional(
				java.util.Set.of(TestExchange.agency()), java.util.Set.of(TestExchange.PURPOSE)));
		draft(closed, closed.officer, "basis", "依据全文").refused(403, "scope-not-covered");
		TestExchange open = new TestExchange(this.calls, this.snapshot, new SharingClass.Unconditional());
		draft(open, open.officer, "purpose", "我就想看看").refused(422, "request-incomplete");
		draft(open, TestTokens.token("own", open.provider, "sharing-officer"), "basis", "依据全文").refused(422,
				"request-own-data");
		assertThat(drafts()).isEqualTo(before);
	}

	@Test
	void completingDoesNotChangeTheMode() {
		String id = this.exchange.submitted(UNTIL);
		this.exchange.step(this.exchange.providerOfficer, id, "ask-completion", Map.of("missing", List.of("依据")))
			.json();
		Map<String, Object> fields = this.exchange.fields(UNTIL);
		fields.put("mode", "file-download");
		String tag = this.calls.get(this.exchange.officer, "/requests/" + id).header("ETag");
		this.calls.put(this.exchange.officer, "/requests/" + id, fields, "If-Match", tag)
			.refused(422, "request-incomplete");
		assertThat(this.exchange.request(id).path("mode").asString()).isEqualTo("service-interface");
	}

	@Test
	void theUndertakingIsAFixedTextSignedForATerm() {
		String draft = this.exchange.draft(UNTIL);
		this.calls.post(this.exchange.head, "/undertakings", Map.of("text", "承诺")).refused(422, "request-incomplete");
		this.calls.post(this.exchange.head, "/undertakings", Map.of("version", 7)).refused(409, "undertaking-outdated");
		agree(draft).refused(409, "undertaking-missing");
		this.exchange.sign();
		JsonNode signed = this.calls.get(this.exchange.head, "/undertakings").json().at("/items/0");
		assertThat(signed.path("version").asInt()).isEqualTo(1);
		assertThat(signed.path("until").asString()).isEqualTo("2029-03-02");
		assertThat(signed.path("text").asString()).startsWith("本部门承诺：");
		this.sql.sql("update gateway.undertaking set until = date '2026-03-01' where agency = :agency")
			.param("agency", this.exchange.requester.value())
			.update();
		agree(draft).refused(409, "undertaking-missing");
		assertThat(this.exchange.request(draft).path("state").asString()).isEqualTo("draft");
		this.exchange.sign();
		this.sql.sql("""
				insert into gateway.undertaking_text (version, text_zh, text_en, since)
				values (2, '新的承诺', 'A new undertaking', date '2026-03-02')
				""").update();
		try {
			agree(draft).refused(409, "undertaking-missing");
			this.calls.post(this.exchange.head, "/undertakings", Map.of("version", 1))
				.refused(409, "undertaking-outdated");
			this.exchange.sign();
			agree(draft).json();
		}
		finally {
			this.sql.sql("delete from gateway.undertaking_text where version = 2").update();
		}
	}

	private TestCalls.Answer agree(String id) {
		return this.exchange.step(this.exchange.head, id, "agree", Map.of());
	}

	private void refused(String member, Object value, String path) {
		JsonNode problem = draft(this.exchange, this.exchange.officer, member, value).refused(422,
				"request-incomplete");
		assertThat(problem.path("violations").valueStream().map((each) -> each.path("path").asString()))
			.as(problem.toString())
			.containsExactly(path);
	}

	private TestCalls.Answer draft(TestExchange of, String token, String member, Object value) {
		Map<String, Object> fields = new HashMap<>(of.fields(UNTIL));
		fields.put(member, value);
		return this.calls.post(token, "/requests", fields);
	}

	private TestCalls.Answer approve(String id, Map<String, Object> limits) {
		return this.exchange.step(this.exchange.providerHead, id, "approve", limits);
	}

	private void assertNothingGranted(String id) {
		assertThat(this.exchange.request(id).path("state").asString()).isEqualTo("reviewed");
		assertThat(this.exchange.request(id).has("grant")).isFalse();
	}

	private long drafts() {
		return this.sql.sql("select count(*) from gateway.request").query(Long.class).single();
	}

	/** A table whose third column, described as text, turns out to hold numbers. */
	private void upload() {
		this.calls
			.upload(TestTokens.token("steward", this.exchange.provider, "steward"),
					"/distributions/" + this.exchange.distribution + "/data?wait=60&filename=permits.csv",
					"许可编号,区,联系人\nA1,东湖区,12\nA2,西岭区,7\n")
			.json();
	}

}
