package org.shuyuan.gateway.request;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestClock;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.vocab.classification.SharingClass;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@Import(TestClock.class)
class RequestTests {

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
	void givesTheReplyTenWorkingDaysAcrossHolidaysAndMakeUpDays() {
		TestClock.day("2026-02-13");
		JsonNode clock = this.exchange.clock(this.exchange.submitted(UNTIL), "reply");
		assertThat(clock.path("due").asString()).isEqualTo("2026-03-05");
		assertThat(clock.path("remaining").asInt()).isEqualTo(10);
		TestClock.day("2026-09-30");
		clock = this.exchange.clock(this.exchange.submitted(UNTIL), "reply");
		assertThat(clock.path("due").asString()).isEqualTo("2026-10-20");
	}

	@Test
	void theSenderNamesNoDayOfReceipt() {
		String id = this.exchange.draft(UNTIL);
		this.exchange.sign();
		this.calls
			.post(this.exchange.head, "/requests/" + id + "/agree", Map.of(), "Shuyuan-Demo-Received", "2026-01-05")
			.json();
		assertThat(this.exchange.clock(id, "reply").path("started").asString()).isEqualTo("2026-03-02T01:00:00Z");
		this.calls
			.post(this.exchange.officer, "/requests", this.exchange.fields("2026-01-31"), "Shuyuan-Demo-Received",
					"2026-01-05")
			.refused(422, "request-incomplete");
	}

	@Test
	void countsAReplyAsOverdueOnlyAfterItsLastDay() {
		String id = this.exchange.submitted(UNTIL);
		TestClock.day("2026-03-16");
		assertThat(this.exchange.clock(id, "reply").path("overdue").asBoolean()).isFalse();
		assertThat(overdue()).isEmpty();
		TestClock.day("2026-03-17");
		assertThat(this.exchange.clock(id, "reply").path("overdue").asBoolean()).isTrue();
		assertThat(this.exchange.clock(id, "reply").path("remaining").asInt()).isEqualTo(-1);
		assertThat(overdue()).containsExactly(id);
	}

	@Test
	void stopsTheReplyClockWithTheAnswer() {
		String approved = this.exchange.approved(UNTIL, Map.of()).path("id").asString();
		String refused = this.exchange.reviewed(UNTIL);
		this.exchange.step(this.exchange.providerHead, refused, "refuse", Map.of("reason", "不属职责")).json();
		String withdrawn = this.exchange.submitted(UNTIL);
		this.exchange.step(this.exchange.officer, withdrawn, "withdraw", Map.of()).json();
		String unfinished = this.exchange.submitted(UNTIL);
		ask(unfinished, "材料").json();
		this.exchange.step(this.exchange.officer, unfinished, "withdraw", Map.of()).json();
		TestClock.day("2026-04-30");
		for (String id : List.of(approved, refused, withdrawn, unfinished)) {
			JsonNode clock = this.exchange.clock(id, "reply");
			assertThat(clock.path("stopped").asString()).isEqualTo("2026-03-02T01:00:00Z");
			assertThat(clock.path("overdue").asBoolean()).isFalse();
			assertThat(clock.path("paused").asBoolean()).isFalse();
			assertThat(clock.path("remaining").asInt()).isEqualTo(10);
		}
		assertThat(overdue()).containsExactly(approved);
		assertThat(this.exchange.clock(approved, "data-flow").path("overdue").asBoolean()).isTrue();
	}

	@Test
	void answersAnUnconditionalRequestAtOnce() {
		TestExchange open = new TestExchange(this.calls, this.snapshot, new SharingClass.Unconditional());
		String id = open.submitted(UNTIL);
		JsonNode request = open.request(id);
		assertThat(request.path("state").asString()).isEqualTo("approved");
		assertThat(request.path("history").valueStream().map((done) -> done.path("what").asString()))
			.containsExactly("draft", "grant", "agree");
		assertThat(open.clock(id, "reply").path("due").asString()).isEqualTo("2026-03-03");
		assertThat(open.clock(id, "reply").has("stopped")).isTrue();
		assertThat(open.clock(id, "data-flow").path("due").asString()).isEqualTo("2026-03-30");
	}

