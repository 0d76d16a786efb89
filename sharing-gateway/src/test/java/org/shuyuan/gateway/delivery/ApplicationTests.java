package org.shuyuan.gateway.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.GrantId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class ApplicationTests {

	private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

	private static final Openness CONDITIONAL = new Openness.Conditional("cc-by-4.0", Text.of("实名并说明用途"));

	private final String citizen = person("citizen");

	private final String neighbour = person("citizen");

	private final String officer = TestTokens.token("p-officer", TestDoor.PROVIDER, "sharing-officer");

	private final Snapshot snapshot;

	private final JdbcClient sql;

	private final TestDoor door;

	ApplicationTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql) {
		this.snapshot = snapshot;
		this.sql = sql;
		this.door = new TestDoor(port, snapshot, sql);
	}

	@BeforeEach
	void open() throws Exception {
		this.snapshot.heard(Instant.now().plusSeconds(600));
		publish(CONDITIONAL);
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\nA2,西岭区,李\n");
	}

	@Test
	void opensToTheOnePersonWhatMayOpen() throws Exception {
		TestDoor.refused(rows(this.citizen), 403, "open-on-application");
		JsonNode applied = json(apply(this.citizen, said()));
		assertThat(applied.path("state").asString()).isEqualTo("applied");
		assertThat(applied.path("provider").asString()).isEqualTo(TestDoor.PROVIDER.value());
		TestDoor.refused(rows(this.citizen), 403, "open-on-application");
		String id = applied.path("id").asString();
		json(step(this.officer, id, "accept", Map.of()));
		HttpResponse<String> rows = rows(this.citizen);
		assertThat(rows.statusCode()).isEqualTo(200);
		assertThat(rows.body()).startsWith("许可编号,区\r\n").contains("A1,东湖区", "A2,西岭区").doesNotContain("张");
		assertThat(this.door.recorded(rows).path("grant").asString()).isEqualTo(id);
		TestDoor.refused(this.door.get("/file", this.citizen), 403, "item-not-open");
		TestDoor.refused(rows(this.neighbour), 403, "open-on-application");
		TestDoor.refused(rows(null), 403, "open-on-application");
		TestDoor.refused(rows(TestDoor.officer()), 403, "open-on-application");
		TestDoor.refused(this.door.get("/rows", this.citizen, "Shuyuan-Grant", id, "Shuyuan-Purpose", "research"), 403,
				"grant-foreign");
	}

	@Test
	void isForOneEntryAndEndsOnItsDay() throws Exception {
		String id = accepted();
		assertThat(rows(this.citizen).statusCode()).isEqualTo(200);
		this.sql.sql("update gateway.application set until = :day where id = :id")
			.param("day", LocalDate.now(CITY).minusDays(1))
			.param("id", id)
			.update();
		TestDoor.refused(rows(this.citizen), 403, "open-on-application");
		assertThat(read(this.citizen, id).path("state").asString()).isEqualTo("expired");
		TestDoor.refused(step(this.citizen, id, "withdraw", Map.of()), 409, "transition-impossible");
		assertThat(apply(this.citizen, said()).statusCode()).isEqualTo(201);
		publish(new Openness.NotOpen("", List.of()));
		TestDoor.refused(rows(this.citizen), 403, "not-open");
	}

	@Test
	void breaksOffWhenItIsWithdrawn() throws Exception {
		StringBuilder csv = new StringBuilder("许可编号,区,联系人\n");
		for (int i = 0; i < 1_500_000; i++) {
			csv.append("YZ-").append(1_000_000 + i).append(",东湖区,经办科\n");
		}
		this.door.upload(csv.toString());
		String id = accepted();
		boolean broken = false;
		try (InputStream stream = this.door.http
			.send(this.door.request("/distributions/" + this.door.distribution + "/rows?format=csv", this.citizen)
				.build(), HttpResponse.BodyHandlers.ofInputStream())
			.body()) {
			byte[] buffer = new byte[8192];
			assertThat(stream.read(buffer)).isPositive();
			TestDoor.refused(step(this.officer, id, "withdraw", Map.of()), 422, "application-incomplete");
			json(step(this.officer, id, "withdraw", Map.of("reason", "超出所述用途")));
			while (stream.read(buffer) >= 0) {
				continue;
			}
		}
		catch (IOException _) {
			broken = true;
		}
		assertThat(broken).as("the stream breaks off instead of ending cleanly").isTrue();
		assertThat(this.door.recorded("stop")).isOne();
		TestDoor.refused(rows(this.citizen), 403, "open-on-application");
		assertThat(read(this.citizen, id).path("history").valueStream().map((done) -> done.path("what").asString()))
			.containsExactly("apply", "accept", "withdraw");
	}

	@Test
	void isRefusedWithAReasonAndCanBeMadeAgain() throws Exception {
		String id = json(apply(this.citizen, said())).path("id").asString();
		TestDoor.refused(apply(this.citizen, said()), 409, "application-exists");
		TestDoor.refused(step(this.officer, id, "refuse", Map.of()), 422, "application-incomplete");
		TestDoor.refused(step(this.officer, id, "refuse", Map.of("reason", " ")), 422, "application-incomplete");
		json(step(this.officer, id, "refuse", Map.of("reason", "用途不明")));
		JsonNode refused = read(this.citizen, id);
		assertThat(refused.path("state").asString()).isEqualTo("refused");
		assertThat(refused.at("/history/1/note").asString()).isEqualTo("用途不明");
		TestDoor.refused(step(this.officer, id, "accept", Map.of()), 409, "transition-impossible");
		TestDoor.refused(rows(this.citizen), 403, "open-on-application");
		String again = json(apply(this.citizen, said())).path("id").asString();
		json(step(this.citizen, again, "withdraw", Map.of()));
		TestDoor.refused(step(this.officer, again, "accept", Map.of()), 409, "transition-impossible");
	}

	@Test
	void isAcceptedForNoLongerThanAskedFor() throws Exception {
		String id = json(apply(this.citizen, said())).path("id").asString();
		for (LocalDate day : List.of(LocalDate.now(CITY).plusMonths(4), LocalDate.now(CITY).minusDays(1))) {
			TestDoor.refused(step(this.officer, id, "accept", Map.of("until", day.toString())), 422,
					"application-incomplete");
		}
		assertThat(read(this.citizen, id).path("state").asString()).isEqualTo("applied");
		String sooner = LocalDate.now(CITY).plusMonths(1).toString();
		assertThat(json(step(this.officer, id, "accept", Map.of("until", sooner))).path("until").asString())
			.isEqualTo(sooner);
	}

	@Test
	void onlyThoseItConcernsSeeAndDecide() throws Exception {
		String id = json(apply(this.citizen, said())).path("id").asString();
		String head = TestTokens.token("p-head", TestDoor.PROVIDER, "sharing-head");
		for (String stranger : List.of(this.neighbour, TestDoor.officer(),
				TestTokens.token("x", TestDoor.PROVIDER, "citizen"))) {
			TestDoor.refused(this.door.send(stranger, "GET", "/applications/" + id, null), 404,
					"application-not-found");
			for (String step : List.of("accept", "refuse", "withdraw")) {
				TestDoor.refused(step(stranger, id, step, Map.of("reason", "理由")), 404, "application-not-found");
			}
			assertThat(listed(stranger)).doesNotContain(id);
		}
		for (String step : List.of("accept", "refuse")) {
			for (String token : List.of(this.citizen, head, TestTokens.token("a", null, "authority"))) {
				TestDoor.refused(step(token, id, step, Map.of("reason", "理由")), 403, "role-missing");
			}
		}
		TestDoor.refused(step(TestTokens.token("auditor", null, "auditor"), id, "withdraw", Map.of("reason", "理由")),
				403, "role-missing");
		assertThat(read(this.citizen, id).path("state").asString()).isEqualTo("applied");
		assertThat(read(this.citizen, id).path("history")).hasSize(1);
		assertThat(listed(this.citizen)).containsExactly(id);
		assertThat(listed(this.officer)).contains(id);
		assertThat(listed(TestTokens.token("a", null, "authority"))).contains(id);
		assertThat(read(this.officer, id).path("name").asString()).isEqualTo("张三");
		TestDoor.refused(this.door.send(this.citizen, "GET", "/applications/x", null), 404, "application-not-found");
	}

	@Test
	void noSystemDecides() throws Exception {
		String id = json(apply(this.citizen, said())).path("id").asString();
		String system = TestTokens.system("s-officer", TestDoor.PROVIDER, "sharing-officer");
		for (String step : List.of("accept", "refuse")) {
			TestDoor.refused(step(system, id, step, Map.of("reason", "理由")), 403, "person-missing");
		}
		assertThat(read(this.citizen, id).path("state").asString()).isEqualTo("applied");
		json(step(this.officer, id, "accept", Map.of()));
		TestDoor.refused(step(system, id, "withdraw", Map.of("reason", "理由")), 403, "person-missing");
		assertThat(read(this.citizen, id).path("state").asString()).isEqualTo("accepted");
		assertThat(read(this.citizen, id).path("history")).hasSize(2);
		TestDoor.refused(apply(TestTokens.system("s-citizen", null, "citizen"), said()), 403, "role-missing");
	}

	@Test
	void refusesWhatIsNoApplicationAndStoresNothing() throws Exception {
		for (String member : List.of("name", "use", "until")) {
			Map<String, Object> said = said();
			said.remove(member);
			TestDoor.refused(apply(this.citizen, said), 422, "application-incomplete");
		}
		Map<String, Object> past = said();
		past.put("until", LocalDate.now(CITY).minusDays(1).toString());
		TestDoor.refused(apply(this.citizen, past), 422, "application-incomplete");
		for (String unknown : List.of(EntryId.random().value(), "x")) {
			Map<String, Object> said = said();
			said.put("entry", unknown);
			TestDoor.refused(apply(this.citizen, said), 404, "entry-not-found");
		}
		TestDoor.refused(apply(TestTokens.token("steward", TestDoor.REQUESTER, "steward"), said()), 403,
				"role-missing");
		TestDoor.refused(apply(null, said()), 401, "token-missing");
		for (Openness other : List.of(new Openness.Unconditional("cc-by-4.0"), new Openness.NotOpen("", List.of()))) {
			publish(other);
			TestDoor.refused(apply(this.citizen, said()), 409, "application-impossible");
		}
		assertThat(listed(this.citizen)).isEmpty();
	}

	@Test
	void refusesUnknownMembersAndDaysTooFarAhead() throws Exception {
		for (String until : List.of(LocalDate.now(CITY).plusMonths(25).toString(), "2099-12-31", "+999999999-12-31")) {
			Map<String, Object> far = said();
			far.put("until", until);
			TestDoor.refused(apply(this.citizen, far), 422, "application-incomplete");
		}
		Map<String, Object> misspelt = said();
		misspelt.put("onlyWithin", true);
		TestDoor.refused(apply(this.citizen, misspelt), 422, "application-incomplete");
		assertThat(listed(this.citizen)).isEmpty();
		String id = json(apply(this.citizen, said())).path("id").asString();
		TestDoor.refused(step(this.officer, id, "accept", Map.of("untill", "2026-12-31")), 422,
				"application-incomplete");
		TestDoor.refused(step(this.officer, id, "accept", Map.of("until", "+999999999-12-31")), 422,
				"application-incomplete");
		assertThat(read(this.citizen, id).path("state").asString()).isEqualTo("applied");
	}

	@Test
	void nobodyDecidesAnApplicationOfTheirOwn() throws Exception {
		String asCitizen = TestTokens.token("both", null, "citizen");
		String asOfficer = TestTokens.token("both", TestDoor.PROVIDER, "sharing-officer");
		String id = json(apply(asCitizen, said())).path("id").asString();
		TestDoor.refused(step(asOfficer, id, "accept", Map.of()), 403, "second-person-needed");
		assertThat(read(this.officer, id).path("state").asString()).isEqualTo("applied");
	}

	@Test
	void everybodyIsOfferedWhatIsPossibleAndNothingElse() throws Exception {
		Map<String, String> people = new LinkedHashMap<>();
		people.put("citizen", this.citizen);
		people.put("neighbour", this.neighbour);
		people.put("officer", this.officer);
		people.put("system", TestTokens.system("s-officer", TestDoor.PROVIDER, "sharing-officer"));
		people.put("head", TestTokens.token("p-head", TestDoor.PROVIDER, "sharing-head"));
		people.put("foreign", TestDoor.officer());
		people.put("authority", TestTokens.token("a", null, "authority"));
		people.put("auditor", TestTokens.token("auditor", null, "auditor"));
		List<String> all = new ArrayList<>();
		for (String state : List.of("applied", "accepted", "refused", "withdrawn", "expired")) {
			for (String token : people.values()) {
				String id = in(state);
				JsonNode shown = TestDoor.JSON
					.readTree(this.door.send(token, "GET", "/applications/" + id, null).body());
				Map<String, JsonNode> offered = new LinkedHashMap<>();
				shown.path("actions").forEach((action) -> offered.put(action.path("name").asString(), action));
				String before = read(this.officer, id).toString();
				for (String step : List.of("accept", "refuse", "withdraw")) {
					HttpResponse<String> tried = step(token, id, step,
							offered.containsKey(step) ? Map.of() : Map.of("reason", "理由"));
					if (!offered.containsKey(step)) {
						assertThat(tried.statusCode()).as(state + " " + step + tried.body()).isIn(403, 404, 409);
						assertThat(read(this.officer, id).toString()).isEqualTo(before);
						continue;
					}
					all.add(state + " " + step);
					if (!offered.get(step).path("required").isEmpty()) {
						TestDoor.refused(tried, 422, "application-incomplete");
						assertThat(read(this.officer, id).toString()).isEqualTo(before);
						tried = step(token, id, step, Map.of("reason", "理由"));
					}
					json(tried);
					id = in(state);
					before = read(this.officer, id).toString();
				}
			}
		}
		assertThat(all).containsExactlyInAnyOrder("applied withdraw", "applied accept", "applied refuse",
				"accepted withdraw", "accepted withdraw", "accepted withdraw");
	}

	/** The citizen's only application, in a state. */
	private String in(String state) throws Exception {
		this.sql.sql("update gateway.application set state = 'withdrawn' where entry = :entry")
			.param("entry", this.door.entry.value())
			.update();
		String id = json(apply(this.citizen, said())).path("id").asString();
		switch (state) {
			case "accepted" -> json(step(this.officer, id, "accept", Map.of()));
			case "refused" -> json(step(this.officer, id, "refuse", Map.of("reason", "理由")));
			case "withdrawn" -> json(step(this.citizen, id, "withdraw", Map.of()));
			case "expired" -> this.sql.sql("update gateway.application set until = :day where id = :id")
				.param("day", LocalDate.now(CITY).minusDays(1))
				.param("id", id)
				.update();
			default -> {
				// as it was made
			}
		}
		return id;
	}

	private static String person(String role) {
		return TestTokens.token(UUID.randomUUID().toString(), null, role);
	}

	private void publish(Openness openness) {
		this.door.publish(new SharingClass.Conditional(Set.of(), Set.of(TestDoor.PURPOSE)), openness);
	}

	private Map<String, Object> said() {
		return new HashMap<>(Map.of("entry", this.door.entry.value(), "name", "张三", "use", "毕业论文", "until",
				LocalDate.now(CITY).plusMonths(3).toString()));
	}

	private HttpResponse<String> apply(String token, Map<String, Object> said) throws Exception {
		return this.door.send(token, "POST", "/applications", said);
	}

	private String accepted() throws Exception {
		String id = json(apply(this.citizen, said())).path("id").asString();
		json(step(this.officer, id, "accept", Map.of()));
		return new GrantId(id).value();
	}

	private HttpResponse<String> step(String token, String id, String step, Map<String, Object> said) throws Exception {
		return this.door.send(token, "POST", "/applications/" + id + "/" + step, said);
	}

	private JsonNode read(String token, String id) throws Exception {
		return json(this.door.send(token, "GET", "/applications/" + id, null));
	}

	private List<String> listed(String token) throws Exception {
		return json(this.door.send(token, "GET", "/applications?limit=200", null)).path("items")
			.valueStream()
			.map((application) -> application.path("id").asString())
			.toList();
	}

	private HttpResponse<String> rows(String token) throws Exception {
		return this.door.get("/rows?format=csv", token);
	}

	private static JsonNode json(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
		return TestDoor.JSON.readTree(answer.body());
	}

}
