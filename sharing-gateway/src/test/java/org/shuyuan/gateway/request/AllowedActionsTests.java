package org.shuyuan.gateway.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

/**
 * In every situation and for everybody: what is offered in {@code actions} succeeds with
 * the members it requires and is refused without them, and what is not offered is refused
 * and stores nothing.
 */
@GatewayTest
@Import(TestClock.class)
class AllowedActionsTests {

	/** Before the days of other tests, whose disputes then lead the lists. */
	private static final String DAY = "2026-01-05";

	private static final String UNTIL = "2026-12-31";

	private static final List<String> REQUEST_STEPS = List.of("edit", "agree", "decline", "ask-completion", "complete",
			"review", "approve", "refuse", "order", "extend", "consent-extension", "refuse-extension", "withdraw",
			"dispute");

	private static final List<String> GRANT_STEPS = List.of("suspend", "resume", "revoke", "disposal", "dispute");

	private static final List<String> DISPUTE_STEPS = List.of("statement", "withdraw", "decision");

	private static final Map<String, Object> WORDS = Map.of("reason", "理由充分", "missing", List.of("依据"), "opinion", "可",
			"statement", "陈述如下", "how", "已删除", "filing", "已与使用部门协商");

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

	private TestCalls calls;

	private TestExchange exchange;

	private final Map<String, String> people = new LinkedHashMap<>();

	@BeforeEach
	void exchange(@LocalServerPort int port) {
		TestClock.day(DAY);
		this.snapshot.heard(Instant.parse("2028-12-31T00:00:00Z"));
		this.calls = new TestCalls(port);
		this.exchange = new TestExchange(this.calls, this.snapshot);
		this.exchange.sign();
		this.people.put("officer", this.exchange.officer);
		this.people.put("head", this.exchange.head);
		this.people.put("both", TestTokens.token("both", this.exchange.requester, "sharing-officer", "sharing-head"));
		this.people.put("p-officer", this.exchange.providerOfficer);
		this.people.put("p-head", this.exchange.providerHead);
		this.people.put("p-both",
				TestTokens.token("p-both", this.exchange.provider, "sharing-officer", "sharing-head", "authority"));
		this.people.put("authority", this.exchange.authority);
		this.people.put("auditor", TestTokens.token("auditor", null, "auditor"));
		this.people.put("steward", TestTokens.token("steward", this.exchange.requester, "steward", "cdo"));
		this.people.put("foreign",
				TestTokens.token("foreign", TestExchange.agency(), "sharing-officer", "sharing-head"));
		this.people.put("citizen", TestTokens.token("citizen", null, "citizen", "developer"));
	}

	@Test
	void requestsOfferWhatIsPossibleAndNothingElse() {
		Map<String, Supplier<String>> situations = new LinkedHashMap<>();
		situations.put("draft", () -> this.exchange.draft(UNTIL));
		situations.put("draft of one with both keys",
				() -> this.calls.post(person("both"), "/requests", this.exchange.fields(UNTIL))
					.json()
					.path("id")
					.asString());
		situations.put("submitted", () -> this.exchange.submitted(UNTIL));
		situations.put("extension asked", () -> after(this.exchange.submitted(UNTIL), "p-both", "extend"));
		situations.put("extended", () -> after(after(this.exchange.submitted(UNTIL), "p-officer", "extend"),
				"authority", "consent-extension"));
		situations.put("completing", () -> after(this.exchange.submitted(UNTIL), "p-officer", "ask-completion"));
		situations.put("completed", () -> after(after(this.exchange.submitted(UNTIL), "p-officer", "ask-completion"),
				"officer", "complete"));
		situations.put("reviewed", () -> this.exchange.reviewed(UNTIL));
		situations.put("reviewed by one with both keys",
				() -> after(this.exchange.submitted(UNTIL), "p-both", "review"));
		situations.put("disputed", () -> after(this.exchange.submitted(UNTIL), "officer", "dispute"));
		situations.put("ordered", () -> this.exchange.ordered(UNTIL));
		situations.put("order overdue", () -> on("2026-02-02", this.exchange.ordered(UNTIL)));
		situations.put("approved", () -> after(this.exchange.reviewed(UNTIL), "p-head", "approve"));
		situations.put("refused", () -> after(this.exchange.reviewed(UNTIL), "p-head", "refuse"));
		situations.put("withdrawn", () -> after(this.exchange.submitted(UNTIL), "officer", "withdraw"));
		situations.put("declined", () -> after(this.exchange.draft(UNTIL), "head", "decline"));
		List<String> offered = check(situations, REQUEST_STEPS, "/requests/");
		assertThat(offered).containsAll(REQUEST_STEPS);
	}

