package org.shuyuan.catalogue.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.catalogue.search.CityCatalogues;
import org.shuyuan.catalogue.workbook.WorkbookType;
import org.shuyuan.vocab.identifier.AgencyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What real cities list, registered, exported in each layout and read again: nothing
 * changes. It takes some of each city, or as many as {@code -Dcorpus.entries} says.
 */
@CatalogueTest
@EnabledIf("org.shuyuan.catalogue.search.CityCatalogues#present")
class WorkbookRoundTripTests {

	private static final int MOST = Integer.getInteger("corpus.entries", 150);

	private static final Map<String, Integer> REGISTERED = new LinkedHashMap<>();

	private final MockMvcTester web;

	private final JsonMapper json;

	WorkbookRoundTripTests(@Autowired MockMvcTester web, @Autowired JsonMapper json) {
		this.web = web;
		this.json = json;
	}

	@BeforeAll
	static void register(@Autowired MockMvcTester web, @Autowired JsonMapper json) throws IOException {
		TestCity.build(web);
		Map<String, List<CityRecords.Registered>> cities = CityRecords.all();
		cities.replaceAll((city, records) -> sample(records));
		for (Map.Entry<String, List<CityRecords.Registered>> city : cities.entrySet()) {
			AgencyId agency = agency(city.getKey());
			assertThat(web.put()
				.uri("/api/v1/catalogue/agencies/" + agency)
				.with(TestCity.authority())
				.contentType("application/json")
				.content(
						"{\"name\":{\"zh\":\"%s局\"},\"kind\":\"government-department\",\"level\":\"city\",\"area\":\"990100\"}"
							.formatted(city.getKey()))
				.exchange()
				.getResponse()
				.getStatus()).isBetween(200, 204);
			for (String completeness : List.of("full", "harvested")) {
				String lines = String.join("\n",
						city.getValue()
							.stream()
							.filter((each) -> each.completeness().equals(completeness))
							.map((each) -> json.writeValueAsString(each.entry()))
							.toList());
				MvcTestResult answer = web.post()
					.uri("/api/v1/catalogue/imports?agency=" + agency + "&completeness=" + completeness + "&source="
							+ (completeness.equals("full") ? "" : city.getKey()))
					.with(steward(agency))
					.contentType("application/x-ndjson")
					.content(lines)
					.exchange();
				List<JsonNode> results = lines(json, answer);
				assertThat(results.subList(0, results.size() - 1)
					.stream()
					.filter((each) -> !each.at("/status").asString().equals("created"))).isEmpty();
			}
			REGISTERED.put(city.getKey(), city.getValue().size());
		}
	}

	private static List<CityRecords.Registered> sample(List<CityRecords.Registered> records) {
		List<CityRecords.Registered> shuffled = new ArrayList<>(records);
		Collections.shuffle(shuffled, new Random(1));
		return shuffled.subList(0, Math.min(MOST, shuffled.size()));
	}

	static Stream<org.junit.jupiter.params.provider.Arguments> cities() throws IOException {
		List<String> cities = new ArrayList<>(CityCatalogues.cities().keySet());
		cities.add(CityRecords.TABLES);
		return cities.stream().flatMap((city) -> Stream.of("A", "B", "C").map((layout) -> arguments(city, layout)));
	}

	@ParameterizedTest
	@MethodSource("cities")
	void everyEntryIsUnchanged(String city, String layout) {
		AgencyId agency = agency(city);
		MvcTestResult exported = this.web.get()
			.uri("/api/v1/catalogue/workbooks/" + layout + "?agency=" + agency)
			.with(steward(agency))
			.exchange();
		assertThat(exported).hasStatusOk();
		MvcTestResult answer = this.web.post()
			.uri("/api/v1/catalogue/workbooks/rehearsals")
			.with(steward(agency))
			.contentType(WorkbookType.XLSX_VALUE)
			.content(exported.getResponse().getContentAsByteArray())
			.exchange();
		assertThat(answer).hasStatusOk();
		JsonNode said = this.json.readTree(answer.getResponse().getContentAsByteArray());
		List<JsonNode> others = new ArrayList<>();
		said.at("/resources").forEach((each) -> {
			if (!each.at("/status").asString().equals("unchanged")) {
				others.add(each);
			}
		});
		assertThat(others.stream().limit(5)).as("%d are not unchanged", others.size()).isEmpty();
		assertThat(said.at("/summary/unchanged").asInt()).isEqualTo(REGISTERED.get(city)).isPositive();
	}

	private static AgencyId agency(String city) {
		return AgencyId.ofBody("11990100MB0C%05d".formatted(Math.floorMod(city.hashCode(), 100_000)));
	}

	private static RequestPostProcessor steward(AgencyId agency) {
		return TestCity.person("steward-" + agency, "steward", agency);
	}

	private static List<JsonNode> lines(JsonMapper json, MvcTestResult answer) {
		assertThat(answer).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).lines()
			.map(json::readTree)
			.toList();
	}

}
