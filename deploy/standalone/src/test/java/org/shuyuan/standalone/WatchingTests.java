package org.shuyuan.standalone;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What those who run the platform can read of it, and that nobody else can. */
class WatchingTests {

	private static final String SOMEBODY = "zhangsan19800101";

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static RunningPlatform platform;

	private static int managementPort;

	@BeforeAll
	static void start(@TempDir Path data) {
		managementPort = RunningPlatform.freePort();
		platform = RunningPlatform.start(data, Map.of("SHUYUAN_MANAGEMENT_PORT", String.valueOf(managementPort)));
	}

	@AfterAll
	static void stop() {
		platform.close();
	}

	private static HttpResponse<String> managed(String method, String path) throws Exception {
		return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
			.timeout(Duration.ofMinutes(2))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build(), BodyHandlers.ofString());
	}

	private static Scrape scrape() {
		try {
			HttpResponse<String> answer = managed("GET", "/actuator/prometheus");
			assertThat(answer.statusCode()).isEqualTo(200);
			return new Scrape(answer.body());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String token(String client) throws Exception {
		String secret = StreamSupport.stream(platform.accounts().path("systems").spliterator(), false)
			.filter((system) -> system.path("client_id").asString().equals(client))
			.map((system) -> system.path("client_secret").asString())
			.findFirst()
			.orElseThrow();
		HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(URI.create(platform.base() + "/oauth2/token"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Authorization",
					"Basic " + Base64.getEncoder()
						.encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8)))
			.POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
			.build(), BodyHandlers.ofString());
		return RunningPlatform.json(answer).path("access_token").asString();
	}

	@Test
	void nobodyReadsMetricsByTheAddressOfThePublic() throws Exception {
		String operator = token("authority-system");
		for (String path : List.of("/actuator/prometheus", "/actuator/%70rometheus", "/%61ctuator/prometheus",
				"/actuator", "/actuator/metrics", "/actuator/env", "/actuator/prometheus/", "/actuator//prometheus",
				"/actuator/;/prometheus", "/actuator/health/operator", "/actuator/health/db")) {
			for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
				assertThat(platform.call(null, method, path, null).statusCode()).as(method + " " + path)
					.isIn(400, 401, 403, 404);
				assertThat(platform.call(operator, method, path, null, "X-Forwarded-Port", "" + managementPort)
					.statusCode()).as(method + " " + path).isIn(400, 401, 403, 404);
			}
		}
	}

	@Test
	void theManagementPortServesNothingElse() throws Exception {
		for (String path : List.of("/", "/catalogue", "/api/v1/catalogue/agencies", "/sparql", "/login",
				"/actuator/../catalogue", "/oauth2/jwks")) {
			assertThat(managed("GET", path).statusCode()).as(path).isIn(400, 404);
		}
		for (String method : List.of("POST", "PUT", "DELETE")) {
			assertThat(managed(method, "/actuator/prometheus").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void healthStaysWhereItIs() throws Exception {
		for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
			assertThat(platform.call(null, "GET", path, null).statusCode()).as(path).isEqualTo(200);
			assertThat(managed("GET", path).statusCode()).as(path).isEqualTo(200);
		}
	}

	@Test
	void isNotReadyWhileTheDatabaseIsSilent() throws Exception {
		Path pid = platform.data().resolve("postgres/postmaster.pid");
		ProcessHandle database = ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
			.orElseThrow();
		await().atMost(Duration.ofMinutes(2)).until(() -> readiness().contains("\"status\":\"UP\""));
		try {
			signal("STOP", database);
			await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
				HttpResponse<String> answer = platform.call(null, "GET", "/actuator/health/readiness", null);
				assertThat(answer.statusCode()).isEqualTo(503);
				assertThat(RunningPlatform.json(answer).path("status").asString()).isEqualTo("DOWN");
				assertThat(RunningPlatform.json(answer).path("components").path("database").toString())
					.isEqualTo("{\"status\":\"DOWN\"}");
			});
			assertThat(managed("GET", "/actuator/health/operator").body()).contains("\"why\":");
			assertThat(platform.call(null, "GET", "/actuator/health/liveness", null).statusCode()).isEqualTo(200);
		}
		finally {
			signal("CONT", database);
		}
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(platform.call(null, "GET", "/actuator/health/readiness", null).statusCode())
				.isEqualTo(200));
	}

	private static void signal(String signal, ProcessHandle database) throws Exception {
		List<ProcessHandle> all = Stream.concat(Stream.of(database), database.descendants()).toList();
		for (ProcessHandle each : all) {
			new ProcessBuilder("kill", "-" + signal, String.valueOf(each.pid())).start().waitFor();
		}
	}

	private static String readiness() {
		return platform.call(null, "GET", "/actuator/health/readiness", null).body();
	}

	@Test
	void isDegradedWithoutItsObjects() throws Exception {
		Path objects = platform.data().resolve("gateway/objects");
		Path elsewhere = platform.data().resolve("gateway/elsewhere");
		Files.move(objects, elsewhere);
		try {
			HttpResponse<String> answer = platform.call(null, "GET", "/actuator/health/readiness", null);
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(RunningPlatform.json(answer).path("components").path("objects").toString())
				.isEqualTo("{\"status\":\"DEGRADED\"}");
		}
		finally {
			Files.move(elsewhere, objects);
		}
		assertThat(RunningPlatform.json(platform.call(null, "GET", "/actuator/health/readiness", null))
			.path("components")
			.propertyNames()).contains("database", "objects", "search", "identity", "policy", "diskSpace");
	}

	@Test
	void countsRequestsByRouteAlsoWhereTheyFail() {
		double before = scrape().sum("http_server_requests_seconds_count",
				"uri=\"/api/v1/sharing/distributions/{id}/rows\"", "status=\"404\"");
		awaitNotFound("/api/v1/sharing/distributions/aaaaaaaaaaaaaaaaaaaaaaaaaa/rows?filter=" + SOMEBODY);
		awaitNotFound("/api/v1/sharing/distributions/" + SOMEBODY + "/rows");
		platform.call(null, "GET", "/" + SOMEBODY, null);
		platform.call(null, "GET", "/entries/" + SOMEBODY, null);
		platform.call(null, "GET", "/api/v1/catalogue/entries/" + SOMEBODY, null);
		platform.call(null, "GET", "/api/v1/catalogue/entries?agency=" + SOMEBODY, null);
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(scrape().sum("http_server_requests_seconds_count",
					"uri=\"/api/v1/sharing/distributions/{id}/rows\"", "status=\"404\""))
				.isEqualTo(before + 2));
		assertThat(scrape().text()).doesNotContain(SOMEBODY);
	}

	/** A busy machine may not have heard its catalogue for a moment, and says 503. */
	private static void awaitNotFound(String path) {
		await().atMost(Duration.ofMinutes(2)).until(() -> platform.call(null, "GET", path, null).statusCode() == 404);
	}

	@Test
	void countsDecisionsByReason() {
		double before = refused();
		double appended = scrape().sum("shuyuan_audit_append_seconds_count");
		platform.call(null, "GET", "/api/v1/sharing/distributions/aaaaaaaaaaaaaaaaaaaaaaaaaa/file", null);
		assertThat(refused()).isEqualTo(before + 1);
		assertThat(scrape().sum("shuyuan_audit_append_seconds_count")).isEqualTo(appended + 1);
	}

	private static double refused() {
		return scrape().sum("shuyuan_decisions_total", "outcome=\"refuse\"", "reason=\"distribution-not-found\"");
	}

	@Test
	void followsTheCatalogueAndItsViews() throws Exception {
		await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			Scrape scrape = scrape();
			assertThat(scrape.sum("shuyuan_policy_age_seconds")).isBetween(0.0, 10.0);
			assertThat(scrape.sum("shuyuan_view_lag_changes")).isEqualTo(0.0);
			assertThat(scrape.sum("shuyuan_requests_overdue")).isEqualTo(0.0);
			assertThat(scrape.sum("shuyuan_intake_waiting")).isEqualTo(0.0);
			assertThat(scrape.tags().get("view")).containsExactlyInAnyOrder("public", "sparql", "search-public",
					"search-internal");
		});
		double before = scrape().sum("shuyuan_changes_position");
		HttpResponse<String> put = platform.call(token("authority-system"), "PUT",
				"/api/v1/catalogue/agencies/11990100MB0A000341", Map.of("name", Map.of("zh", SOMEBODY), "kind",
						"government-department", "level", "city", "area", "990100"));
		assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(scrape().sum("shuyuan_changes_position")).isGreaterThan(before));
	}

	@Test
	void theDashboardAndTheAlertsNameMetricsThatThereAre() throws Exception {
		platform.call(null, "GET", "/api/v1/catalogue/search?q=a", null);
		Set<String> named = new TreeSet<>();
		JsonMapper json = JsonMapper.shared();
		json.readTree(Path.of("../grafana/shuyuan.json"))
			.findValuesAsString("expr")
			.forEach((expression) -> named.addAll(metrics(expression)));
		assertThat(named).hasSizeGreaterThan(20);
		Object rules = new Yaml(new SafeConstructor(new LoaderOptions()))
			.load(Files.readString(Path.of("../prometheus/shuyuan.rules.yaml")));
		json.<JsonNode>valueToTree(rules)
			.findValuesAsString("expr")
			.forEach((expression) -> named.addAll(metrics(expression)));
		named.remove("up");
		await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(scrape().names()).containsAll(named));
		String described = Files.readString(Path.of("../../docs/operations.md"));
		assertThat(scrape().names().stream().filter((name) -> name.startsWith("shuyuan_")))
			.allMatch((name) -> described.contains(name.replaceAll("_(count|sum|max|bucket)$", "")));
	}

	/** The metrics that an expression of Prometheus names. */
	private static Set<String> metrics(String expression) {
		String bare = expression.replaceAll("\"[^\"]*\"", "")
			.replaceAll("\\{[^}]*}", "")
			.replaceAll("\\[[^]]*]", "")
			.replaceAll("\\bby \\([^)]*\\)", "");
		return Pattern.compile("[a-zA-Z_]\\w*(?!\\w|\\s*\\()")
			.matcher(bare)
			.results()
			.map(MatchResult::group)
			.filter((name) -> !name.equals("or"))
			.collect(Collectors.toSet());
	}

	@Test
	void noTagNamesAnybodyOrAnything() {
		platform.call(null, "GET", "/api/v1/catalogue/search?q=" + SOMEBODY, null);
		scrape().tags()
			.forEach((tag, values) -> assertThat(values).as(tag)
				.noneMatch((value) -> value.matches(".*(?<![a-z2-7])[a-z2-7]{26}(?![a-z2-7]).*"))
				.noneMatch((value) -> value.matches(".*\\d{8}.*")));
	}

}