	@Test
	void grantsOfferWhatIsPossibleAndNothingElse() {
		Map<String, Supplier<String>> situations = new LinkedHashMap<>();
		situations.put("active", this::granted);
		situations.put("disputed", () -> grant(granted(), "head", "dispute"));
		situations.put("suspended", () -> grant(granted(), "p-head", "suspend"));
		situations.put("suspended by the authority", () -> grant(granted(), "authority", "suspend"));
		situations.put("suspended, not put right in time",
				() -> on("2026-03-31", grant(granted(), "p-head", "suspend")));
		situations.put("revoked", () -> grant(granted(), "authority", "revoke"));
		situations.put("ended", () -> grant(granted(), "officer", "disposal"));
		situations.put("expired", () -> on("2027-01-05", granted()));
		List<String> offered = check(situations, GRANT_STEPS, "/grants/");
		assertThat(offered).containsAll(GRANT_STEPS);
	}

	@Test
	void disputesOfferWhatIsPossibleAndNothingElse() {
		Map<String, Supplier<String>> situations = new LinkedHashMap<>();
		situations.put("raised", this::raised);
		situations.put("heard", () -> dispute(raised(), "p-officer", "statement"));
		situations.put("heard by one who is of the authority", () -> dispute(raised(), "p-both", "statement"));
		situations.put("not answered in time", () -> on("2026-01-30", raised()));
		situations.put("withdrawn", () -> dispute(raised(), "head", "withdraw"));
		situations.put("decided", () -> dispute(dispute(raised(), "p-head", "statement"), "authority", "decision"));
		situations.put("about a grant", () -> dispute(aboutGrant(), "p-head", "statement"));
		situations.put("about a grant that expired", () -> on("2027-01-05", aboutGrant()));
		List<String> offered = check(situations, DISPUTE_STEPS, "/disputes/");
		assertThat(offered).containsAll(DISPUTE_STEPS);
	}

	@Test
	void everyDecisionThatADisputeNamesAsPossibleIs() {
		for (Supplier<String> situation : List.<Supplier<String>>of(() -> dispute(raised(), "p-head", "statement"),
				() -> dispute(aboutGrant(), "p-head", "statement"), () -> on("2027-01-05", aboutGrant()),
				() -> disposedOf(dispute(aboutGrant(), "p-head", "statement")))) {
			String first = fresh(situation);
			for (JsonNode decision : this.calls.get(person("authority"), "/disputes/" + first)
				.json()
				.path("possible")) {
				this.calls
					.post(person("authority"), "/disputes/" + fresh(situation) + "/decision",
							Map.of("decision", decision.asString(), "reason", "理由充分"))
					.json();
			}
		}
	}

	@Test
	void listsOfferTheSame() {
		String request = this.exchange.submitted(UNTIL);
		String grant = granted();
		raised();
		for (String token : this.people.values()) {
			for (String list : List.of("/requests", "/grants", "/disputes")) {
				TestCalls.Answer all = this.calls.get(token, list);
				if (all.status() == 200) {
					all.json()
						.path("items")
						.forEach((item) -> assertThat(item.path("actions")).isEqualTo(
								this.calls.get(token, list + "/" + item.path("id").asString()).json().path("actions")));
				}
			}
		}
		assertThat(names(this.calls.get(this.exchange.providerOfficer, "/requests/" + request).json())).isNotEmpty();
		assertThat(names(this.calls.get(this.exchange.providerHead, "/grants/" + grant).json())).isNotEmpty();
	}

	/**
	 * Tries every step in every situation by everybody.
	 * @return what was offered to anybody
	 */
	private List<String> check(Map<String, Supplier<String>> situations, List<String> steps, String path) {
		List<String> all = new ArrayList<>();
		situations.forEach((name, situation) -> {
			String id = fresh(situation);
			for (Map.Entry<String, String> person : this.people.entrySet()) {
				String tried = name + " " + person.getKey();
				String token = person.getValue();
				Map<String, JsonNode> offered = offered(token, path + id);
				assertThat(steps).as(tried).containsAll(offered.keySet());
				refused(token, path + id, steps, offered, tried);
				for (Map.Entry<String, JsonNode> step : offered.entrySet()) {
					TestCalls.Answer done = take(token, path + id, step.getKey(), required(step.getValue()));
					assertThat(done.status()).as(tried + " " + step + done.body()).isBetween(200, 299);
					all.add(step.getKey());
					id = fresh(situation);
				}
			}
		});
		return all;
	}

