package org.shuyuan.catalogue.conflict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.identifier.AgencyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

@CatalogueTest
class OneSourceTests {

	private static final String API = "/api/v1/catalogue/";

	private static final Iterator<String> ELEMENTS = CodeList.of("elements")
		.concepts()
		.values()
		.stream()
		.filter((each) -> each.property("sensitivity").orElse("").equals("none"))
		.map(CodeList.Concept::code)
		.skip(30)
		.iterator();

	private static final RequestPostProcessor OTHER = TestCity.person("steward-chen", "steward", TestCity.HEALTH);

	private final MockMvcTester web;

	private final JsonMapper json;

	private final String element = ELEMENTS.next();

	OneSourceTests(@Autowired MockMvcTester web, @Autowired JsonMapper json) {
		this.web = web;
		this.json = json;
		TestCity.build(web);
	}

	@Test
	void secondCollectorIsWarnedAtSaveAndStoppedAtSubmitWithThePointer() {
		JsonNode first = register(TestCity.TRANSPORT, TestCity.steward(), "");
		assertThat(submit(first, TestCity.TRANSPORT, TestCity.steward())).hasStatus(200);
		JsonNode second = register(TestCity.HEALTH, OTHER, "");
		assertThat(second.at("/violations").toString()).contains("source-exists");
		MvcTestResult refused = submit(second, TestCity.HEALTH, OTHER);
		assertThat(refused).hasStatus(409);
		JsonNode problem = body(refused);
		assertThat(problem.at("/code").asString()).isEqualTo("source-exists");
		assertThat(problem.at("/source/entry")).isEqualTo(first.at("/entry/id"));
		assertThat(problem.at("/source/agency").asString()).isEqualTo(TestCity.TRANSPORT.value());
		assertThat(problem.at("/clause").asString()).isEqualTo("D19");
	}

	@Test
	void citingTheSourceIsNoSecondCollection() {
		submit(register(TestCity.TRANSPORT, TestCity.steward(), ""), TestCity.TRANSPORT, TestCity.steward());
		String cited = "{\"kind\":\"shared-from\",\"agency\":\"" + TestCity.TRANSPORT + "\"}";
		assertThat(submit(register(TestCity.HEALTH, OTHER, cited), TestCity.HEALTH, OTHER)).hasStatus(200);
	}

	@Test
	void authorityDecidesWhoLeads() {
		submit(register(TestCity.TRANSPORT, TestCity.steward(), ""), TestCity.TRANSPORT, TestCity.steward());
		JsonNode second = register(TestCity.HEALTH, OTHER, "");
		String dispute = "{\"entry\":\"%s\",\"item\":\"%s\",\"reason\":\"法定职责\"}"
			.formatted(second.at("/entry/id").asString(), second.at("/entry/items/0/id").asString());
		MvcTestResult raised = post("conflicts", OTHER, dispute);
		assertThat(raised).hasStatus(201);
		assertThat(post("conflicts", OTHER, dispute)).hasStatus(409);
		String id = body(raised).at("/id").asString();
		String decision = "{\"lead\":\"%s\",\"reason\":\"以职责为准\"}".formatted(TestCity.HEALTH);
		assertThat(post("conflicts/" + id + "/decision", TestCity.steward(), decision)).hasStatus(403);
		assertThat(post("conflicts/" + id + "/decision", TestCity.authority(),
				decision.replace(TestCity.HEALTH.value(), AgencyId.ofBody("11990100MB0A00099").value())))
			.hasStatus(422);
		assertThat(body(post("conflicts/" + id + "/decision", TestCity.authority(), decision)).at("/lead").asString())
			.isEqualTo(TestCity.HEALTH.value());
		assertThat(post("conflicts/" + id + "/decision", TestCity.authority(), decision)).hasStatus(409);
		assertThat(submit(second, TestCity.HEALTH, OTHER)).hasStatus(200);
		JsonNode sources = body(
				this.web.get().uri(API + "sources?element=" + this.element).with(TestCity.authority()).exchange());
		assertThat(sources.at("/items").size()).isEqualTo(1);
		assertThat(sources.at("/items/0/agency").asString()).isEqualTo(TestCity.HEALTH.value());
	}

