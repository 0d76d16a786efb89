package org.shuyuan.gateway.verification;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.GrantId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class VerificationTests {

	private final Snapshot snapshot;

	private final JdbcClient sql;

	private final TestDoor door;

	private Entry described;

	VerificationTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql) {
		this.snapshot = snapshot;
		this.sql = sql;
		this.door = new TestDoor(port, snapshot, sql);
	}

	@BeforeEach
	void share() throws Exception {
		this.snapshot.heard(Instant.now().plusSeconds(600));
		this.described = this.door.publishShared();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,张\nA2,西岭区,李\nA3,东湖区,\n");
	}

	@Test
	void answersYesOrNoAndRecordsIt() throws Exception {
		GrantId grant = this.door.grant(this.described, 3, null, List.of());
		HttpResponse<String> yes = ask(grant, claim("A1", "区", "东湖区"));
		assertThat(TestDoor.JSON.readTree(yes.body())).isEqualTo(answer(true));
		assertThat(this.door.recorded(yes).path("outcome").asString()).isEqualTo("permit");
		assertThat(this.door.recorded(yes).path("action").asString()).isEqualTo("verify");
		assertThat(this.door.recorded(yes).path("purpose").asString()).isEqualTo(TestDoor.PURPOSE);
		assertThat(this.door.recorded(yes).toString()).doesNotContain("A1", "东湖区");
		String item = this.described.items().get(1).id().value();
		assertThat(ask(grant, claim("A2", item, "西岭区")).body()).contains("true");
	}

	@Test
	void whatIsUnknownFalseOrOutsideTheGrantLooksTheSame() throws Exception {
		GrantId grant = this.door.grant(this.described, 3, null, List.of("区:eq:东湖区"));
		HttpResponse<String> wrong = ask(grant, claim("A1", "联系人", "王"));
		HttpResponse<String> unknown = ask(grant, claim("A9", "联系人", "王"));
		HttpResponse<String> outside = ask(grant, claim("A2", "联系人", "李"));
		HttpResponse<String> empty = ask(grant, claim("A3", "联系人", "李"));
		for (HttpResponse<String> answer : List.of(wrong, unknown, outside, empty)) {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo(wrong.body()).contains("false");
			assertThat(answer.headers().map().keySet()).isEqualTo(wrong.headers().map().keySet());
		}
		assertThat(this.door.used(grant)).isEqualTo(4);
	}

	@Test
	void refusesToSayWhetherARecordIsThere() throws Exception {
		GrantId grant = this.door.grant(this.described, 3, 5L, List.of());
		TestDoor.refused(ask(grant, claim("A1", "许可编号", "A1")), 400, "parameter-invalid");
		String item = this.described.items().getFirst().id().value();
		TestDoor.refused(ask(grant, claim("A1", item, "A1")), 400, "parameter-invalid");
		assertThat(this.door.used(grant)).isZero();
		assertThat(this.door.recorded("permit")).isZero();
	}

	@Test
	void refusesWhenTheBudgetIsUsedUp() throws Exception {
		GrantId grant = this.door.grant(this.described, 3, 3L, List.of());
		assertThat(ask(grant, claim("A1", "区", "东湖区"), claim("A1", "区", "西岭区")).statusCode()).isEqualTo(200);
		TestDoor.refused(ask(grant, claim("A2", "区", "东湖区"), claim("A2", "区", "西岭区")), 403, "quota-used-up");
		assertThat(this.door.used(grant)).isEqualTo(2);
		assertThat(ask(grant, claim("A2", "区", "西岭区")).body()).contains("true");
		HttpResponse<String> refused = ask(grant, claim("A2", "区", "西岭区"));
		TestDoor.refused(refused, 403, "quota-used-up");
		assertThat(this.door.recorded(refused).path("outcome").asString()).isEqualTo("refuse");
		assertThat(refused.body()).doesNotContain("results");
	}

	@Test
	void needsAGrantAndItsPurpose() throws Exception {
		GrantId grant = this.door.grant(this.described, 3, null, List.of());
		String path = "/distributions/" + this.door.distribution + "/verification";
		Map<String, Object> said = Map.of("claims", List.of(claim("A1", "区", "东湖区")));
		TestDoor.refused(this.door.send(null, "POST", path, said), 401, "token-missing");
		TestDoor.refused(this.door.send(TestDoor.officer(), "POST", path, said), 403, "grant-required");
		TestDoor.refused(this.door.send(TestDoor.officer(), "POST", path, said, "Shuyuan-Grant", grant.value()), 403,
				"purpose-missing");
		TestDoor.refused(this.door.send(TestTokens.token("x", TestDoor.PROVIDER, "sharing-officer"), "POST", path, said,
				"Shuyuan-Grant", grant.value(), "Shuyuan-Purpose", TestDoor.PURPOSE), 403, "grant-foreign");
		assertThat(this.door.recorded("permit")).isZero();
		assertThat(this.door.recorded("refuse")).isEqualTo(3);
	}

	@Test
	void refusesClaimsThatAreNone() throws Exception {
		GrantId grant = this.door.grant(this.described, 3, null, List.of());
		Map<String, Object> open = Map.of("match", Map.of(), "item", "区", "value", "东湖区");
		TestDoor.refused(ask(grant, open), 400, "parameter-invalid");
		TestDoor.refused(ask(grant, Map.of("match", Map.of("许可编号", "A1"))), 400, "parameter-invalid");
		TestDoor.refused(ask(grant), 400, "parameter-invalid");
		TestDoor.refused(ask(grant, Collections.nCopies(101, claim("A1", "区", "东湖区")).toArray()), 400,
				"parameter-invalid");
		TestDoor.refused(ask(grant, (Object) null), 400, "body-broken");
		TestDoor.refused(ask(grant, claim("A1", "区", Map.of("a", 1))), 400, "parameter-invalid");
		assertThat(this.door.recorded("permit")).isZero();
	}

	@Test
	void grantOfVerificationGivesYesOrNoAndNothingElse() throws Exception {
		GrantId grant = verification(3);
		assertThat(ask(grant, claim("A1", "区", "东湖区")).body()).contains("true");
		String column = TestDoor.encoded("区");
		for (String path : List.of("/rows", "/rows?format=csv", "/rows?select=" + column, "/file", "/profile",
				"/groups?by=" + column)) {
			HttpResponse<String> refused = this.door.get(path, grant);
			TestDoor.refused(refused, 403, "mode-not-covered");
			assertThat(refused.body()).doesNotContain("A1", "东湖区");
		}
		assertThat(this.door.get("", grant).body()).contains("许可编号").doesNotContain("sha256", "filename", "bytes");
		assertThat(this.door.used(grant)).isEqualTo(1);
	}

	private GrantId verification(int items) {
		return this.door.grant("verification", this.described, items, null, List.of());
	}

	@Test
	void unknownModeGivesNothing() throws Exception {
		for (String mode : Arrays.asList("carrier-pigeon", "", null)) {
			GrantId grant = this.door.grant(mode, this.described, 3, null, List.of());
			TestDoor.refused(ask(grant, claim("A1", "区", "东湖区")), 403, "mode-not-covered");
			TestDoor.refused(this.door.get("/rows", grant), 403, "mode-not-covered");
		}
	}

	@Test
	void whoGuessesIsStoppedAndReported() throws Exception {
		GrantId grant = verification(3);
		for (int guess = 0; guess < 5; guess++) {
			assertThat(ask(grant, claim("A1", "联系人", "人" + guess)).body()).contains("false");
		}
		HttpResponse<String> stopped = ask(grant, claim("A1", "联系人", "张"));
		TestDoor.refused(stopped, 429, "verification-budget-used-up");
		assertThat(Long.parseLong(stopped.headers().firstValue("Retry-After").orElseThrow())).isBetween(1L, 86_401L);
		assertThat(stopped.body()).doesNotContain("results");
		assertThat(this.door.recorded(stopped).path("outcome").asString()).isEqualTo("refuse");
		assertThat(this.door.recorded(stopped).path("reason").asString()).isEqualTo("verification-budget-used-up");
		TestDoor.refused(ask(grant, claim("A1", "区", "东湖区")), 429, "verification-budget-used-up");
		assertThat(this.door.recorded("alarm")).isEqualTo(1);
		assertThat(this.door.used(grant)).isEqualTo(5);
		assertThat(ask(grant, claim("A2", "联系人", "李")).body()).as("about another").contains("true");
		JsonNode alarm = alarms(TestTokens.token("head", TestDoor.PROVIDER, "sharing-head")).stream()
			.filter((each) -> each.path("grant").asString().equals(grant.value()))
			.findFirst()
			.orElseThrow();
		assertThat(alarm.path("refused").asInt()).isEqualTo(2);
		assertThat(alarm.path("requester").asString()).isEqualTo(TestDoor.REQUESTER.value());
		assertThat(alarm.path("subject").asString()).isEqualTo("officer");
		assertThat(alarm.toString()).doesNotContain("A1", "张");
		assertThat(alarms(TestTokens.token("authority", null, "authority"))).contains(alarm);
		assertThat(alarms(TestTokens.token("head", TestDoor.REQUESTER, "sharing-head"))).doesNotContain(alarm);
		TestDoor.refused(this.door.send(TestDoor.officer(), "GET", "/alarms", null), 403, "role-missing");
		this.sql.sql("update gateway.verification_failure set day = day - 1 where grant_id = :id")
			.param("id", grant.value())
			.update();
		assertThat(ask(grant, claim("A1", "联系人", "张")).body()).as("the next day").contains("true");
	}

	private List<JsonNode> alarms(String token) throws Exception {
		HttpResponse<String> answer = this.door.send(token, "GET", "/alarms?limit=200", null);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return TestDoor.JSON.readTree(answer.body()).path("items").valueStream().toList();
	}

	@Test
	void guessesInOneCallTellNothing() throws Exception {
		GrantId grant = verification(3);
		Object[] guesses = IntStream.range(0, 20)
			.mapToObj((guess) -> claim("A1", "联系人", (guess == 7) ? "张" : "人" + guess))
			.toArray();
		TestDoor.refused(ask(grant, guesses), 429, "verification-budget-used-up");
		TestDoor.refused(ask(grant, claim("A1", "联系人", "张")), 429, "verification-budget-used-up");
		assertThat(this.door.recorded("alarm")).isEqualTo(1);
	}

	/** The value guessed at may be matched by as well as claimed. */
	@Test
	void guessesAreCountedHoweverTheyArePut() throws Exception {
		GrantId within = verification(3);
		GrantId turned = verification(3);
		for (int guess = 0; guess < 5; guess++) {
			assertThat(
					ask(within, Map.of("match", Map.of("许可编号", "A1", "联系人", "人" + guess), "item", "区", "value", "东湖区"))
						.body())
				.contains("false");
			assertThat(ask(turned, Map.of("match", Map.of("联系人", "人" + guess), "item", "许可编号", "value", "A1")).body())
				.contains("false");
		}
		TestDoor.refused(ask(within, Map.of("match", Map.of("许可编号", "A1", "联系人", "张"), "item", "区", "value", "东湖区")),
				429, "verification-budget-used-up");
		TestDoor.refused(ask(turned, Map.of("match", Map.of("联系人", "张"), "item", "许可编号", "value", "A1")), 429,
				"verification-budget-used-up");
	}

	@Test
	void guessesAtTheSameMomentShareTheBudget() throws Exception {
		GrantId grant = verification(3);
		List<HttpResponse<String>> answers;
		try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
			answers = callers
				.invokeAll(IntStream.range(0, 24)
					.<Callable<HttpResponse<String>>>mapToObj(
							(guess) -> () -> ask(grant, claim("A1", "联系人", "人" + guess)))
					.toList())
				.stream()
				.map(Future::resultNow)
				.toList();
		}
		assertThat(answers.stream().filter((answer) -> answer.statusCode() == 200)).hasSize(5);
		assertThat(answers.stream().filter((answer) -> answer.statusCode() == 429)).hasSize(19);
		TestDoor.refused(ask(grant, claim("A1", "联系人", "张")), 429, "verification-budget-used-up");
	}

	@Test
	void claimsThatHoldCostNothing() throws Exception {
		GrantId grant = verification(3);
		Object[] claims = Collections.nCopies(10, claim("A1", "区", "东湖区")).toArray();
		for (int call = 0; call < 3; call++) {
			assertThat(ask(grant, claims).statusCode()).isEqualTo(200);
		}
		assertThat(this.door.used(grant)).isEqualTo(30);
		assertThat(this.door.recorded("alarm")).isZero();
	}

	private static Map<String, Object> claim(String licence, String item, Object value) {
		return Map.of("match", Map.of("许可编号", licence), "item", item, "value", value);
	}

	private static Object answer(boolean holds) {
		return TestDoor.JSON.valueToTree(Map.of("results", List.of(Map.of("item", "区", "holds", holds))));
	}

	private HttpResponse<String> ask(GrantId grant, Object... claims) throws Exception {
		return this.door.send(TestDoor.officer(), "POST", "/distributions/" + this.door.distribution + "/verification",
				Map.of("claims", Arrays.asList(claims)), "Shuyuan-Grant", grant.value(), "Shuyuan-Purpose",
				TestDoor.PURPOSE);
	}

}
