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
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.AgencyId;
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

	private static final String PREFIXES = "@prefix dcat: <http://www.w3.org/ns/dcat#> . "
			+ "@prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n";

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
	void anUnknownParameterIsRefusedAndNothingIsImported() {
		long position = this.log.position();
		MvcTestResult refused = this.web.post()
			.uri(IMPORTS + "?agency=" + TestCity.TRANSPORT + "&completeness=harvested&source=" + this.source
					+ "&removeMissing=true")
			.with(TestCity.authority())
			.contentType("application/x-ndjson")
			.content(harvested("https://a.example/1"))
			.exchange();
		assertThat(refused).hasStatus(400).bodyText().contains("parameter-unknown", "removeMissing");
		assertThat(this.log.position()).isEqualTo(position);
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
		assertThat(post(TestCity.authority(), "harvested", "text/plain", "a,b")).hasStatus(415);
		assertThat(post(TestCity.authority(), "whole", "application/x-ndjson", "")).hasStatus(400);
		assertThat(post(TestCity.head(), "full", "application/x-ndjson", "")).hasStatus(403);
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void oneBadAddressRefusesItsDataSetAlone() {
		String key = UUID.randomUUID().toString();
		List<JsonNode> results = graph(
				PREFIXES + """
						<http://ex.example/%1$s/a> a dcat:Dataset ; dct:title "甲"@zh .
						<http://ex.example/%1$s/b> a dcat:Dataset ; dct:title "乙"@zh ; dcat:landingPage <http://ex.example/a b> .
						<http://ex.example/%1$s/c> a dcat:Dataset ; dct:title "丙"@zh .
						"""
					.formatted(key));
		assertThat(statuses(results)).containsExactly("created", "refused", "created");
		assertThat(results.get(1).toString()).contains("http://ex.example/a b", "landingPage");
	}

	@Test
	void oneBadAddressRefusesItsDataSetAloneInEverySyntax() {
		String xml = """
				<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"
				xmlns:dct="http://purl.org/dc/terms/"><dcat:Dataset rdf:about="http://x.example/1"><dct:title
				xml:lang="zh">好</dct:title></dcat:Dataset><dcat:Dataset rdf:about="http://x.example/2"><dct:title
				xml:lang="zh">坏</dct:title><dcat:landingPage rdf:resource="http://ex.example/a b"/></dcat:Dataset></rdf:RDF>
				""";
		String linked = """
				[{"@id":"http://x.example/1","@type":"http://www.w3.org/ns/dcat#Dataset",
				"http://purl.org/dc/terms/title":{"@value":"好","@language":"zh"}},
				{"@id":"http://x.example/2","@type":"http://www.w3.org/ns/dcat#Dataset",
				"http://purl.org/dc/terms/title":{"@value":"坏","@language":"zh"},
				"http://www.w3.org/ns/dcat#landingPage":{"@id":"http://ex.example/a b"}}]
				""";
		for (List<JsonNode> results : List.of(graph("application/rdf+xml", xml),
				graph("application/ld+json", linked))) {
			assertThat(statuses(results)).hasSize(2).contains("refused").doesNotContain("updated");
			assertThat(results.get(1).toString()).contains("http://ex.example/a b");
		}
	}

	@Test
	void brokenStatementStopsNothingButItself() {
		String key = UUID.randomUUID().toString();
		long position = this.log.position();
		List<JsonNode> results = graph(PREFIXES + """
				<http://ex.example/%1$s/a> a dcat:Dataset ; dct:title "甲"@zh_CN .
				<http://ex.example/%1$s/a> dct:description dct:x "oops" "y" .
				<http://ex.example/%1$s/b> a dcat:Dataset ; dct:title "乙"^^nil:text .
				<http://ex.example/%1$s/c> a dcat:Dataset ; dct:title "丙"@zh .
				""".formatted(key));
		assertThat(statuses(results)).containsExactly("created", "created", "refused");
		assertThat(this.log.position()).isEqualTo(position + 2);
		assertThat(results.get(0).at("/notes/0/code").asString()).isEqualTo("statement-left-out");
		assertThat(results.get(2).at("/key").asString()).endsWith("/b");
		assertThat(results.get(2).at("/problem/detail").asString()).contains("line 4", "nil");
		assertThat(entry(results.get(0)).at("/title/zh").asString()).isEqualTo("甲");
	}

	/**
	 * Contact persons of a source are in its own statements, which no rule of ours reads.
	 */
	@Test
	void ownStatementsOfTheSourceAreForItsAgencyAndTheAuthorityOnly() throws Exception {
		List<JsonNode> results = graph(
				TURTLE.formatted(UUID.randomUUID()).replace("score> 4.5", "keeper> \"keeper-of-the-list\""));
		String address = "/api/v1/catalogue/entries/" + results.getFirst().at("/id").asString();
		for (RequestPostProcessor inside : List.of(TestCity.authority(), TestCity.head(),
				TestCity.person("auditor-1", "auditor", TestCity.HEALTH))) {
			assertThat(turtle(address, inside)).contains("停车场", "keeper-of-the-list");
		}
		assertThat(turtle(address, TestCity.person("steward-2", "steward", TestCity.HEALTH))).contains("停车场")
			.doesNotContain("keeper");
	}

	private String turtle(String address, RequestPostProcessor caller) throws Exception {
		MvcTestResult answer = this.web.get().uri(address).with(caller).accept("text/turtle").exchange();
		assertThat(answer).hasStatusOk();
		return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
	}

	@Test
	void secrecyMarkingInABrokenStatementRefusesAll() {
		long position = this.log.position();
		MvcTestResult answer = this.web.post()
			.uri(IMPORTS + "?completeness=harvested&source=" + this.source + "&agency=" + TestCity.TRANSPORT)
			.with(TestCity.authority())
			.contentType("text/turtle")
			.content((PREFIXES + "<http://ex.example/s> a dcat:Dataset ; dct:title \"甲\"@zh .\n"
					+ "<http://ex.example/s> dct:description \"机密★十年\" \"y\" .\n")
				.getBytes(StandardCharsets.UTF_8))
			.exchange();
		assertThat(answer).hasStatus(422).bodyText().contains("state-secret-refused").doesNotContain("十年");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void illTypedDatesAreLeftOutAndNoted() {
		List<JsonNode> results = graph(PREFIXES + """
				<http://ex.example/%1$s/a> a dcat:Dataset ; dct:title "甲"@zh ; dct:modified "2021-02-30"^^xsd:date .
				<http://ex.example/%1$s/b> a dcat:Dataset ; dct:title "乙"@zh ; dct:modified "2021-03-04"^^xsd:dateTime .
				<http://ex.example/%1$s/c> a dcat:Dataset ; dct:title "丙"@zh ; dct:modified ""^^xsd:date .
				""".formatted(UUID.randomUUID()));
		assertThat(statuses(results)).containsExactly("created", "created", "created");
		assertThat(results.get(0).at("/notes/0/code").asString()).isEqualTo("literal-ill-typed");
		assertThat(results.get(0).at("/notes/0/message/zh").asString()).contains("2021-02-30");
		assertThat(entry(results.get(0)).has("modified")).isFalse();
		assertThat(entry(results.get(1)).at("/modified").asString()).isEqualTo("2021-03-04");
		assertThat(entry(results.get(2)).has("modified")).isFalse();
	}

	@Test
	void foreignTextIsNeverSaidToBeChinese() {
		List<JsonNode> results = graph(
				PREFIXES + """
						<http://ex.example/%1$s/a> a dcat:Dataset ; dct:title "Bus stops"@en, "Arrêts"@fr ; dct:description "Stops"@en ;
							dcat:keyword "公交"@zh, "bus"@en, "一,二,三" .
						<http://ex.example/%1$s/b> a dcat:Dataset ; dct:title "Arrêts"@fr .
						"""
					.formatted(UUID.randomUUID()));
		JsonNode english = entry(results.get(0));
		assertThat(english.at("/title/en").asString()).isEqualTo("Bus stops");
		assertThat(english.at("/title").has("zh")).isFalse();
		assertThat(english.at("/description").has("zh")).isFalse();
		assertThat(english.at("/keywords").valueStream().map((each) -> each.path("zh").asString("")))
			.contains("公交", "一", "二", "三")
			.doesNotContain("bus");
		JsonNode french = entry(results.get(1));
		assertThat(french.at("/title").has("zh")).isFalse();
		assertThat(french.at("/title/text").asString()).isEqualTo("Arrêts");
		assertThat(french.at("/title/language").asString()).isEqualTo("fr");
		assertThat(this.web.get()
			.uri("/api/v1/catalogue/entries/" + results.get(0).at("/id").asString())
			.with(TestCity.authority())
			.header("Accept", "application/n-triples")
			.exchange()).bodyText()
			.contains("\"Bus stops\"@en", "\"bus\"@en")
			.doesNotContain("stops\"@zh", "\"bus\"@zh");
	}

	@Test
	void harvestedRecordNeedsNoChineseButAnAgencysOwnDoes() {
		List<JsonNode> results = run(TestCity.authority(), "harvested",
				harvested("english").replace("{\"zh\":\"停车场\"}", "{\"en\":\"Car parks\"}") + harvested("tagged")
					.replace("{\"zh\":\"停车场\"}", "{\"text\":\"Parkings\",\"language\":\"no such tag\"}"));
		assertThat(statuses(results)).containsExactly("created", "refused");
		assertThat(entry(results.get(0)).at("/title").has("zh")).isFalse();
		assertThat(results.get(1).at("/problem/violations/0/path").asString()).isEqualTo("title");
		String own = TestCity.busStops("foreign-" + this.source).replace("\n", "") + "\n";
		List<JsonNode> refused = run(TestCity.steward(), "full", own.replaceFirst("\"zh\":\"[^\"]*\",?", "")
			.replaceFirst("\"title\":\\{\\}", "\"title\":{\"en\":\"Stops\"}"));
		assertThat(refused.getFirst().at("/problem/violations/0/path").asString()).isEqualTo("title.zh");
	}

	@Test
	void sharedIdentifierIsNoted() {
		String key = UUID.randomUUID().toString();
		List<JsonNode> results = graph(PREFIXES + """
				<http://ex.example/%1$s/a> a dcat:Dataset ; dct:title "甲"@zh ; dct:identifier "dup" .
				<http://ex.example/%1$s/b> a dcat:Dataset ; dct:title "乙"@zh ; dct:identifier "dup" .
				<http://ex.example/%1$s/c> a dcat:Dataset ; dct:title "丙"@zh ; dct:identifier "own" .
				""".formatted(key));
		assertThat(results.get(0).at("/notes").toString()).contains("identifier-shared", key + "/b");
		assertThat(results.get(1).at("/notes").toString()).contains("identifier-shared", key + "/a");
		assertThat(results.get(2).has("notes")).isFalse();
	}

	@Test
	void sameDataSetUnderAnotherSourceOrKeyIsNoted() {
		String mark = UUID.randomUUID().toString();
		String body = harvested("https://a.example/" + mark).replace("{\"key\"",
				"{\"code\":\"%s\",\"key\"".formatted(mark));
		List<JsonNode> first = run(TestCity.authority(), "harvested", body + body.replace("a.example/", "b.example/"));
		assertThat(statuses(first)).containsExactly("created", "created");
		assertThat(first.get(1).at("/notes").toString()).contains("identifier-known", mark,
				first.get(0).at("/id").asString());
		List<JsonNode> again = lines(this.web.post()
			.uri(IMPORTS + "?completeness=harvested&source=elsewhere-" + mark)
			.with(TestCity.authority())
			.contentType("application/x-ndjson")
			.content(body.replace("\"code\":\"%s\",".formatted(mark), "").getBytes(StandardCharsets.UTF_8))
			.exchange());
		assertThat(statuses(again)).containsExactly("created");
		assertThat(again.getFirst().at("/notes")).hasSize(1);
		assertThat(again.getFirst().at("/notes/0/message/en").asString()).contains(first.get(0).at("/id").asString(),
				this.source);
		assertThat(run(TestCity.authority(), "harvested", harvested("alone-" + mark)).getFirst().has("notes"))
			.isFalse();
	}

	@Test
	void namesStandForCodesAndUnknownOnesAreNamed() {
		String line = harvested("by-name").replace("\"transport\"", "\"交通运输\",\"没有的主题\"")
			.replace("\"themes\"", "\"frequency\":\"每年\",\"sharing\":{\"class\":\"unconditional\"},\"themes\"");
		List<JsonNode> results = run(TestCity.authority(), "harvested", line);
		assertThat(statuses(results)).containsExactly("created");
		assertThat(results.getFirst().at("/notes").toString()).contains("没有的主题", "sharing-left-out");
		assertThat(entry(results.getFirst()).at("/frequency").asString()).isEqualTo("annual");
		List<JsonNode> refused = run(TestCity.steward(), "full",
				TestCity.busStops("named-" + this.source).replace("\n", "").replace("monthly", "偶尔") + "\n");
		assertThat(refused.getFirst().at("/problem/violations/0/message/zh").asString()).contains("偶尔");
	}

	@Test
	void unknownFormatIsKeptAsWrittenOrRefusedByName() {
		List<JsonNode> results = run(TestCity.authority(), "harvested", harvested("formats").replace("\"themes\"",
				"\"distributions\":[{\"title\":{\"zh\":\"库\"},\"format\":\"mysql\"},{\"title\":{\"zh\":\"表\"},\"format\":\"CSV\"}],\"themes\""));
		assertThat(statuses(results)).containsExactly("created");
		assertThat(results.getFirst().at("/notes/0/message/zh").asString()).contains("mysql");
		JsonNode distributions = entry(results.getFirst()).at("/distributions");
		assertThat(distributions.at("/0").has("format")).isFalse();
		assertThat(distributions.at("/0/atSource/format/name/text").asString()).isEqualTo("mysql");
		assertThat(distributions.at("/1/format").asString()).isEqualTo("csv");
		long position = this.log.position();
		List<JsonNode> refused = run(TestCity.steward(), "full",
				TestCity.busStops("format-" + this.source)
					.replace("\n", "")
					.replace("\"format\":\"csv\"", "\"format\":\"wms\"") + "\n");
		assertThat(refused.getFirst().at("/problem/violations/0/code").asString()).isEqualTo("format-unknown");
		assertThat(refused.getFirst().at("/problem/violations/0/message/zh").asString()).contains("wms");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void sourceIsGivenOutInItsOwnTermsAndReimportChangesNothing() {
		String key = UUID.randomUUID().toString();
		String body = PREFIXES
				+ """
						@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
						<http://ex.example/%1$s/a> a dcat:Dataset ; dct:title "甲"@zh ;
							dct:publisher <http://ex.example/bureau> ; dct:spatial <http://ex.example/place> ;
							dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/ANNUAL> ;
							dcat:theme <http://publications.europa.eu/resource/authority/data-theme/TRAN>, <http://ex.example/own> ;
							dcat:contactPoint [ a vcard:Organization ; vcard:fn "数据科" ; vcard:hasEmail <mailto:d@ex.example> ] ;
							dcat:distribution [ dcat:accessURL <http://ex.example/page> ; dcat:downloadURL <http://ex.example/f> ;
								dcat:mediaType "text/csv" ; dct:license <https://licence.example/l> ; dct:issued "2020-01-02" ] .
						<http://ex.example/bureau> a foaf:Agent ; foaf:name "水务局"@zh .
						"""
					.formatted(key);
		List<JsonNode> results = graph(body);
		assertThat(statuses(results)).containsExactly("created");
		JsonNode entry = entry(results.getFirst());
		assertThat(entry.at("/frequency").asString()).isEqualTo("annual");
		assertThat(entry.at("/themes/0").asString()).isEqualTo("transport");
		assertThat(entry.at("/atSource/publisher/name/zh").asString()).isEqualTo("水务局");
		assertThat(entry.at("/contact/email").asString()).isEqualTo("d@ex.example");
		assertThat(entry.at("/distributions/0/atSource/downloadUrl").asString()).isEqualTo("http://ex.example/f");
		assertThat(statuses(graph(body))).containsExactly("unchanged");
		List<JsonNode> stolen = run(TestCity.steward(), "full",
				TestCity.busStops("said-" + this.source)
					.replace("\n", "")
					.replace("{\"key\"", "{\"atSource\":{\"publisher\":{\"name\":{\"zh\":\"别人\"}}},\"key\"") + "\n");
		assertThat(stolen.getFirst().at("/problem/violations/0/path").asString()).isEqualTo("atSource");
	}

	@Test
	void refusalOfAHarvestedRecordSaysOnlyWhatIsWrong() {
		List<JsonNode> results = run(TestCity.authority(), "harvested",
				harvested("areas").replace("\"themes\"", "\"area\":\"12\",\"themes\""));
		assertThat(
				results.getFirst().at("/problem/violations").valueStream().map((each) -> each.at("/code").asString()))
			.containsExactly("area-malformed");
	}

	@Test
	void bulkRefusesTwoItemsOnOneColumnAndMembersNobodySets() {
		String own = TestCity.busStops("bulk-twice-" + this.source).replace("\n", "");
		String twice = own.replaceFirst("\"items\":\\[\\{.*?\\}\\}",
				"\"items\":[{\"name\":{\"zh\":\"列X\"},\"open\":false},{\"name\":{\"zh\":\"列Ｘ\"},\"open\":true}");
		List<JsonNode> results = run(TestCity.steward(), "full",
				twice + "\n" + own.replace("{\"key\"", "{\"code\":\"1\",\"key\"") + "\n");
		assertThat(statuses(results)).containsExactly("refused", "refused");
		assertThat(results.get(0).toString()).contains("column-described-twice");
		assertThat(results.get(1).toString()).contains("member-not-settable");
	}

	private JsonNode entry(JsonNode result) {
		return this.json
			.readTree(this.web.get()
				.uri("/api/v1/catalogue/entries/" + result.at("/id").asString())
				.with(TestCity.authority())
				.exchange()
				.getResponse()
				.getContentAsByteArray())
			.at("/entry");
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
		return graph("text/turtle", turtle);
	}

	private List<JsonNode> graph(String type, String graph) {
		return lines(this.web.post()
			.uri(IMPORTS + "?completeness=harvested&source=" + this.source + "&agency=" + TestCity.TRANSPORT)
			.with(TestCity.authority())
			.contentType(type)
			.content(graph.getBytes(StandardCharsets.UTF_8))
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
