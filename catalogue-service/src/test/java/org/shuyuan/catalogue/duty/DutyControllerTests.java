package org.shuyuan.catalogue.duty;

import java.util.Iterator;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
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
class DutyControllerTests {

	private static final String DUTIES = "/api/v1/catalogue/agencies/" + TestCity.TRANSPORT + "/duties";

	@Autowired
	private MockMvcTester web;

	@Autowired
	private JsonMapper json;

	private final String code = "duty-" + UUID.randomUUID();

	@BeforeEach
	void build() {
		TestCity.build(this.web);
	}

	@Test
	void saysWhichExpectedDataAreMissing() {
		Iterator<String> elements = CodeList.of("elements").concepts().keySet().stream().skip(20).iterator();
		String collected = elements.next();
		String missing = elements.next();
		JsonNode entry = body(post("entries", TestCity.entry(this.code, TestCity.TRANSPORT, collected)));
		String id = entry.at("/entry/id").asString();
		for (String kind : new String[] { "secrecy", "personal-information" }) {
			post("entries/" + id + "/assessments", "{\"kind\":\"%s\",\"outcome\":\"passed\"}".formatted(kind));
		}
		this.web.post()
			.uri("/api/v1/catalogue/entries/" + id + "/consent")
			.with(TestCity.head())
			.header("If-Match", "\"" + entry.at("/record/revision").asInt() + ".1\"")
			.exchange();
		assertThat(post("entries/" + id + "/submit", "{}")).hasStatusOk();
		assertThat(put(TestCity.steward(), """
				{"title":{"zh":"公交线网管理"},"basis":[],"expects":["%s","%s"],"entries":["%s"],"missing":["forged"]}"""
			.formatted(collected, missing, id))).hasStatusOk();
		JsonNode duty = mine();
		assertThat(duty.at("/entries/0").asString()).isEqualTo(id);
		assertThat(duty.at("/missing").valueStream().map(JsonNode::asString)).containsExactly(missing);
	}

	@Test
	void refusesWhatIsNotThereAndKeepsNothing() {
		put(TestCity.steward(), "{\"title\":{\"zh\":\"原来的职能\"}}");
		String foreign = body(this.web.post()
			.uri("/api/v1/catalogue/entries")
			.with(TestCity.person("steward-chen", "steward", TestCity.HEALTH))
			.contentType("application/json")
			.content(TestCity.entry(this.code, TestCity.HEALTH, ""))
			.exchange()).at("/entry/id").asString();
		for (String broken : new String[] { "{}", "{\"title\":{\"zh\":\"改\"},\"expects\":[\"no-such-element\"]}",
				"{\"title\":{\"zh\":\"改\"},\"entries\":[\"%s\"]}".formatted(foreign),
				"{\"title\":{\"zh\":\"改\"},\"entries\":[\"aaaaaaaaaaaaaaaaaaaaaaaaaa\"]}" }) {
			assertThat(put(TestCity.steward(), broken)).as(broken).hasStatus(422);
		}
		assertThat(mine().at("/title/zh").asString()).isEqualTo("原来的职能");
	}

	@Test
	void anotherAgencysDutiesDoNotExist() {
		String duty = "{\"title\":{\"zh\":\"越权\"}}";
		RequestPostProcessor other = TestCity.person("steward-chen", "steward", TestCity.HEALTH);
		assertThat(put(other, duty)).hasStatus(404);
		assertThat(this.web.get().uri(DUTIES).with(other)).hasStatus(404);
		assertThat(put(TestCity.person("officer-zhao", "sharing-officer", TestCity.TRANSPORT), duty)).hasStatus(403);
		assertThat(this.web.put()
			.uri(DUTIES.replace(TestCity.TRANSPORT.value(), AgencyId.ofBody("11990100MB0A00098").value()) + "/a")
			.with(TestCity.authority())
			.contentType("application/json")
			.content(duty)).hasStatus(404);
		assertThat(this.web.get().uri(DUTIES + "?limit=200").with(TestCity.authority())).hasStatusOk()
			.bodyText()
			.doesNotContain("越权");
	}

	private JsonNode mine() {
		return body(this.web.get().uri(DUTIES + "?limit=200").with(TestCity.steward()).exchange()).at("/items")
			.valueStream()
			.filter((duty) -> duty.at("/code").asString().equals(this.code))
			.findFirst()
			.orElseThrow();
	}

	private MvcTestResult put(RequestPostProcessor caller, String duty) {
		return this.web.put()
			.uri(DUTIES + "/" + this.code)
			.with(caller)
			.contentType("application/json")
			.content(duty)
			.exchange();
	}

	private MvcTestResult post(String path, String body) {
		return this.web.post()
			.uri("/api/v1/catalogue/" + path)
			.with(TestCity.steward())
			.contentType("application/json")
			.content(body)
			.exchange();
	}

	private JsonNode body(MvcTestResult result) {
		return this.json.readTree(result.getResponse().getContentAsByteArray());
	}

}
