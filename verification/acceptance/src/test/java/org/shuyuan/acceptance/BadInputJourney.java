package org.shuyuan.acceptance;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent, the answer is a problem that says what is wrong, never a fault, and
 * nothing half is kept.
 */
@OnRunningCity
class BadInputJourney {

	private final Platform platform = Platform.ofEnvironment();

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "\"text\"", "{\"title\": 5}", "{\"title\": {\"en\": \"only\"}}",
			"{\"title\": {\"zh\": \" \"}}", "{\"title\": {\"zh\": \"a\"}, \"agency\": \"nonsense\"}",
			"{\"title\": {\"zh\": \"a\"}, \"grade\": \"unheard-of\"}",
			"{\"title\": {\"zh\": \"a\"}, \"sharing\": {\"class\": \"unheard-of\"}}",
			"{\"title\": {\"zh\": \"a\"}, \"items\": [null]}",
			"{\"title\": {\"zh\": \"a\"}, \"items\": [{\"length\": -1}]}",
			"{\"title\": {\"zh\": \"a\"}, \"issued\": \"2026-02-31\"}", "\u0000\u0001" })
	void refusesWhatIsNoEntry(String body) {
		String steward = this.platform.account("steward", this.platform.agencies().getFirst());
		Answer answer = this.platform.call(steward, "POST", Platform.CATALOGUE + "/entries",
				BodyPublishers.ofString(body), "Content-Type", "application/json");
		explained(answer, 400, 422);
	}

	@Test
	void refusesAnEntryOfAnotherAgency() {
		List<String> agencies = this.platform.agencies();
		Answer answer = this.platform.send(this.platform.account("steward", agencies.get(0)), "POST",
				Platform.CATALOGUE + "/entries", draft(agencies.get(1)));
		explained(answer, 403, 404, 422);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/turtle            | <a> <b
			text/turtle            | @prefix x: <http://x> . x:a a x:b ; .. .
			application/ld+json    | {"@context": {"a": 5}, "@id": [
			application/ld+json    | {"@context": "http://127.0.0.1:1/none.jsonld", "a": "b"}
			application/rdf+xml    | <rdf:RDF><unclosed>
			application/rdf+xml    | <!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>
			application/n-quads    | nothing
			text/html              | <p>page</p>
			""")
	void refusesBrokenDescriptionsInBulk(String type, String body) {
		Answer answer = this.platform.call(this.platform.account("authority"), "POST",
				Platform.CATALOGUE + "/imports?completeness=harvested&source=broken", BodyPublishers.ofString(body),
				"Content-Type", type);
		assertThat(answer.text()).doesNotContain("root:", "Exception", "\tat ");
		if (answer.status() == 200) {
			assertThat(answer.text()).contains("\"summary\"").doesNotContain("\"created\"}");
			return;
		}
		explained(answer, 400, 415, 422);
	}

	@Test
	void namesEveryBrokenLineOfABulkRegistration() {
		String agency = this.platform.agencies().getFirst();
		String good = Platform.JSON.writeValueAsString(draft(agency));
		String body = String.join("\n", "{", good, "[1]", "{\"title\":{\"zh\":\"无部门\"}}", "") + "\n";
		Answer answer = this.platform.call(this.platform.account("steward", agency), "POST",
				Platform.CATALOGUE + "/imports?completeness=full&source=lines", BodyPublishers.ofString(body),
				"Content-Type", "application/x-ndjson");
		List<JsonNode> lines = new ArrayList<>();
		answer.accepted().text().lines().forEach((line) -> lines.add(Platform.JSON.readTree(line)));
		assertThat(lines.stream().filter((line) -> line.path("status").asString("").equals("created"))).hasSize(1);
		assertThat(lines.stream().filter((line) -> line.path("status").asString("").equals("refused"))).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.at("/problem/code").asString("")).isNotEmpty());
		assertThat(lines.getLast().at("/summary/created").asInt()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT DATA { <a> <b> <c> }", "DROP ALL", "CLEAR GRAPH <a>", "SELECT", "SELECT * WHERE {",
			"LOAD <http://127.0.0.1:1/x>", "DELETE WHERE { ?s ?p ?o }" })
	void refusesQueriesThatChangeOrAreNone(String query) {
		explained(this.platform.get("/sparql?query=" + Platform.encoded(query)), 400, 403, 405, 422);
		Answer update = this.platform.call(null, "POST", "/sparql", BodyPublishers.ofString(query), "Content-Type",
				"application/sparql-update");
		assertThat(update.status()).isBetween(400, 499);
		Answer form = this.platform.call(null, "POST", "/sparql",
				BodyPublishers.ofString("update=" + Platform.encoded(query)), "Content-Type",
				"application/x-www-form-urlencoded");
		assertThat(form.status()).isBetween(400, 499);
	}

	@Test
	void endsQueriesThatWouldNever() {
		long start = System.nanoTime();
		Answer answer = this.platform.get("/sparql?query=" + Platform
			.encoded("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
		assertThat(answer.status()).as(answer.text()).isIn(400, 408, 422, 429, 503);
		assertThat(answer.code()).isNotEmpty();
		Answer service = this.platform
			.get("/sparql?query=" + Platform.encoded("SELECT * { SERVICE <http://127.0.0.1:1/x> { ?s ?p ?o } }"));
		assertThat(service.status()).isBetween(400, 499);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "a%00b",
			"....//", "%5c..%5c..%5cwindows", "x;/y" })
	void findsNoFilesBehindNames(String name) {
		for (String path : List.of("/entries/", Platform.CATALOGUE + "/entries/", Platform.CATALOGUE + "/codes/",
				Platform.SHARING + "/distributions/", "/vocab/", "/problems/")) {
			Answer answer = this.platform.get(path + name);
			assertThat(answer.status()).as(answer.request()).isBetween(200, 499);
			assertThat(answer.text()).doesNotContain("root:x:");
		}
	}

	@Test
	void refusesUploadsThatCannotBe() {
		String steward = this.platform.account("steward", this.platform.agencies().getFirst());
		String unknown = Platform.SHARING + "/distributions/" + "a".repeat(26) + "/data?filename=x.csv";
		Answer answer = this.platform.call(steward, "PUT", unknown, BodyPublishers.ofString("a,b\n1,2\n"),
				"Content-Type", "text/csv");
		explained(answer, 404);
		Answer malformed = this.platform.call(steward, "PUT", Platform.SHARING + "/distributions/nonsense/data",
				BodyPublishers.ofString("a"), "Content-Type", "text/csv");
		explained(malformed, 400, 404);
	}

	@Test
	void keepsPathTricksInFileNamesHarmless() {
		Clerk clerk = new Clerk(this.platform, this.platform.agencies().getFirst());
		JsonNode entry = clerk.register(draft(clerk.agency()));
		String distribution = entry.at("/distributions/0/id").asString();
		for (String name : List.of("../../../evil.csv", "/etc/cron.d/evil", "a\u0000b.csv", "名录\r\nX: y.csv",
				"x".repeat(5000))) {
			Answer answer = this.platform.call(clerk.steward(), "PUT",
					Platform.SHARING + "/distributions/" + distribution + "/data?wait=20&filename="
							+ Platform.encoded(name),
					BodyPublishers.ofByteArray("a,b\n1,\"2\n\u0000\n".getBytes(StandardCharsets.UTF_8)), "Content-Type",
					"text/csv");
			assertThat(answer.status()).as(answer.request() + answer.text()).isBetween(200, 499);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=-1", "limit=abc", "limit=999999999999", "after=nonsense", "sort=evil",
			"grade=unheard-of", "q=%00", "q=%22", "q=*", "q=(((", "q=%F0%9F%98%80" })
	void answersOddSearches(String query) {
		Answer answer = this.platform.get(Platform.CATALOGUE + "/search?" + query);
		assertThat(answer.status()).as(query + " " + answer.text()).isBetween(200, 499);
		if (answer.status() >= 400) {
			explained(answer, 400, 422);
		}
	}

	private static void explained(Answer answer, int... statuses) {
		assertThat(statuses).as("%s answered %d: %s", answer.request(), answer.status(), answer.text())
			.contains(answer.status());
		assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
		JsonNode problem = answer.json();
		for (String member : List.of("code", "title", "titleZh", "advice", "adviceZh")) {
			assertThat(problem.path(member).asString("")).as("%s of %s", member, answer.text()).isNotEmpty();
		}
		assertThat(problem.path("type").asString()).isEqualTo("/problems/" + answer.code());
		assertThat(answer.text()).doesNotContain("org.springframework", "java.lang", "\tat ");
	}

	/** A draft that says little. */
	static Map<String, Object> draft(String agency) {
		return new HashMap<>(Map.of("key", "draft-" + System.nanoTime(), "title", Map.of("zh", "试验草稿"), "agency",
				agency, "distributions",
				List.of(Map.of("title", Map.of("zh", "数据表"), "kind", "table", "format", "csv"))));
	}

}