	@Test
	void aDecisionLeavesTheOtherAgencyWorkWithATerm() {
		JsonNode first = register(TestCity.TRANSPORT, TestCity.steward(), "");
		submit(first, TestCity.TRANSPORT, TestCity.steward());
		String losing = first.at("/entry/id").asString();
		assertThat(post("entries/" + losing + "/publish", TestCity.authority(), "")).hasStatus(200);
		JsonNode second = register(TestCity.HEALTH, OTHER, "");
		String id = raised(second);
		assertThat(post("conflicts/" + id + "/statements", TestCity.steward(), "{\"statement\":\"采集在先\"}"))
			.hasStatus(201);
		assertThat(post("conflicts/" + id + "/statements",
				TestCity.person("x", "steward", AgencyId.ofBody("11990100MB0A00099")), "{\"statement\":\"与我无关\"}"))
			.hasStatus(404);
		assertThat(duties("open", TestCity.steward())).doesNotContain(id);
		decide(id, TestCity.HEALTH);
		JsonNode conflict = body(this.web.get().uri(API + "conflicts/" + id).with(TestCity.steward()).exchange());
		assertThat(conflict.at("/statements/0/text").asString()).isEqualTo("采集在先");
		assertThat(conflict.at("/duties").size()).isEqualTo(1);
		assertThat(conflict.at("/duties/0/entry").asString()).isEqualTo(losing);
		assertThat(conflict.at("/duties/0/agency").asString()).isEqualTo(TestCity.TRANSPORT.value());
		assertThat(conflict.at("/due").asString()).matches("\\d{4}-\\d{2}-\\d{2}");
		assertThat(duties("open", TestCity.steward())).contains(id);
		assertThat(duties("overdue", TestCity.steward())).doesNotContain(id);
		assertThat(duties("open", OTHER)).doesNotContain(id);
		JsonNode read = body(this.web.get().uri(API + "entries/" + losing).with(TestCity.steward()).exchange());
		assertThat(read.at("/violations").toString()).contains("source-decided-otherwise", "items[0].source");
		JsonNode again = edit(read, "{\"kind\":\"collected\"}", "再次采集");
		assertThat(body(submit(again, TestCity.TRANSPORT, TestCity.steward())).at("/code").asString())
			.isIn("source-exists", "entry-incomplete");
		JsonNode shared = edit(again, "{\"kind\":\"shared-from\",\"agency\":\"" + TestCity.HEALTH + "\"}", "改为共享");
		assertThat(submit(shared, TestCity.TRANSPORT, TestCity.steward())).hasStatus(200);
		assertThat(post("entries/" + losing + "/publish", TestCity.authority(), "")).hasStatus(200);
		assertThat(duties("open", TestCity.steward())).doesNotContain(id);
		assertThat(body(this.web.get().uri(API + "conflicts/" + id).with(TestCity.steward()).exchange())
			.at("/duties/0/done")
			.asString()).isNotEmpty();
		assertThat(body(this.web.get().uri(API + "entries/" + losing).with(TestCity.steward()).exchange())
			.at("/violations")
			.toString()).doesNotContain("source-decided-otherwise");
	}

