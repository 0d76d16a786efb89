package org.shuyuan.catalogue.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In every state and for everybody: what is offered in {@code actions} succeeds with the
 * members it requires and is refused without them, and what is not offered is refused and
 * leaves the entry as it was.
 */
@CatalogueTest
class EntryActionsTests {

	private static final String ENTRIES = "/api/v1/catalogue/entries";

	private static final List<String> STEPS = List.of("edit", "assess", "consent", "submit", "publish", "return",
			"suspend", "resume", "retire");

	private static final RequestPostProcessor BOTH = TestCity.persons("head-both", TestCity.TRANSPORT, "steward",
			"department-head");

	private static final Map<String, String> WORDS = Map.of("kind", "secrecy", "outcome", "passed", "reason", "系统下线",
			"filing", "已与使用部门协商");

	private final MockMvcTester web;

	private final JsonMapper json;

	private final Map<String, RequestPostProcessor> people = new LinkedHashMap<>();

	EntryActionsTests(@Autowired MockMvcTester web, @Autowired JsonMapper json) {
		this.web = web;
		this.json = json;
		this.people.put("steward", TestCity.steward());
		this.people.put("head", TestCity.head());
		this.people.put("cdo", TestCity.person("cdo-zhao", "cdo", TestCity.TRANSPORT));
		this.people.put("both", BOTH);
		this.people.put("officer", TestCity.person("officer-qian", "sharing-officer", TestCity.TRANSPORT));
		this.people.put("authority", TestCity.authority());
		this.people.put("author of the authority",
				TestCity.persons("head-both", TestCity.TRANSPORT, "steward", "authority"));
		this.people.put("auditor", TestCity.person("auditor-sun", "auditor", TestCity.HEALTH));
		this.people.put("foreign", TestCity.persons("all-chen", TestCity.HEALTH, "steward", "department-head"));
	}

	@BeforeEach
	void city() {
		TestCity.build(this.web);
	}

	@Test
	void entriesOfferWhatIsPossibleAndNothingElse() {
		List<String> offered = new ArrayList<>();
		for (String state : List.of("draft", "edited", "complete", "submitted", "returned", "published", "revising",
				"suspended", "suspended by the authority", "retired")) {
			String id = in(state);
			for (Map.Entry<String, RequestPostProcessor> person : this.people.entrySet()) {
				id = check(id, state, person.getKey(), person.getValue(), offered);
			}
		}
		assertThat(offered).containsAll(STEPS);
	}

	/**
	 * Tries every step.
	 * @param all takes what was offered
	 * @return an entry in the same state
	 */
	private String check(String before, String state, String who, RequestPostProcessor person, List<String> all) {
		String id = before;
		Map<String, JsonNode> offered = offered(id, person);
		assertThat(STEPS).as(state + " " + who).containsAll(offered.keySet());
		for (String step : STEPS) {
			String what = state + ": " + step + " by " + who;
			String stood = stored(id);
			JsonNode action = offered.get(step);
			if (action == null) {
				MvcTestResult refused = take(id, step, person, bodyOf(step));
				assertThat(refused.getResponse().getStatus()).as(what).isIn(403, 404, 409, 410);
				assertThat(stored(id)).as(what).isEqualTo(stood);
				continue;
			}
			all.add(step);
			Map<String, String> required = new HashMap<>();
			action.path("required").forEach((member) -> required.put(member.asString(), WORDS.get(member.asString())));
			if (!required.isEmpty()) {
				MvcTestResult incomplete = take(id, step, person, Map.of());
				assertThat(incomplete.getResponse().getStatus()).as(what).isEqualTo(422);
				assertThat(stored(id)).as(what).isEqualTo(stood);
			}
			if (required.containsKey("filing")) {
				assertThat(code(take(id, step, person, Map.of("reason", "系统下线")))).as(what).isEqualTo("filing-missing");
				assertThat(stored(id)).as(what).isEqualTo(stood);
			}
			MvcTestResult done = take(id, step, person, required);
			if (done.getResponse().getStatus() != 200) {
				assertThat(code(done)).as(what).isEqualTo("entry-incomplete");
				assertThat(step).isEqualTo("submit");
				assertThat(state).isIn("draft", "edited", "revising");
			}
			id = in(state);
		}
		return id;
	}

	@Test
	void otherDepartmentsAreOfferedNothing() {
		String id = in("published");
		assertThat(offered(id, this.people.get("foreign"))).isEmpty();
		assertThat(offered(id, this.people.get("auditor"))).isEmpty();
	}