	@Test
	void givesNothingToWhoIsNoDepartmentUnlessNamed() {
		for (SharingClass unnamed : List.of(new SharingClass.Unconditional(),
				new SharingClass.Conditional(Set.of(), Set.of(TestExchange.PURPOSE)))) {
			TestExchange open = new TestExchange(this.calls, this.snapshot, unnamed);
			this.snapshot.put(open.requester, "public-service-body");
			open.sign();
			this.calls.post(open.officer, "/requests", open.fields(UNTIL)).refused(403, "agency-kind-not-covered");
		}
	}

	@Test
	void letsNoTimePassWhileARequestWaitsToBeCompleted() {
		String id = this.exchange.submitted(UNTIL);
		TestClock.day("2026-03-05");
		ask(id, "职责依据", "系统等保证明").json();
		TestClock.day("2026-03-20");
		JsonNode paused = this.exchange.clock(id, "reply");
		assertThat(paused.path("paused").asBoolean()).isTrue();
		assertThat(paused.path("remaining").asInt()).isEqualTo(7);
		assertThat(overdue()).isEmpty();
		this.exchange.step(this.exchange.officer, id, "complete", Map.of("note", "已补")).json();
		JsonNode clock = this.exchange.clock(id, "reply");
		assertThat(clock.path("remaining").asInt()).isEqualTo(7);
		assertThat(clock.path("due").asString()).isEqualTo("2026-03-31");
		assertThat(note(id, "ask-completion")).isEqualTo("职责依据；系统等保证明");
	}

	@Test
	void doesNotForgiveAnOverdueReplyForAskingForMore() {
		String id = this.exchange.submitted(UNTIL);
		TestClock.day("2026-03-18");
		ask(id, "职责依据").json();
		TestClock.day("2026-03-25");
		this.exchange.step(this.exchange.officer, id, "complete", Map.of()).json();
		JsonNode clock = this.exchange.clock(id, "reply");
		assertThat(clock.path("remaining").asInt()).isEqualTo(-2);
		assertThat(clock.path("overdue").asBoolean()).isTrue();
	}

	@Test
	void asksForEverythingMissingAtOnceAndOnce() {
		String id = this.exchange.submitted(UNTIL);
		for (Object nothing : List.of(List.of(), List.of(" "), "")) {
			this.exchange.step(this.exchange.providerOfficer, id, "ask-completion", Map.of("missing", nothing))
				.refused(422, "request-incomplete");
		}
		this.exchange.step(this.exchange.providerOfficer, id, "ask-completion", Map.of())
			.refused(422, "request-incomplete");
		assertThat(this.exchange.request(id).path("state").asString()).isEqualTo("submitted");
		ask(id, "职责依据").json();
		this.exchange.step(this.exchange.officer, id, "complete", Map.of()).json();
		ask(id, "又一项").refused(409, "completion-asked-before");
		assertThat(this.exchange.request(id).path("state").asString()).isEqualTo("submitted");
		assertThat(this.exchange.clock(id, "reply").path("paused").asBoolean()).isFalse();
	}

	@Test
	void completingDoesNotWidenWhatTheHeadAgreedTo() {
		String id = this.exchange.submitted(UNTIL);
		ask(id, "职责依据").json();
		Map<String, Object> more = this.exchange.fields(UNTIL);
		more.put("items", this.exchange.items(3));
		edit(id, more).refused(422, "request-incomplete");
		edit(id, this.exchange.fields("2027-06-30")).refused(422, "request-incomplete");
		assertThat(this.exchange.request(id).path("items")).hasSize(2);
		assertThat(this.exchange.request(id).path("until").asString()).isEqualTo(UNTIL);
		Map<String, Object> said = this.exchange.fields(UNTIL);
		said.put("basis", "依据全文");
		said.put("items", this.exchange.items(1));
		edit(id, said).json();
		assertThat(this.exchange.request(id).path("basis").asString()).isEqualTo("依据全文");
	}