	@Test
	void aDistrictThatLosesIsNoSourceOfAPartEither() {
		JsonNode district = registerIn("990102", TestCity.TRANSPORT, TestCity.steward());
		submit(district, TestCity.TRANSPORT, TestCity.steward());
		post("entries/" + district.at("/entry/id").asString() + "/publish", TestCity.authority(), "");
		JsonNode city = registerIn("990100", TestCity.HEALTH, OTHER);
		String id = raised(city);
		decide(id, TestCity.HEALTH);
		assertThat(duties("open", TestCity.steward())).contains(id);
		JsonNode sources = body(
				this.web.get().uri(API + "sources?element=" + this.element).with(TestCity.authority()).exchange());
		assertThat(sources.at("/items").valueStream().map((source) -> source.at("/agency").asString()))
			.containsExactly(TestCity.HEALTH.value());
		assertThat(submit(registerIn("990102", TestCity.TRANSPORT, TestCity.steward()), TestCity.TRANSPORT,
				TestCity.steward()))
			.hasStatus(409);
	}

	@Test
	void whoRaisedAConflictDoesNotDecideIt() {
		submit(register(TestCity.TRANSPORT, TestCity.steward(), ""), TestCity.TRANSPORT, TestCity.steward());
		RequestPostProcessor both = TestCity.persons("steward-both", TestCity.HEALTH, "steward", "authority");
		JsonNode second = register(TestCity.HEALTH, both, "");
		MvcTestResult raised = post("conflicts", both, "{\"entry\":\"%s\",\"item\":\"%s\",\"reason\":\"法定职责\"}"
			.formatted(second.at("/entry/id").asString(), second.at("/entry/items/0/id").asString()));
		String path = "conflicts/" + body(raised).at("/id").asString();
		String decision = "{\"lead\":\"%s\",\"reason\":\"以职责为准\"}".formatted(TestCity.HEALTH);
		assertThat(post(path + "/decision", both, decision)).hasStatus(403);
		assertThat(body(this.web.get().uri(API + path).with(both).exchange()).at("/state").asString())
			.isEqualTo("open");
		assertThat(post(path + "/decision", TestCity.authority(), decision)).hasStatus(200);
	}

	@Test
	void everybodyIsOfferedWhatIsPossibleInAConflictAndNothingElse() {
		submit(register(TestCity.TRANSPORT, TestCity.steward(), ""), TestCity.TRANSPORT, TestCity.steward());
		RequestPostProcessor both = TestCity.persons("steward-both", TestCity.HEALTH, "steward", "authority");
		JsonNode second = register(TestCity.HEALTH, both, "");
		String path = "conflicts/"
				+ body(post("conflicts", both,
						"{\"entry\":\"%s\",\"item\":\"%s\",\"reason\":\"法定职责\"}"
							.formatted(second.at("/entry/id").asString(), second.at("/entry/items/0/id").asString())))
					.at("/id")
					.asString();
		List<RequestPostProcessor> people = List.of(TestCity.steward(), TestCity.head(), OTHER, both,
				TestCity.person("officer", "sharing-officer", TestCity.HEALTH),
				TestCity.person("auditor", "auditor", TestCity.HEALTH),
				TestCity.person("x", "steward", AgencyId.ofBody("11990100MB0A00099")), TestCity.authority());
		Map<String, String> bodies = Map.of("statement", "{\"statement\":\"采集在先\"}", "decision",
				"{\"lead\":\"%s\",\"reason\":\"以职责为准\"}".formatted(TestCity.HEALTH));
		List<String> all = new ArrayList<>();
		for (String state : List.of("open", "decided")) {
			for (RequestPostProcessor person : people) {
				JsonNode actions = actions(path, person);
				List<String> offered = actions.valueStream().map((action) -> action.path("name").asString()).toList();
				assertThat(bodies.keySet()).containsAll(offered);
				all.addAll(offered);
				for (String action : List.of("statement", "decision")) {
					String to = path + (action.equals("statement") ? "/statements" : "/decision");
					if (offered.contains(action)) {
						assertThat(post(to, person, "{}")).hasStatus(422);
						assertThat(post(to, person, bodies.get(action))).hasStatus2xxSuccessful();
					}
					else {
						String before = stored(path);
						assertThat(post(to, person, bodies.get(action)).getResponse().getStatus()).isIn(403, 404, 409);
						assertThat(stored(path)).isEqualTo(before);
					}
				}
			}
			assertThat(body(this.web.get().uri(API + path).with(both).exchange()).at("/state").asString())
				.isEqualTo("decided");
			assertThat(state.equals("decided") || all.contains("decision")).isTrue();
		}
		assertThat(all).containsExactlyInAnyOrder("statement", "statement", "statement", "statement", "decision");
	}

