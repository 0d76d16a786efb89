package org.shuyuan.gateway.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.GrantId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@GatewayTest
class AccessGateTests {

	/** In the form of a resident's number, with the right check digit. */
	private static final String RESIDENT = "110101199003078670";

	private final Snapshot snapshot;

	private final JdbcClient sql;

	private final TestDoor door;

	AccessGateTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql) {
		this.snapshot = snapshot;
		this.sql = sql;
		this.door = new TestDoor(port, snapshot, sql);
	}

	@BeforeEach
	void heard() {
		this.snapshot.heard(Instant.now().plusSeconds(600));
	}

	@Test
	void recordsBeforeReleasingAndCutsWhatMayNotOpen() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\nA2,西岭区,李\n");
		HttpResponse<String> rows = this.door.get("/rows?format=csv");
		assertThat(rows.statusCode()).isEqualTo(200);
		assertThat(rows.body()).startsWith("许可编号,区\r\n").contains("A1,东湖区").doesNotContain("张");
		assertThat(this.door.recorded(rows).path("outcome").asString()).isEqualTo("permit");
		TestDoor.refused(this.door.get("/file"), 403, "item-not-open");
		TestDoor.refused(this.door.get("/rows?select=" + TestDoor.encoded("联系人")), 403, "item-not-open");
		TestDoor.refused(this.door.get("/rows?filter=" + TestDoor.encoded("联系人:eq:张")), 403, "item-not-open");
	}

	@Test
	void doesNotTellADraftFromNothing() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\n");
		var known = this.snapshot.find(this.door.entry).orElseThrow();
		this.snapshot.put(new KnownEntry(known.id(), false, false, known.entry(), known.items()));
		TestDoor.refused(this.door.get("/rows"), 404, "distribution-not-found");
		TestDoor.refused(this.door.get("/file"), 404, "distribution-not-found");
	}

	@Test
	void closesWhatTheEntryNoLongerLists() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\n");
		assertThat(this.door.get("/rows").statusCode()).isEqualTo(200);
		TestEntries.put(this.snapshot,
				TestEntries.entry(this.door.entry, DistributionId.random(), TestDoor.PROVIDER,
						new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"),
						List.of(TestEntries.item("许可编号", true))));
		TestDoor.refused(this.door.get("/rows"), 404, "distribution-not-found");
		TestDoor.refused(this.door.get("/file"), 404, "distribution-not-found");
	}

	@Test
	void refusesLimitsBelowOneInEveryFormat() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\n");
		for (String format : List.of("json", "csv", "xlsx", "ndjson")) {
			TestDoor.refused(this.door.get("/rows?limit=-5&format=" + format), 400, "parameter-invalid");
		}
		TestDoor.refused(this.door.get("/rows?filter=%FF"), 400, "parameter-invalid");
	}

	@Test
	void putsRowsTogetherThroughTheSameDoor() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\nA2,西岭区,李\nA3,西岭区,李\n");
		HttpResponse<String> counted = this.door.get("/groups?by=" + TestDoor.encoded("区") + "&top=1");
		assertThat(counted.statusCode()).as(counted.body()).isEqualTo(200);
		assertThat(TestDoor.JSON.readTree(counted.body())).isEqualTo(TestDoor.JSON
			.readTree("{'by':'区','measure':'count','groups':[{'value':'西岭区','rows':2}],".replace('\'', '"')
					+ "\"others\":{\"values\":1,\"rows\":1}}"));
		assertThat(this.door.recorded(counted).path("outcome").asString()).isEqualTo("permit");
		HttpResponse<String> refused = this.door.get("/groups?by=" + TestDoor.encoded("联系人"));
		TestDoor.refused(refused, 403, "item-not-open");
		assertThat(this.door.recorded(refused).path("outcome").asString()).isEqualTo("refuse");
		TestDoor.refused(
				this.door.get("/groups?by=" + TestDoor.encoded("区") + "&filter=" + TestDoor.encoded("联系人:eq:张")), 403,
				"item-not-open");
		TestDoor.refused(this.door.get("/groups?by=nothing"), 403, "item-not-open");
		TestDoor.refused(this.door.get("/groups?by=" + TestDoor.encoded("区") + "&unit=year"), 400, "group-unit");
		TestDoor.refused(
				this.door.get("/groups?by=" + TestDoor.encoded("区") + "&measure=sum&of=" + TestDoor.encoded("区")), 400,
				"group-measure");
		TestDoor.refused(this.door.get("/groups?by=" + TestDoor.encoded("区") + "&measure=median"), 400,
				"parameter-invalid");
		TestDoor.refused(this.door.get("/groups?by=" + TestDoor.encoded("区") + "&top=0"), 400, "parameter-invalid");
	}

	@Test
	void answersWhatIsKnownAlreadyWithoutBytesButNotWithoutADecision() throws Exception {
		Entry entry = this.door.publishOpen();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\n");
		for (String path : List.of("/rows", "/groups?by=" + TestDoor.encoded("区"))) {
			String tag = this.door.get(path).headers().firstValue("ETag").orElseThrow();
			HttpResponse<String> known = this.door.get(path, null, "If-None-Match", tag);
			assertThat(known.statusCode()).isEqualTo(304);
			assertThat(known.body()).isEmpty();
			assertThat(this.door.recorded(known).path("outcome").asString()).isEqualTo("permit");
			assertThat(this.door.get(path, null, "If-None-Match", "W/\"0\"").statusCode()).isEqualTo(200);
		}
		String tag = this.door.get("/rows").headers().firstValue("ETag").orElseThrow();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\n");
		assertThat(this.door.get("/rows", null, "If-None-Match", tag).statusCode()).isEqualTo(200);
		tag = this.door.get("/rows").headers().firstValue("ETag").orElseThrow();
		List<DataItem> closed = entry.items()
			.stream()
			.map((item) -> item.columnName().equals("区") ? TestEntries.item("区", false) : item)
			.toList();
		this.door.publish(entry.sharing(), entry.openness(), closed);
		HttpResponse<String> fewer = this.door.get("/rows", null, "If-None-Match", tag);
		assertThat(fewer.statusCode()).isEqualTo(200);
		assertThat(fewer.body()).doesNotContain("东湖区");
		this.door.publish(entry.sharing(), new Openness.NotOpen("", List.of()));
		TestDoor.refused(this.door.get("/rows", null, "If-None-Match", tag), 403, "not-open");
	}

	@Test
	void doesNotTellAClosedColumnFromNone() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号,区,联系人,电话数\nA1,东湖区,张,1\n");
		for (String query : List.of("/rows?select=%s", "/rows?select=%s,区", "/rows?sort=-%s", "/rows?filter=%s:eq:1",
				"/rows?filter=%s:gt:x", "/rows?filter=%s:like:x", "/rows?filter=%s", "/rows?select=%s&format=xml",
				"/rows?select=%s&limit=0", "/rows?select=%s&after=x", "/groups?by=%s", "/groups?by=%s&unit=day",
				"/groups?by=区&measure=sum&of=%s")) {
			assertThat(told(query, "电话数")).as(query).isEqualTo(told(query, "联系人")).isEqualTo(told(query, "没有的列"));
		}
	}

	/** What is told of a column, without its name and the number of the decision. */
	private String told(String query, String column) throws Exception {
		String asked = query.formatted(column);
		StringBuilder path = new StringBuilder();
		asked.codePoints().forEach((sign) -> path.append((sign < 128) ? Character.toString(sign) : encoded(sign)));
		HttpResponse<String> answer = this.door.get(path.toString());
		String decision = answer.headers().firstValue("Shuyuan-Decision").orElse("-");
		assertThat(answer.statusCode()).isBetween(400, 403);
		return answer.statusCode() + answer.body().replace(decision, "#").replace(column, "#");
	}

	private static String encoded(int sign) {
		return TestDoor.encoded(Character.toString(sign));
	}

	@Test
	void closesOnlyTheColumnsThatMeetTheNegativeList() throws Exception {
		Entry described = this.door.publish(
				new SharingClass.Conditional(Set.of(TestDoor.REQUESTER), Set.of(TestDoor.PURPOSE)),
				new Openness.Unconditional("cc-by-4.0"),
				List.of(TestEntries.item("许可编号", true), TestEntries.item("区", true), TestEntries.item("联系人", true)));
		JsonNode version = this.door.upload("许可编号,区,联系人\nA1,东湖区," + RESIDENT + "\nA2,西岭区,李\n");
		assertThat(version.path("state").asString()).isEqualTo("available");
		HttpResponse<String> rows = this.door.get("/rows?format=csv");
		assertThat(rows.body()).isEqualTo("许可编号,区\r\nA1,东湖区\r\nA2,西岭区\r\n");
		JsonNode told = TestDoor.JSON.readTree(this.door.get("").body());
		assertThat(told.path("table").toString()).contains("许可编号").doesNotContain("联系人");
		assertThat(told.path("withheld").toString()).contains("联系人").doesNotContain(RESIDENT);
		assertThat(this.door.get("/profile").body()).contains("许可编号").doesNotContain("联系人", RESIDENT);
		TestDoor.refused(this.door.get("/rows?select=" + TestDoor.encoded("联系人")), 403, "item-not-open");
		TestDoor.refused(this.door.get("/rows?filter=" + TestDoor.encoded("联系人:starts:1")), 403, "item-not-open");
		TestDoor.refused(this.door.get("/groups?by=" + TestDoor.encoded("联系人")), 403, "item-not-open");
		TestDoor.refused(this.door.get("/file"), 403, "content-stopped");

		GrantId grant = this.door.grant(described, 3, null, List.of());
		assertThat(this.door.get("/rows?format=csv", grant).body()).contains("A1,东湖区," + RESIDENT);
		assertThat(this.door.get("/file", grant).body()).contains(RESIDENT);

		String officer = TestTokens.token("officer", TestDoor.PROVIDER, "sharing-officer");
		String hits = this.door.send(officer, "GET", "/negative-list/hits?state=open", null).body();
		JsonNode hit = TestDoor.JSON.readTree(hits)
			.path("items")
			.valueStream()
			.filter((each) -> each.path("distribution").asString().equals(this.door.distribution.value()))
			.findFirst()
			.orElseThrow();
		assertThat(hit.path("column").asString()).isEqualTo("联系人");
		assertThat(hit.path("evidence").toString()).contains("*").doesNotContain(RESIDENT);
		String authority = TestTokens.token("reviewer", TestDoor.PROVIDER, "authority");
		assertThat(this.door
			.send(authority, "POST", "/negative-list/hits/" + hit.path("id").asString() + "/decision",
					Map.of("decision", "dismiss", "reason", "样例号码"))
			.statusCode()).isEqualTo(200);
		assertThat(this.door.get("/file").body()).contains("A1,东湖区");
	}

	@Test
	void refusesFiguresOfRowsBeyondTheGrant() throws Exception {
		Entry described = this.door.publishShared();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\nA2,西岭区,李\n");
		GrantId some = this.door.grant(described, 3, null, List.of("区:eq:东湖区"));
		HttpResponse<String> refused = this.door.get("/profile", some);
		TestDoor.refused(refused, 403, "items-not-covered");
		assertThat(this.door.recorded(refused).path("outcome").asString()).isEqualTo("refuse");
		GrantId broken = this.door.grant(described, 3, null, List.of("数量:gt:1"));
		TestDoor.refused(this.door.get("/rows", broken), 403, "items-not-covered");
		GrantId few = this.door.grant(described, 2, null, List.of());
		Map<String, Object> claim = Map.of("match", Map.of("许可编号", "A1"), "item", "联系人", "value", "张");
		refused = this.door.send(TestDoor.officer(), "POST",
				"/distributions/" + this.door.distribution + "/verification", Map.of("claims", List.of(claim)),
				"Shuyuan-Grant", few.value(), "Shuyuan-Purpose", TestDoor.PURPOSE);
		TestDoor.refused(refused, 403, "items-not-covered");
		assertThat(this.door.recorded(refused).path("outcome").asString()).isEqualTo("refuse");
		assertThat(this.door.recorded("permit")).isZero();
	}

	@Test
	void refusesThePublicWhatIsNotOpen() throws Exception {
		this.door.publish(new SharingClass.Unconditional(), new Openness.NotOpen("", List.of()));
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\n");
		HttpResponse<String> refused = this.door.get("/rows");
		TestDoor.refused(refused, 403, "not-open");
		assertThat(this.door.recorded(refused).path("outcome").asString()).isEqualTo("refuse");
		this.snapshot.heard(Instant.now().minusSeconds(6));
		TestDoor.refused(this.door.get("/rows"), 503, "policy-stale");
	}

	@Test
	void releasesNothingThatCannotBeRecorded() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\n");
		this.sql.sql("alter table gateway.audit rename to audit_away").update();
		try {
			HttpResponse<String> refused = this.door.get("/rows");
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.body()).doesNotContain("A1");
		}
		finally {
			this.sql.sql("alter table gateway.audit_away rename to audit").update();
		}
		assertThatThrownBy(() -> this.sql.sql("delete from gateway.audit").update())
			.hasMessageContaining("append-only");
	}

	@Test
	void walksARequestToDeliveryAndBreaksTheStreamOffWhenRevoked() throws Exception {
		Entry described = this.door.publish(
				new SharingClass.Conditional(Set.of(TestDoor.REQUESTER), Set.of(TestDoor.PURPOSE)),
				new Openness.NotOpen("", List.of()));
		StringBuilder csv = new StringBuilder("许可编号,区,联系人\n");
		for (int i = 0; i < 1_500_000; i++) {
			csv.append("YZ-").append(1_000_000 + i).append(i % 2 == 0 ? ",东湖区" : ",西岭区").append(",经办科\n");
		}
		this.door.upload(csv.toString());
		List<String> items = described.items().stream().limit(2).map((item) -> item.id().value()).toList();
		String officer = TestTokens.token("officer", TestDoor.REQUESTER, "sharing-officer");
		String head = TestTokens.token("head", TestDoor.REQUESTER, "sharing-head");
		Map<String, Object> asked = Map.of("entry", this.door.entry.value(), "distribution",
				this.door.distribution.value(), "items", items, "rows", List.of("区:eq:东湖区"), "basis", "依据", "scenario",
				"场景", "scope", "范围", "mode", "service-interface", "until", LocalDate.now().plusMonths(6).toString(),
				"purpose", TestDoor.PURPOSE);
		TestDoor.refused(this.door.send(officer, "POST", "/requests", Map.of("entry", this.door.entry.value())), 422,
				"request-incomplete");
		String id = TestDoor.JSON.readTree(this.door.send(officer, "POST", "/requests", asked).body())
			.path("id")
			.asString();
		TestDoor.refused(step(TestTokens.token("officer", TestDoor.REQUESTER, "sharing-head"), id, "agree", Map.of()),
				403, "second-person-needed");
		TestDoor.refused(step(TestTokens.token("p-officer", TestDoor.PROVIDER, "sharing-officer"), id, "review",
				Map.of("opinion", "可")), 404, "request-not-found");
		TestDoor.refused(step(head, id, "agree", Map.of()), 409, "undertaking-missing");
		assertThat(this.door.send(head, "POST", "/undertakings", Map.of("version", 1)).statusCode()).isEqualTo(201);
		assertThat(step(head, id, "agree", Map.of()).statusCode()).isEqualTo(200);
		TestDoor.refused(step(TestTokens.token("p-head", TestDoor.PROVIDER, "sharing-head"), id, "approve", Map.of()),
				409, "transition-impossible");
		String both = TestTokens.token("both", TestDoor.PROVIDER, "sharing-officer", "sharing-head");
		assertThat(step(both, id, "review", Map.of("opinion", "可")).statusCode()).isEqualTo(200);
		TestDoor.refused(step(both, id, "approve", Map.of()), 403, "second-person-needed");
		HttpResponse<String> approved = step(TestTokens.token("p-head", TestDoor.PROVIDER, "sharing-head"), id,
				"approve", Map.of());
		JsonNode request = TestDoor.JSON.readTree(approved.body());
		assertThat(request.path("state").asString()).isEqualTo("approved");
		String grant = request.at("/grant/id").asString();

		TestDoor.refused(this.door.get("/rows", officer, "Shuyuan-Purpose", TestDoor.PURPOSE), 403, "grant-required");
		TestDoor.refused(this.door.get("/rows", officer, "Shuyuan-Grant", grant), 403, "purpose-missing");
		TestDoor.refused(this.door.get("/rows", officer, "Shuyuan-Grant", grant, "Shuyuan-Purpose", "marketing"), 403,
				"purpose-not-covered");
		TestDoor.refused(
				this.door.get("/rows", head.replace(head, TestTokens.token("x", TestDoor.PROVIDER, "sharing-officer")),
						"Shuyuan-Grant", grant, "Shuyuan-Purpose", TestDoor.PURPOSE),
				403, "grant-foreign");
		TestDoor.refused(this.door.get("/rows?select=" + TestDoor.encoded("联系人"), officer, "Shuyuan-Grant", grant,
				"Shuyuan-Purpose", TestDoor.PURPOSE), 403, "items-not-covered");
		HttpResponse<String> page = this.door.get("/rows", officer, "Shuyuan-Grant", grant, "Shuyuan-Purpose",
				TestDoor.PURPOSE);
		assertThat(page.body()).contains("东湖区").doesNotContain("西岭区").doesNotContain("经办科");
		breaksOff(officer, grant);
		TestDoor.refused(this.door.get("/rows", officer, "Shuyuan-Grant", grant, "Shuyuan-Purpose", TestDoor.PURPOSE),
				403, "grant-revoked");
		JsonNode after = TestDoor.JSON.readTree(this.door.send(officer, "GET", "/requests/" + id, null).body());
		assertThat(
				after.at("/clocks").valueStream().filter((clock) -> clock.path("what").asString().equals("data-flow")))
			.allMatch((clock) -> clock.has("stopped"));
	}

	private void breaksOff(String officer, String grant) throws Exception {
		HttpRequest request = this.door
			.request("/distributions/" + this.door.distribution + "/rows?format=csv", officer)
			.header("Shuyuan-Grant", grant)
			.header("Shuyuan-Purpose", TestDoor.PURPOSE)
			.build();
		HttpResponse<InputStream> response = this.door.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
		byte[] buffer = new byte[8192];
		boolean broken = false;
		try (InputStream stream = response.body()) {
			assertThat(stream.read(buffer)).isPositive();
			assertThat(this.door
				.send(TestTokens.token("p-head", TestDoor.PROVIDER, "sharing-head"), "POST",
						"/grants/" + grant + "/revoke", Map.of("reason", "变更", "filing", "已协商并备案"))
				.statusCode()).isEqualTo(200);
			while (stream.read(buffer) >= 0) {
				continue;
			}
		}
		catch (IOException ex) {
			broken = true;
		}
		assertThat(broken).as("the stream breaks off instead of ending cleanly").isTrue();
	}

	private HttpResponse<String> step(String token, String request, String step, Map<String, Object> said)
			throws Exception {
		return this.door.send(token, "POST", "/requests/" + request + "/" + step, said);
	}

}
