package org.shuyuan.gateway.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestClock;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every step from every state by everybody: only what the table names is possible, and
 * what is refused stores nothing.
 */
@GatewayTest
@Import(TestClock.class)
class StepTableTests {

	private static final String UNTIL = "2026-12-31";

	private static final List<String> STATES = List.of("draft", "submitted", "completing", "reviewed", "ordered",
			"approved", "refused", "withdrawn", "declined");

	/** What may be done: state, step, by whom, and where it leads. */
	private static final Map<String, String> POSSIBLE = possible("""
			draft edit officer draft
			draft agree head submitted
			draft decline head declined
			draft withdraw officer withdrawn
			draft withdraw head withdrawn
			submitted ask-completion p-officer completing
			submitted review p-officer reviewed
			submitted extend p-officer submitted
			submitted extend p-head submitted
			submitted withdraw officer withdrawn
			submitted withdraw head withdrawn
			completing edit officer completing
			completing complete officer submitted
			completing withdraw officer withdrawn
			completing withdraw head withdrawn
			reviewed approve p-head approved
			reviewed refuse p-head refused
			reviewed extend p-officer reviewed
			reviewed extend p-head reviewed
			reviewed withdraw officer withdrawn
			reviewed withdraw head withdrawn
			ordered approve p-head approved
			ordered withdraw officer withdrawn
			ordered withdraw head withdrawn
			""");

	private static final Map<String, Map<String, Object>> STEPS = steps();

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

	private TestCalls calls;

	private TestExchange exchange;

	private Map<String, String> people;

	@BeforeEach
	void exchange(@LocalServerPort int port) {
		TestClock.day("2026-03-02");
		this.snapshot.heard(Instant.parse("2027-12-31T00:00:00Z"));
		this.calls = new TestCalls(port);
		this.exchange = new TestExchange(this.calls, this.snapshot);
		this.people = people();
		this.exchange.sign();
	}

	@Test
	void onlyWhatTheTableNamesIsPossible() {
		List<String> passed = new ArrayList<>();
		for (String state : STATES) {
			String id = in(state);
			for (String step : STEPS.keySet()) {
				for (String who : this.people.keySet()) {
					String before = stored();
					TestCalls.Answer answer = take(id, step, this.people.get(who));
					if (answer.status() == 200) {
						passed.add("%s %s %s %s".formatted(state, step, who, answer.json().path("state").asString()));
						id = in(state);
					}
					else {
						assertThat(answer.status()).as(state + " " + step + " " + who + answer.body())
							.isIn(403, 404, 409);
						assertThat(answer.body()).contains("advice", "adviceZh");
						assertThat(stored()).as(state + " " + step + " " + who).isEqualTo(before);
					}
				}
			}
		}
		assertThat(passed).containsExactlyInAnyOrderElementsOf(
				POSSIBLE.entrySet().stream().map((each) -> each.getKey() + " " + each.getValue()).toList());
	}

