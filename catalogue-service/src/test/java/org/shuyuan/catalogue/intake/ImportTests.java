package org.shuyuan.catalogue.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.catalogue.changes.Change;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.LifecycleState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

@CatalogueTest
class ImportTests {

	private static final String IMPORTS = "/api/v1/catalogue/imports";

	private static final String TURTLE = """
			@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
			<https://data.example/ds/%1$s> a dcat:Dataset ; dct:title "停车场"@zh ; dct:spatial [ dct:title "城区"@zh ] ;
				<https://data.example/terms/score> 4.5 .
			<https://data.example/ds/%1$s-b> a dcat:Dataset ; dct:description "无名"@zh .
			""";

	private final MockMvcTester web;

	private final JsonMapper json;

	private final ChangeLog log;

	private final String source = "source-" + UUID.randomUUID();

	ImportTests(@Autowired MockMvcTester web, @Autowired JsonMapper json, @Autowired ChangeLog log) {
		this.web = web;
		this.json = json;
		this.log = log;
	}

	@BeforeEach
	void build() {
		TestCity.build(this.web);
	}

	@Test
	void harvestedDescriptionsArePublishedAtOnceAndSecondRunChangesNothing() {
		String body = harvested("https://a.example/1") + harvested("https://a.example/2");
		List<JsonNode> first = run(TestCity.authority(), "harvested", body);
		assertThat(statuses(first)).containsExactly("created", "created");
		Change.EntryChanged change = (Change.EntryChanged) this.log.after(this.log.position() - 1, 1).getFirst();
		assertThat(change.state()).isEqualTo(LifecycleState.PUBLISHED);
		assertThat(change.inForce()).isTrue();
		assertThat(first.getLast().at("/summary/position").asLong()).isEqualTo(this.log.position());
		long position = this.log.position();
		List<JsonNode> second = run(TestCity.authority(), "harvested", body);
		assertThat(statuses(second)).containsExactly("unchanged", "unchanged");
		assertThat(second.getFirst().at("/id")).isEqualTo(first.getFirst().at("/id"));
		assertThat(this.log.position()).isEqualTo(position);
		List<JsonNode> third = run(TestCity.authority(), "harvested", body.replace("停车场", "公共停车场"));
		assertThat(statuses(third)).containsExactly("updated", "updated");
		assertThat(third.getFirst().at("/revision").asInt()).isEqualTo(2);
	}

	@Test
	void anotherOrderOfMembersIsNoChange() {
		run(TestCity.authority(), "harvested", harvested("https://a.example/1"));
		String turned = harvested("https://a.example/1").replace("{\"key\":\"https://a.example/1\",", "{")
			.replace("\"}\n", "\",\"key\":\"https://a.example/1\"}\n");
		assertThat(statuses(run(TestCity.authority(), "harvested", turned))).containsExactly("unchanged");
	}

	@Test
	void badLinesAreRefusedByNameAndStopNothing() {
		String body = "{\"key\":\"broken\n" + harvested("ok-1")
				+ "{\"key\":\"untitled\",\"agency\":\"%s\"}\n".formatted(TestCity.TRANSPORT)
				+ "{\"key\":\"blank\",\"title\":{\"zh\":\" \"}}\n" + harvested("odd").replace("\"title\"", "\"titel\"")
				+ "{\"title\":{\"zh\":\"无键\"},\"agency\":\"%s\"}\n".formatted(TestCity.TRANSPORT)
				+ harvested("lost").replace(TestCity.TRANSPORT.value(), AgencyId.ofBody("11990100MB0A09999").value())
				+ "{\"key\":\"" + "长".repeat(400_000) + "\"}\n" + harvested("ok-2");
		List<JsonNode> results = run(TestCity.authority(), "harvested", body);
		assertThat(statuses(results)).containsExactly("refused", "created", "refused", "refused", "refused", "refused",
				"refused", "refused", "created");
		assertThat(results.stream()
			.filter((each) -> each.has("problem"))
			.map((each) -> each.at("/problem/code").asString())).containsExactly("body-broken", "entry-invalid",
					"entry-invalid", "entry-invalid", "key-missing", "agency-not-found", "line-too-long");
		assertThat(results.get(2).at("/key").asString()).isEqualTo("untitled");
		assertThat(results.get(2).at("/problem/violations/0/code").asString()).isEqualTo("title-missing");
		assertThat(results.getLast().at("/summary/refused").asInt()).isEqualTo(7);
	}