	private JsonNode actions(String path, RequestPostProcessor person) {
		return body(this.web.get().uri(API + path).with(person).exchange()).path("actions");
	}

	private String stored(String path) {
		return body(
				this.web.get().uri(API + path).with(TestCity.person("auditor", "auditor", TestCity.HEALTH)).exchange())
			.toString();
	}

	@Test
	void refusesAnUnknownKindOfDuty() {
		assertThat(this.web.get().uri(API + "conflicts?duty=later").with(TestCity.steward())).hasStatus(400);
	}

	private String raised(JsonNode second) {
		MvcTestResult raised = post("conflicts", OTHER, "{\"entry\":\"%s\",\"item\":\"%s\",\"reason\":\"法定职责\"}"
			.formatted(second.at("/entry/id").asString(), second.at("/entry/items/0/id").asString()));
		assertThat(raised).hasStatus(201);
		return body(raised).at("/id").asString();
	}

	private void decide(String id, AgencyId lead) {
		assertThat(post("conflicts/" + id + "/decision", TestCity.authority(),
				"{\"lead\":\"%s\",\"reason\":\"以职责为准\"}".formatted(lead)))
			.hasStatus(200);
	}

	private List<String> duties(String duty, RequestPostProcessor caller) {
		return body(this.web.get().uri(API + "conflicts?limit=200&duty=" + duty).with(caller).exchange()).at("/items")
			.valueStream()
			.map((conflict) -> conflict.at("/id").asString())
			.toList();
	}

	private JsonNode edit(JsonNode read, String source, String title) {
		tools.jackson.databind.node.ObjectNode entry = (tools.jackson.databind.node.ObjectNode) read.at("/entry");
		((tools.jackson.databind.node.ObjectNode) entry.at("/items/0")).set("source", this.json.readTree(source));
		entry.putObject("title").put("zh", title);
		String path = API + "entries/" + entry.at("/id").asString();
		String tag = this.web.get().uri(path).with(TestCity.steward()).exchange().getResponse().getHeader("ETag");
		MvcTestResult edited = this.web.put()
			.uri(path)
			.with(TestCity.steward())
			.header("If-Match", tag)
			.contentType("application/json")
			.content(this.json.writeValueAsString(entry))
			.exchange();
		assertThat(edited).hasStatus(200);
		return body(edited);
	}

	@Test
	void citysSourceStandsForItsDistrictsButDistrictsStandBesideEachOther() {
		assertThat(submit(registerIn("990102", TestCity.TRANSPORT, TestCity.steward()), TestCity.TRANSPORT,
				TestCity.steward()))
			.hasStatus(200);
		assertThat(submit(registerIn("990103", TestCity.HEALTH, OTHER), TestCity.HEALTH, OTHER)).hasStatus(200);
		assertThat(submit(registerIn("990100", TestCity.HEALTH, OTHER), TestCity.HEALTH, OTHER)).hasStatus(409);
		assertThat(submit(registerIn("990200", TestCity.HEALTH, OTHER), TestCity.HEALTH, OTHER)).hasStatus(200);
		JsonNode sources = body(
				this.web.get().uri(API + "sources?element=" + this.element).with(TestCity.authority()).exchange());
		assertThat(sources.at("/items").valueStream().map((source) -> source.at("/area").asString()))
			.containsExactly("990102", "990103", "990200");
	}