	@Test
	void extendsTheReplyOnceWithTheAuthoritysConsentAndTellsTheRequester() {
		String id = this.exchange.submitted(UNTIL);
		extension(id, Map.of()).refused(422, "request-incomplete");
		extension(id, Map.of("reason", "量大", "days", 11)).refused(422, "request-incomplete");
		extension(id, Map.of("reason", "量大", "days", 0)).refused(422, "request-incomplete");
		consent(this.exchange.authority, id).refused(409, "extension-not-asked");
		extension(id, Map.of("reason", "量大", "days", 5)).json();
		assertThat(this.exchange.clock(id, "reply").path("due").asString()).isEqualTo("2026-03-16");
		consent(this.exchange.providerHead, id).refused(403, "role-missing");
		consent(this.exchange.authority, id).json();
		JsonNode clock = this.exchange.clock(id, "reply");
		assertThat(clock.path("due").asString()).isEqualTo("2026-03-23");
		assertThat(clock.path("extended").asInt()).isEqualTo(5);
		assertThat(note(id, "extend")).startsWith("量大");
		assertThat(note(id, "consent-extension")).isEqualTo("2026-03-23");
		extension(id, Map.of("reason", "还要")).refused(409, "extended-before");
		consent(this.exchange.authority, id).refused(409, "extension-not-asked");
		assertThat(this.exchange.clock(id, "reply").path("due").asString()).isEqualTo("2026-03-23");
	}

	@Test
	void theAuthorityRefusesAnExtensionWithAReason() {
		String id = this.exchange.submitted(UNTIL);
		Map<String, Object> reason = Map.of("reason", "期限足够");
		this.exchange.step(this.exchange.authority, id, "refuse-extension", reason).refused(409, "extension-not-asked");
		extension(id, Map.of("reason", "量大")).json();
		this.exchange.step(this.exchange.providerHead, id, "refuse-extension", reason).refused(403, "role-missing");
		this.exchange.step(this.exchange.authority, id, "refuse-extension", Map.of())
			.refused(422, "request-incomplete");
		this.exchange.step(this.exchange.authority, id, "refuse-extension", reason).json();
		assertThat(this.exchange.clock(id, "reply").path("due").asString()).isEqualTo("2026-03-16");
		assertThat(note(id, "refuse-extension")).isEqualTo("期限足够");
		consent(this.exchange.authority, id).refused(409, "extension-not-asked");
		extension(id, Map.of("reason", "再申请")).refused(409, "extended-before");
	}

	@Test
	void aReplyGivenLateStaysLate() {
		String late = this.exchange.submitted(UNTIL);
		String timely = this.exchange.submitted(UNTIL);
		this.exchange.step(this.exchange.officer, timely, "withdraw", Map.of()).json();
		TestClock.day("2026-03-17");
		this.exchange.step(this.exchange.providerOfficer, late, "review", Map.of("opinion", "可")).json();
		this.exchange.step(this.exchange.providerHead, late, "refuse", Map.of("reason", "不属职责")).json();
		JsonNode clock = this.exchange.clock(late, "reply");
		assertThat(clock.path("overdue").asBoolean()).isFalse();
		assertThat(clock.path("late").asBoolean()).isTrue();
		assertThat(this.exchange.clock(timely, "reply").path("late").asBoolean()).isFalse();
	}

	@Test
	void extendsByTenWorkingDaysWhereNothingElseIsSaid() {
		String id = this.exchange.reviewed(UNTIL);
		extension(id, Map.of("reason", "量大")).json();
		consent(this.exchange.authority, id).json();
		assertThat(this.exchange.clock(id, "reply").path("due").asString()).isEqualTo("2026-03-30");
	}

	private TestCalls.Answer ask(String id, String... missing) {
		return this.exchange.step(this.exchange.providerOfficer, id, "ask-completion",
				Map.of("missing", List.of(missing)));
	}

	private TestCalls.Answer extension(String id, Map<String, Object> said) {
		return this.exchange.step(this.exchange.providerOfficer, id, "extend", said);
	}

	private TestCalls.Answer consent(String token, String id) {
		return this.exchange.step(token, id, "consent-extension", Map.of());
	}

	private TestCalls.Answer edit(String id, Map<String, Object> fields) {
		String tag = this.calls.get(this.exchange.officer, "/requests/" + id).header("ETag");
		return this.calls.put(this.exchange.officer, "/requests/" + id, fields, "If-Match", tag);
	}

	private List<String> overdue() {
		return this.calls.get(this.exchange.providerHead, "/requests?direction=in&overdue=true")
			.json()
			.path("items")
			.valueStream()
			.map((request) -> request.path("id").asString())
			.toList();
	}

	private String note(String id, String what) {
		return this.exchange.request(id)
			.path("history")
			.valueStream()
			.filter((done) -> done.path("what").asString().equals(what))
			.findFirst()
			.orElseThrow()
			.path("note")
			.asString();
	}

}