	@Test
	void tellsWhatIsPossibleFromHere() {
		this.exchange.step(this.exchange.providerHead, in("submitted"), "approve", Map.of())
			.refused(409, "transition-impossible")
			.path("possible")
			.valueStream()
			.forEach((step) -> assertThat(step.asString()).isIn("ask-completion", "review", "extend",
					"consent-extension", "refuse-extension", "withdraw"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "edit", "AGREE", "consent_extension", "sign" })
	void otherStepsHaveNoAddress(String step) {
		String draft = in("draft");
		this.exchange.step(this.exchange.providerHead, draft, step, Map.of()).refused(404, "address-not-found");
		assertThat(this.exchange.request(draft).path("state").asString()).isEqualTo("draft");
	}

	@Test
	void onePersonDoesNotTurnBothKeys() {
		String both = TestTokens.token("officer", this.exchange.requester, "sharing-officer", "sharing-head");
		String draft = in("draft");
		this.exchange.step(both, draft, "agree", Map.of()).refused(403, "second-person-needed");
		assertThat(this.exchange.request(draft).path("state").asString()).isEqualTo("draft");
		String reviewed = in("reviewed");
		String reviewer = TestTokens.token("p-officer", this.exchange.provider, "sharing-officer", "sharing-head");
		this.exchange.step(reviewer, reviewed, "approve", Map.of()).refused(403, "second-person-needed");
		assertThat(this.exchange.request(reviewed).path("state").asString()).isEqualTo("reviewed");
	}

	@Test
	void everyRefusalAndCommentNeedsItsWords() {
		Map<String, String> wordless = Map.of("decline", "draft", "review", "submitted", "refuse", "reviewed", "extend",
				"submitted");
		wordless.forEach((step, state) -> {
			String id = in(state);
			String before = stored();
			String who = Set.of("decline").contains(step) ? "head" : step.equals("refuse") ? "p-head" : "p-officer";
			this.exchange.step(this.people.get(who), id, step, Map.of()).refused(422, "request-incomplete");
			assertThat(stored()).isEqualTo(before);
		});
	}

	private TestCalls.Answer take(String id, String step, String token) {
		if (!step.equals("edit")) {
			return this.exchange.step(token, id, step, STEPS.get(step));
		}
		String tag = this.calls.get(this.exchange.officer, "/requests/" + id).header("ETag");
		return this.calls.put(token, "/requests/" + id, this.exchange.fields(UNTIL), "If-Match", tag);
	}

	private String in(String state) {
		return switch (state) {
			case "draft" -> this.exchange.draft(UNTIL);
			case "submitted" -> this.exchange.submitted(UNTIL);
			case "reviewed" -> this.exchange.reviewed(UNTIL);
			case "ordered" -> this.exchange.ordered(UNTIL);
			case "completing" -> after(this.exchange.submitted(UNTIL), this.exchange.providerOfficer, "ask-completion");
			case "approved" -> after(this.exchange.reviewed(UNTIL), this.exchange.providerHead, "approve");
			case "refused" -> after(this.exchange.reviewed(UNTIL), this.exchange.providerHead, "refuse");
			case "withdrawn" -> after(this.exchange.submitted(UNTIL), this.exchange.officer, "withdraw");
			case "declined" -> after(this.exchange.draft(UNTIL), this.exchange.head, "decline");
			default -> throw new IllegalArgumentException(state);
		};
	}

	private String after(String id, String token, String step) {
		this.exchange.step(token, id, step, STEPS.get(step)).json();
		return id;
	}

	private String stored() {
		StringBuilder all = new StringBuilder();
		for (String table : List.of("request", "request_step", "clock", "grants", "grant_step")) {
			all.append(this.sql
				.sql("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from gateway." + table + " t")
				.query(String.class)
				.single()).append(' ');
		}
		return all.toString();
	}

	private Map<String, String> people() {
		Map<String, String> people = new LinkedHashMap<>();
		people.put("officer", this.exchange.officer);
		people.put("head", this.exchange.head);
		people.put("p-officer", this.exchange.providerOfficer);
		people.put("p-head", this.exchange.providerHead);
		people.put("authority", this.exchange.authority);
		people.put("auditor", TestTokens.token("auditor", null, "auditor"));
		people.put("service", TestTokens.token("service", null, "service"));
		people.put("steward",
				TestTokens.token("steward", this.exchange.requester, "steward", "cdo", "department-head"));
		people.put("p-steward", TestTokens.token("p-steward", this.exchange.provider, "steward", "cdo"));
		people.put("foreign", TestTokens.token("foreign", TestExchange.agency(), "sharing-officer", "sharing-head"));
		people.put("citizen", TestTokens.token("citizen", null, "citizen", "developer"));
		return people;
	}

	private static Map<String, String> possible(String table) {
		Map<String, String> possible = new LinkedHashMap<>();
		table.lines().forEach((line) -> {
			int last = line.lastIndexOf(' ');
			possible.put(line.substring(0, last), line.substring(last + 1));
		});
		return possible;
	}

	private static Map<String, Map<String, Object>> steps() {
		Map<String, Map<String, Object>> steps = new LinkedHashMap<>();
		steps.put("edit", Map.of());
		steps.put("agree", Map.of());
		steps.put("decline", Map.of("reason", "不需要"));
		steps.put("ask-completion", Map.of("missing", List.of("依据")));
		steps.put("complete", Map.of("note", "已补"));
		steps.put("review", Map.of("opinion", "可"));
		steps.put("approve", Map.of());
		steps.put("refuse", Map.of("reason", "不属职责"));
		steps.put("extend", Map.of("reason", "量大"));
		steps.put("consent-extension", Map.of());
		steps.put("refuse-extension", Map.of("reason", "期限足够"));
		steps.put("order", Map.of());
		steps.put("withdraw", Map.of());
		return steps;
	}

}