	/** What is not offered, or lacks what it requires, is refused and stores nothing. */
	private void refused(String token, String path, List<String> steps, Map<String, JsonNode> offered, String tried) {
		String before = stored();
		for (String step : steps) {
			if (!offered.containsKey(step)) {
				TestCalls.Answer refused = take(token, path, step, bodyOf(step));
				assertThat(refused.status()).as(tried + " " + step + refused.body()).isIn(403, 404, 409);
				assertThat(refused.body()).contains("advice", "adviceZh");
			}
			else if (!required(offered.get(step)).isEmpty()) {
				TestCalls.Answer incomplete = take(token, path, step, Map.of());
				assertThat(incomplete.status()).as(tried + " " + step + incomplete.body()).isIn(409, 422);
			}
		}
		assertThat(stored()).as(tried).isEqualTo(before);
	}

	private String fresh(Supplier<String> situation) {
		TestClock.day(DAY);
		return situation.get();
	}

	private Map<String, JsonNode> offered(String token, String path) {
		TestCalls.Answer read = this.calls.get(token, path);
		Map<String, JsonNode> offered = new HashMap<>();
		if (read.status() == 200) {
			assertThat(read.json().path("actions").isArray()).isTrue();
			read.json().path("actions").forEach((action) -> offered.put(action.path("name").asString(), action));
		}
		return offered;
	}

	private static List<String> names(JsonNode shown) {
		return shown.path("actions").valueStream().map((action) -> action.path("name").asString()).toList();
	}

	private static Map<String, Object> required(JsonNode action) {
		Map<String, Object> body = new HashMap<>();
		action.path("required")
			.forEach((member) -> body.put(member.asString(), WORDS.getOrDefault(member.asString(), "dismiss")));
		return body;
	}

	/** What a step takes at most without being refused for its words. */
	private static Map<String, Object> bodyOf(String step) {
		return switch (step) {
			case "decline", "refuse", "extend", "refuse-extension", "suspend" -> Map.of("reason", "理由充分");
			case "revoke" -> Map.of("reason", "理由充分", "filing", "已协商");
			case "ask-completion" -> Map.of("missing", List.of("依据"));
			case "review" -> Map.of("opinion", "可");
			case "disposal" -> Map.of("how", "已删除");
			case "dispute", "statement" -> Map.of("statement", "陈述如下");
			case "decision" -> Map.of("decision", "dismiss", "reason", "理由充分");
			default -> Map.of();
		};
	}

	private TestCalls.Answer take(String token, String path, String step, Map<String, Object> body) {
		if (step.equals("edit")) {
			String tag = this.calls.get(this.exchange.officer, path).header("ETag");
			return this.calls.put(token, path, this.exchange.fields(UNTIL), "If-Match", tag);
		}
		if (step.equals("dispute")) {
			Map<String, Object> raised = new HashMap<>(body);
			raised.put(path.startsWith("/grants") ? "grant" : "request", path.substring(path.lastIndexOf('/') + 1));
			return this.calls.post(token, "/disputes", raised);
		}
		return this.calls.post(token, path + "/" + (step.equals("statement") ? "statements" : step), body);
	}

	private String person(String who) {
		return this.people.get(who);
	}

	private String after(String id, String who, String step) {
		take(person(who), "/requests/" + id, step, bodyOf(step)).json();
		return id;
	}

	private String grant(String id, String who, String step) {
		take(person(who), "/grants/" + id, step, bodyOf(step)).json();
		return id;
	}

	private String dispute(String id, String who, String step) {
		take(person(who), "/disputes/" + id, step, bodyOf(step)).json();
		return id;
	}

	private String granted() {
		return this.exchange.granted(UNTIL, Map.of());
	}

	private String raised() {
		return take(person("officer"), "/requests/" + this.exchange.submitted(UNTIL), "dispute", bodyOf("dispute"))
			.json()
			.path("id")
			.asString();
	}

	private String aboutGrant() {
		return take(person("head"), "/grants/" + granted(), "dispute", bodyOf("dispute")).json().path("id").asString();
	}

	private String disposedOf(String dispute) {
		JsonNode read = this.calls.get(person("officer"), "/disputes/" + dispute).json();
		grant(read.path("grant").asString(), "officer", "disposal");
		return dispute;
	}

	private static String on(String day, String id) {
		TestClock.day(day);
		return id;
	}

	private String stored() {
		return this.sql
			.sql("select concat_ws(' ', " + Stream
				.of("request", "request_step", "clock", "grants", "grant_step", "dispute", "dispute_statement")
				.map((table) -> "(select md5(string_agg(t::text, '|' order by t::text)) from gateway." + table + " t)")
				.collect(Collectors.joining(", ")) + ")")
			.query(String.class)
			.single();
	}

}