	@Test
	void theHistoryTellsAssessmentsAsFields() {
		String id = in("complete");
		JsonNode history = body(
				this.web.get().uri(ENTRIES + "/" + id + "/revisions").with(TestCity.steward()).exchange())
			.path("items");
		assertThat(history.valueStream().filter((step) -> step.path("change").asString().equals("assessed")))
			.extracting(
					(step) -> step.at("/assessment/kind").asString() + " " + step.at("/assessment/outcome").asString())
			.containsExactly("secrecy passed", "personal-information passed");
		assertThat(history.valueStream()).noneMatch((step) -> step.path("note").asString("").contains("secrecy"));
	}

	private Map<String, JsonNode> offered(String id, RequestPostProcessor person) {
		MvcTestResult read = this.web.get().uri(ENTRIES + "/" + id).with(person).exchange();
		Map<String, JsonNode> offered = new HashMap<>();
		if (read.getResponse().getStatus() == 200) {
			body(read).at("/record/actions").forEach((action) -> offered.put(action.path("name").asString(), action));
		}
		return offered;
	}

	private String in(String state) {
		String id = body(this.web.post()
			.uri(ENTRIES)
			.with(TestCity.steward())
			.contentType("application/json")
			.content(TestCity.busStops(UUID.randomUUID().toString()))
			.exchange()).at("/entry/id").asString();
		switch (state) {
			case "draft" -> {
				// as registered
			}
			case "edited" -> done(take(id, "edit", BOTH, Map.of()));
			case "complete" -> complete(id);
			case "submitted" -> submit(id);
			case "returned" -> {
				submit(id);
				done(take(id, "return", TestCity.authority(), bodyOf("return")));
			}
			case "published" -> publish(id);
			case "revising" -> {
				publish(id);
				done(take(id, "edit", BOTH, Map.of()));
			}
			case "suspended" -> {
				publish(id);
				done(take(id, "suspend", TestCity.head(), bodyOf("suspend")));
			}
			case "suspended by the authority" -> {
				publish(id);
				done(take(id, "suspend", TestCity.authority(), bodyOf("suspend")));
			}
			case "retired" -> done(take(id, "retire", TestCity.head(), bodyOf("retire")));
			default -> throw new IllegalArgumentException(state);
		}
		return id;
	}

	/** What a step takes. */
	private static Map<String, String> bodyOf(String step) {
		List<String> members = switch (step) {
			case "assess" -> List.of("kind", "outcome");
			case "return" -> List.of("reason");
			case "suspend", "retire" -> List.of("reason", "filing");
			default -> List.of();
		};
		return members.stream().collect(Collectors.toMap((member) -> member, WORDS::get));
	}

	private void complete(String id) {
		for (String kind : List.of("secrecy", "personal-information")) {
			done(take(id, "assess", TestCity.steward(), Map.of("kind", kind, "outcome", "passed")));
		}
		done(take(id, "consent", TestCity.head(), Map.of()));
	}

	private void submit(String id) {
		complete(id);
		done(take(id, "submit", TestCity.steward(), Map.of()));
	}

	private void publish(String id) {
		submit(id);
		done(take(id, "publish", TestCity.authority(), Map.of()));
	}

	private static void done(MvcTestResult result) {
		assertThat(result).hasStatusOk();
	}

	private MvcTestResult take(String id, String step, RequestPostProcessor person, Map<String, String> words) {
		MvcTestResult read = this.web.get().uri(ENTRIES + "/" + id).with(TestCity.authority()).exchange();
		String tag = String.valueOf(read.getResponse().getHeader("ETag"));
		if (step.equals("edit")) {
			String changed = TestCity.busStops(body(read).at("/entry/key").asString())
				.replace("公交站点\",\"en", "公交站点" + UUID.randomUUID() + "\",\"en");
			return this.web.put()
				.uri(ENTRIES + "/" + id)
				.with(person)
				.header("If-Match", tag)
				.contentType("application/json")
				.content(changed)
				.exchange();
		}
		return this.web.post()
			.uri(ENTRIES + "/" + id + "/" + (step.equals("assess") ? "assessments" : step))
			.with(person)
			.header("If-Match", tag)
			.contentType("application/json")
			.content(this.json.writeValueAsString(words))
			.exchange();
	}

	/** What the authority sees of it, but for what the authority may do. */
	private String stored(String id) {
		MvcTestResult read = this.web.get().uri(ENTRIES + "/" + id).with(TestCity.authority()).exchange();
		return read.getResponse().getHeader("ETag") + body(read).path("record");
	}

	private String code(MvcTestResult result) {
		return body(result).path("code").asString();
	}

	private JsonNode body(MvcTestResult result) {
		return this.json.readTree(result.getResponse().getContentAsByteArray());
	}

}
