package org.shuyuan.acceptance;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The authority brings in what a city has published of its catalogue: public as metadata,
 * marked as harvested, never shareable nor downloadable, none lost silently.
 */
@OnRunningCity
class HarvestJourney {

	private final Platform platform = Platform.ofEnvironment();

	@ParameterizedTest
	@CsvSource({ "hefei, 4-china/catalog/anhui_hefei.json, 4-china/catalog-field-mapping/anhui_hefei_mapping.json, 321",
			"luzhou, 4-china/catalog/sichuan_luzhou.json.zst, 4-china/catalog-field-mapping/sichuan_luzhou_mapping.json, 6994" })
	void authorityImportsACitysCatalogue(String city, String file, String mapping, int expected) throws IOException {
		CityCatalogue catalogue = CityCatalogue.read(city, file, mapping);
		assertThat(catalogue.records()).hasSize(expected);
		String authority = this.platform.account("authority");
		catalogue.agencies().forEach((code, name) -> putAgency(authority, code, name));

		long start = System.nanoTime();
		Import first = register(authority, catalogue);
		double seconds = (System.nanoTime() - start) / 1e9;
		List<Map<String, Object>> untitled = catalogue.records().stream().filter(HarvestJourney::untitled).toList();
		first.refused.forEach((key, problem) -> Refusals.noteRecord(problem));
		assertThat(first.refused.keySet()).as("every refused record is named, and only those without a title")
			.containsExactlyInAnyOrderElementsOf(
					untitled.stream().map((record) -> record.get("key").toString()).toList());
		assertThat(first.refused.values()).allSatisfy((problem) -> {
			assertThat(problem.path("code").asString("")).isNotEmpty();
			assertThat(problem.path("adviceZh").asString("") + problem.path("violations")).isNotEmpty();
		});
		assertThat(first.accepted.size() + first.refused.size()).as("none is lost").isEqualTo(expected);

		Import second = register(authority, catalogue);
		assertThat(second.changed).as("a second run changes nothing").isZero();
		assertThat(second.accepted).isEqualTo(first.accepted);

		List<Map<String, Object>> titled = catalogue.records().stream().filter((r) -> !untitled(r)).toList();
		Platform.await(city + " is in the search index", Duration.ofMinutes(2),
				() -> total(catalogue) >= titled.size());
		Platform.await(city + " is in the SPARQL view", Duration.ofMinutes(2), () -> described(city) >= titled.size());
		int found = foundByTitle(titled, first.accepted);
		int inRdf = inRdf(titled, first.accepted);
		System.out.printf(
				"harvest %s: %d records, %d accepted, %d refused, %.0f records/s; found by title %d, in RDF %d, in SPARQL %d%n",
				city, expected, first.accepted.size(), first.refused.size(), expected / seconds, found, inRdf,
				described(city));
		assertThat(found).isEqualTo(titled.size());
		assertThat(inRdf).isEqualTo(titled.size());
		assertThat(described(city)).isEqualTo(titled.size());
		assertThat(countsInSparql(city, "?e <http://purl.org/dc/terms/publisher> ?group"))
			.isEqualTo(countsByAgency(titled));
		assertThat(countsInSparql(city, "?e <http://www.w3.org/ns/dcat#theme> ?group"))
			.isEqualTo(countsByTheme(titled));
		neverDelivered(first.accepted.values().iterator().next());
	}

	private void putAgency(String authority, String code, String name) {
		this.platform
			.send(authority, "PUT", Platform.CATALOGUE + "/agencies/" + code, Map.of("id", code, "name",
					Map.of("zh", name), "kind", "government-department", "level", "city", "area", "990100"))
			.accepted();
	}

	private Import register(String authority, CityCatalogue catalogue) {
		String body = catalogue.records()
			.stream()
			.map(Platform.JSON::writeValueAsString)
			.collect(Collectors.joining("\n", "", "\n"));
		Answer answer = this.platform
			.call(authority, "POST", Platform.CATALOGUE + "/imports?completeness=harvested&source=" + catalogue.name(),
					BodyPublishers.ofString(body, StandardCharsets.UTF_8), "Content-Type", "application/x-ndjson")
			.accepted();
		Import result = new Import(new LinkedHashMap<>(), new LinkedHashMap<>());
		for (String line : answer.text().split("\n")) {
			result.take(Platform.JSON.readTree(line));
		}
		return result;
	}

	private long total(CityCatalogue catalogue) {
		return catalogue.agencies()
			.keySet()
			.stream()
			.mapToLong((agency) -> this.platform
				.get(Platform.CATALOGUE + "/search?limit=1&completeness=harvested&agency=" + agency)
				.accepted()
				.json()
				.path("total")
				.asLong())
			.sum();
	}