	@Test
	void secrecyMarkingIsRefusedAndNothingOfItKept() {
		long position = this.log.position();
		List<JsonNode> results = run(TestCity.authority(), "harvested", harvested("机密★一号").replace("停车场", "布防图（机密）"));
		assertThat(results.getFirst().at("/problem/code").asString()).isEqualTo("state-secret-refused");
		assertThat(results.getFirst().toString()).doesNotContain("机密★", "布防图");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void stewardImportsDraftsOfHisOwnAgencyOnly() {
		String own = TestCity.busStops("bulk-" + this.source).replace("\n", "") + "\n";
		List<JsonNode> results = run(TestCity.steward(), "full",
				own + own.replace("bulk-", "other-").replace(TestCity.TRANSPORT.value(), TestCity.HEALTH.value()));
		assertThat(statuses(results)).containsExactly("created", "refused");
		assertThat(results.get(1).at("/problem/code").asString()).isEqualTo("agency-foreign");
		Change.EntryChanged change = (Change.EntryChanged) this.log.after(this.log.position() - 1, 1).getFirst();
		assertThat(change.state()).isEqualTo(LifecycleState.DRAFT);
		assertThat(change.inForce()).isFalse();
	}

	@Test
	void sameKeyTwiceInOneImportUpdates() {
		List<JsonNode> results = run(TestCity.authority(), "harvested",
				harvested("twice") + harvested("twice").replace("停车场", "公共停车场") + harvested("once"));
		assertThat(statuses(results)).containsExactly("created", "updated", "created");
		assertThat(results.get(0).at("/id")).isEqualTo(results.get(1).at("/id"));
	}

	@Test
	void graphBecomesEntriesAndKeepsWhatItSaysBeyond() {
		String key = UUID.randomUUID().toString();
		List<JsonNode> results = graph(TURTLE.formatted(key));
		assertThat(statuses(results)).containsExactly("created", "refused");
		assertThat(results.get(1).at("/problem/code").asString()).isEqualTo("title-missing");
		String id = results.getFirst().at("/id").asString();
		assertThat(this.web.get()
			.uri("/api/v1/catalogue/entries/" + id)
			.with(TestCity.authority())
			.header("Accept", "application/n-triples")
			.exchange()).bodyText()
			.contains("<https://data.example/ds/" + key + "> <https://data.example/terms/score>", "/entries/" + id);
		assertThat(this.web.get().uri("/api/v1/catalogue/entries/" + id).with(TestCity.authority()).exchange())
			.hasStatus(200);
		assertThat(statuses(graph(TURTLE.formatted(key)))).containsExactly("unchanged", "refused");
	}

	@Test
	void brokenGraphIsRefusedWhole() {
		long position = this.log.position();
		assertThat(post(TestCity.authority(), "harvested", "text/turtle", "<a> <b> .")).hasStatus(400);
		assertThat(post(TestCity.authority(), "harvested", "application/ld+json",
				"{\"@context\":\"http://127.0.0.1:9/context\",\"@id\":\"urn:a\"}"))
			.hasStatus(400);
		assertThat(post(TestCity.authority(), "harvested", "text/csv", "a,b")).hasStatus(415);
		assertThat(post(TestCity.authority(), "whole", "application/x-ndjson", "")).hasStatus(400);
		assertThat(post(TestCity.head(), "full", "application/x-ndjson", "")).hasStatus(403);
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void resultsAreReadAgain() {
		MvcTestResult answer = post(TestCity.authority(), "harvested", "application/x-ndjson",
				IntStream.range(0, 1200)
					.mapToObj((number) -> harvested("many-" + number))
					.collect(Collectors.joining()));
		String location = String.valueOf(answer.getResponse().getHeader("Location"));
		MvcTestResult again = this.web.get().uri(location + "/results").with(TestCity.authority()).exchange();
		assertThat(again.getResponse().getContentAsByteArray()).isEqualTo(answer.getResponse().getContentAsByteArray());
		JsonNode one = this.json.readTree(this.web.get()
			.uri(location)
			.with(TestCity.authority())
			.exchange()
			.getResponse()
			.getContentAsByteArray());
		assertThat(one.at("/summary/created").asInt()).isEqualTo(1200);
		assertThat(this.web.get().uri(location).with(TestCity.steward()).exchange()).hasStatus(404);
	}

	private static String harvested(String key) {
		return "{\"key\":\"%s\",\"agency\":\"%s\",\"title\":{\"zh\":\"停车场\"},\"themes\":[\"transport\"],\"landingPage\":\"https://a.example/page\"}\n"
			.formatted(key, TestCity.TRANSPORT);
	}

	private List<JsonNode> graph(String turtle) {
		return lines(this.web.post()
			.uri(IMPORTS + "?completeness=harvested&source=" + this.source + "&agency=" + TestCity.TRANSPORT)
			.with(TestCity.authority())
			.contentType("text/turtle")
			.content(turtle.getBytes(StandardCharsets.UTF_8))
			.exchange());
	}

	private List<JsonNode> run(RequestPostProcessor caller, String completeness, String body) {
		return lines(post(caller, completeness, "application/x-ndjson", body));
	}

	private MvcTestResult post(RequestPostProcessor caller, String completeness, String type, String body) {
		return this.web.post()
			.uri(IMPORTS + "?completeness=" + completeness + "&source=" + this.source)
			.with(caller)
			.contentType(type)
			.content(body.getBytes(StandardCharsets.UTF_8))
			.exchange();
	}

	private List<JsonNode> lines(MvcTestResult answer) {
		assertThat(answer).hasStatus(200);
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).lines()
			.map(this.json::readTree)
			.toList();
	}

	private static List<String> statuses(List<JsonNode> results) {
		return results.stream()
			.filter((each) -> each.has("status"))
			.map((each) -> each.at("/status").asString())
			.toList();
	}

}