	@Test
	void oneOfTwoSubmittedAtOnceForAreasThatOverlapIsStopped() throws Exception {
		JsonNode city = registerIn("990100", TestCity.TRANSPORT, TestCity.steward());
		JsonNode district = registerIn("990102", TestCity.HEALTH, OTHER);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<MvcTestResult> one = threads.submit(() -> submit(city, TestCity.TRANSPORT, TestCity.steward()));
			Future<MvcTestResult> other = threads.submit(() -> submit(district, TestCity.HEALTH, OTHER));
			assertThat(List.of(one.get().getResponse().getStatus(), other.get().getResponse().getStatus()))
				.containsExactlyInAnyOrder(200, 409);
		}
	}

	@Test
	void authorityLetsADistrictCollectForItself() {
		submit(registerIn("990100", TestCity.TRANSPORT, TestCity.steward()), TestCity.TRANSPORT, TestCity.steward());
		JsonNode district = registerIn("990102", TestCity.HEALTH, OTHER);
		MvcTestResult raised = post("conflicts", OTHER, "{\"entry\":\"%s\",\"item\":\"%s\",\"reason\":\"法定职责\"}"
			.formatted(district.at("/entry/id").asString(), district.at("/entry/items/0/id").asString()));
		assertThat(raised).hasStatus(201);
		post("conflicts/" + body(raised).at("/id").asString() + "/decision", TestCity.authority(),
				"{\"lead\":\"%s\",\"reason\":\"以职责为准\"}".formatted(TestCity.HEALTH));
		assertThat(submit(district, TestCity.HEALTH, OTHER)).hasStatus(200);
		assertThat(submit(registerIn("990103", TestCity.HEALTH, OTHER), TestCity.HEALTH, OTHER)).hasStatus(409);
	}

	@Test
	void returnedDraftGivesUpItsClaim() {
		JsonNode first = register(TestCity.TRANSPORT, TestCity.steward(), "");
		submit(first, TestCity.TRANSPORT, TestCity.steward());
		post("entries/" + first.at("/entry/id").asString() + "/return", TestCity.authority(), "{\"reason\":\"补充\"}");
		assertThat(submit(register(TestCity.HEALTH, OTHER, ""), TestCity.HEALTH, OTHER)).hasStatus(200);
	}

	private JsonNode registerIn(String area, AgencyId agency, RequestPostProcessor steward) {
		String entry = TestCity.entry(UUID.randomUUID().toString(), agency, this.element);
		MvcTestResult registered = post("entries", steward, entry.replace("990100\",", area + "\","));
		assertThat(registered).hasStatus(201);
		return body(registered);
	}

	private JsonNode register(AgencyId agency, RequestPostProcessor steward, String source) {
		String entry = TestCity.entry(UUID.randomUUID().toString(), agency, this.element);
		MvcTestResult registered = post("entries", steward,
				source.isEmpty() ? entry : entry.replace("{\"kind\":\"collected\"}", source));
		assertThat(registered).hasStatus(201);
		return body(registered);
	}

	private MvcTestResult submit(JsonNode entry, AgencyId agency, RequestPostProcessor steward) {
		String path = "entries/" + entry.at("/entry/id").asString();
		for (String kind : new String[] { "secrecy", "personal-information" }) {
			post(path + "/assessments", steward, "{\"kind\":\"%s\",\"outcome\":\"passed\"}".formatted(kind));
		}
		String tag = "\"" + entry.at("/record/revision").asInt() + ".1\"";
		this.web.post()
			.uri(API + path + "/consent")
			.with(TestCity.person("head-" + agency, "cdo", agency))
			.header("If-Match", tag)
			.exchange();
		return post(path + "/submit", steward, "{}");
	}

	private MvcTestResult post(String path, RequestPostProcessor caller, String body) {
		return this.web.post().uri(API + path).with(caller).contentType("application/json").content(body).exchange();
	}

	private JsonNode body(MvcTestResult result) {
		return this.json.readTree(result.getResponse().getContentAsByteArray());
	}

}