	private int foundByTitle(List<Map<String, Object>> records, Map<String, String> ids) {
		int found = 0;
		List<String> missed = new ArrayList<>();
		for (Map<String, Object> record : records) {
			String title = title(record);
			String id = ids.get(record.get("key").toString());
			JsonNode hits = this.platform
				.get(Platform.CATALOGUE + "/search?limit=200&q=" + Platform.encoded(title) + "&agency="
						+ record.get("agency"))
				.accepted()
				.json()
				.path("items");
			if (hits.valueStream().anyMatch((hit) -> hit.path("id").asString().equals(id))) {
				found++;
			}
			else {
				missed.add(title);
			}
		}
		assertThat(missed).as("titles that search does not find").isEmpty();
		return found;
	}

	private int inRdf(List<Map<String, Object>> records, Map<String, String> ids) {
		int described = 0;
		for (Map<String, Object> record : records) {
			String triples = this.platform.get("/entries/" + ids.get(record.get("key").toString()) + ".nt")
				.accepted()
				.text();
			described += triples.contains("dcat#landingPage> <" + record.get("key")) ? 1 : 0;
		}
		return described;
	}

	private long described(String city) {
		return this.platform
			.get("/sparql?query="
					+ Platform.encoded("SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { %s }".formatted(from(city))),
					"Accept", "application/sparql-results+json")
			.accepted()
			.json()
			.at("/results/bindings/0/n/value")
			.asLong();
	}

	private Map<String, Long> countsInSparql(String city, String grouping) {
		JsonNode rows = this.platform
			.get("/sparql?query="
					+ Platform.encoded("SELECT ?group (COUNT(DISTINCT ?e) AS ?n) WHERE { %s %s } GROUP BY ?group"
						.formatted(from(city), grouping)),
					"Accept", "application/sparql-results+json")
			.accepted()
			.json()
			.at("/results/bindings");
		Map<String, Long> counts = new TreeMap<>();
		rows.forEach((row) -> {
			String group = row.at("/group/value").asString();
			counts.put(group.substring(group.lastIndexOf('/') + 1), row.at("/n/value").asLong());
		});
		return counts;
	}

	private static String from(String city) {
		return "?e <https://w3id.org/shuyuan/ns#harvestedFrom> \"" + city + "\" .";
	}

	private static Map<String, Long> countsByAgency(List<Map<String, Object>> records) {
		return new TreeMap<>(records.stream()
			.collect(Collectors.groupingBy((record) -> record.get("agency").toString(), Collectors.counting())));
	}

	private static Map<String, Long> countsByTheme(List<Map<String, Object>> records) {
		return new TreeMap<>(records.stream()
			.flatMap((record) -> ((Iterable<?>) record.get("themes")) instanceof java.util.Collection<?> themes
					? themes.stream() : java.util.stream.Stream.empty())
			.map(Object::toString)
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
	}

	/**
	 * Metadata only: its distributions are had at their source, never through the
	 * gateway.
	 */
	private void neverDelivered(String entry) {
		JsonNode description = this.platform.get(Platform.CATALOGUE + "/entries/" + entry).accepted().json();
		assertThat(description.at("/entry/completeness").asString()).isEqualTo("harvested");
		String distribution = description.at("/entry/distributions/0/id").asString();
		Answer refused = this.platform.get(Platform.SHARING + "/distributions/" + distribution + "/file");
		assertThat(refused.status()).isIn(403, 404);
		assertThat(refused.code()).isNotEmpty();
	}

	private static boolean untitled(Map<String, Object> record) {
		return title(record).isBlank();
	}

	private static String title(Map<String, Object> record) {
		return ((Map<?, ?>) record.get("title")).get("zh").toString();
	}

	/** What became of each record: key to id, or key to problem. */
	private static final class Import {

		private final Map<String, String> accepted;

		private final Map<String, JsonNode> refused;

		private int changed;

		Import(Map<String, String> accepted, Map<String, JsonNode> refused) {
			this.accepted = accepted;
			this.refused = refused;
		}

		void take(JsonNode line) {
			switch (line.path("status").asString("")) {
				case "created", "updated" -> {
					this.changed++;
					this.accepted.put(line.path("key").asString(), line.path("id").asString());
				}
				case "unchanged" -> this.accepted.put(line.path("key").asString(), line.path("id").asString());
				case "refused" -> this.refused.put(line.path("key").asString(), line.path("problem"));
				default -> assertThat(line.has("summary")).as(line.toString()).isTrue();
			}
		}

	}

}
