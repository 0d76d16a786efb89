package org.shuyuan.standalone.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.shuyuan.identity.Browsing;
import org.shuyuan.standalone.RunningPlatform;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One agency at work on a platform: registers, publishes, uploads.
 */
final class Town {

	static final Duration PATIENCE = Duration.ofMinutes(4);

	static final String SHARING = "/api/v1/sharing/distributions/";

	private static final String CATALOGUE = "/api/v1/catalogue";

	/** People, who decide. */
	private static final String AUTHORITY = "authority.officer";

	private static final String HEAD = "town.head";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newHttpClient();

	private final RunningPlatform platform;

	private final Map<String, String> secrets;

	Town(RunningPlatform platform, Map<String, String> secrets) {
		this.platform = platform;
		this.secrets = secrets;
	}

	/**
	 * A system and a head of the authority's own agency, made by the administrator, and
	 * whom there is already.
	 */
	static Map<String, String> secrets(RunningPlatform platform) {
		String agency = account(platform, "people", "username", AUTHORITY).path("agency").asString();
		String administrator = platform.signedIn("administrator");
		Map<String, String> secrets = new HashMap<>();
		secrets.put("town-steward",
				made(platform.call(administrator, "POST", "/api/v1/identity/systems",
						Map.of("client_id", "town-steward", "roles", List.of("steward"), "agency", agency)),
						"client_secret"));
		secrets.put(HEAD,
				made(platform.call(administrator, "POST", "/api/v1/identity/people",
						Map.of("username", HEAD, "name", "局长", "roles", List.of("department-head"), "agency", agency)),
						"password"));
		secrets.put(AUTHORITY, account(platform, "people", "username", AUTHORITY).path("password").asString());
		secrets.put("auditor-system",
				account(platform, "systems", "client_id", "auditor-system").path("client_secret").asString());
		return secrets;
	}

	private static String made(HttpResponse<String> made, String secret) {
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		return RunningPlatform.json(made).path(secret).asString();
	}

	private static JsonNode account(RunningPlatform platform, String kind, String member, String value) {
		return platform.accounts()
			.path(kind)
			.valueStream()
			.filter((account) -> account.path(member).asString().equals(value))
			.findFirst()
			.orElseThrow();
	}

	String agency() {
		return account(this.platform, "people", "username", AUTHORITY).path("agency").asString();
	}

	String token(String client) {
		if (List.of(AUTHORITY, HEAD).contains(client)) {
			return Browsing.token(this.platform.base() + "/oauth2", client, this.secrets.getOrDefault(client, ""));
		}
		String basic = Base64.getEncoder()
			.encodeToString((client + ":" + this.secrets.get(client)).getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> answer = RunningPlatform.post(this.http, this.platform.base() + "/oauth2/token",
				"grant_type=client_credentials", "Authorization", "Basic " + basic);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return RunningPlatform.json(answer).path("access_token").asString();
	}

	private HttpResponse<String> done(String client, String method, String path, @Nullable Object body,
			String... headers) {
		String[] all = Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = "Idempotency-Key";
		all[headers.length + 1] = UUID.randomUUID().toString();
		HttpResponse<String> answer = this.platform.call(token(client), method, path, body, all);
		assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
		return answer;
	}

	/** A table that everybody may have, published; answers its distribution. */
	String openTable() {
		done(AUTHORITY, "PUT", CATALOGUE + "/agencies/" + agency(),
				Map.of("id", agency(), "name", Map.of("zh", "数据局", "en", "Data authority"), "kind", "data-authority",
						"level", "city", "area", "990100"),
				"If-None-Match", "*");
		JsonNode entry = RunningPlatform.json(done("town-steward", "POST", CATALOGUE + "/entries", table(agency())))
			.path("entry");
		String path = CATALOGUE + "/entries/" + entry.path("id").asString();
		for (String kind : List.of("secrecy", "personal-information")) {
			step("town-steward", path, "assessments", Map.of("kind", kind, "outcome", "passed", "note", "已核对"));
		}
		step(HEAD, path, "consent", Map.of());
		step("town-steward", path, "submit", Map.of());
		step(AUTHORITY, path, "publish", Map.of());
		return entry.at("/distributions/0/id").asString();
	}

	private void step(String client, String path, String step, Object body) {
		String etag = done(client, "GET", path, null).headers().firstValue("ETag").orElseThrow();
		done(client, "POST", path + "/" + step, body, "If-Match", etag);
	}

	/** Registers in bulk; answers the ids that were acknowledged. */
	List<String> register(String source, int records) {
		String body = IntStream.range(0, records)
			.mapToObj((number) -> JSON.writeValueAsString(harvested(agency(), source, number)))
			.collect(Collectors.joining("\n", "", "\n"));
		HttpResponse<String> answer = send(HttpRequest
			.newBuilder(
					URI.create(this.platform.base() + CATALOGUE + "/imports?completeness=harvested&source=" + source))
			.header("Authorization", "Bearer " + token(AUTHORITY))
			.header("Content-Type", "application/x-ndjson")
			.header("Idempotency-Key", UUID.randomUUID().toString())
			.POST(HttpRequest.BodyPublishers.ofString(body)));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body()
			.lines()
			.map((line) -> JSON.readTree(line).path("id").asString(""))
			.filter((id) -> !id.isEmpty())
			.toList();
	}

	/** Uploads; answers the version and the hash that were acknowledged. */
	Map.Entry<String, String> upload(String distribution, int seed) {
		String csv = IntStream.range(0, 500)
			.mapToObj((row) -> row + "," + (seed * 31L + row))
			.collect(Collectors.joining("\n", "序号,数值\n", "\n"));
		HttpResponse<String> answer = send(HttpRequest
			.newBuilder(URI.create(this.platform.base() + SHARING + distribution + "/data?filename=rows.csv"))
			.header("Authorization", "Bearer " + token("town-steward"))
			.header("Content-Type", "text/csv")
			.PUT(HttpRequest.BodyPublishers.ofString(csv)));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		JsonNode acknowledged = RunningPlatform.json(answer);
		return Map.entry(acknowledged.path("version").asString(), acknowledged.path("sha256").asString());
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.timeout(Duration.ofMinutes(3)).build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Everybody's read. */
	HttpResponse<String> get(String path) {
		return this.platform.call(null, "GET", path, null);
	}

	/** A system's read. */
	HttpResponse<String> get(String client, String path) {
		return this.platform.call(token(client), "GET", path, null);
	}

	/** Waits until search, SPARQL and statistics tell the same number, and answers it. */
	long entriesSeen() {
		String query = URLEncoder.encode(
				"SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e a <http://www.w3.org/ns/dcat#Dataset> }",
				StandardCharsets.UTF_8);
		return Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
			HttpResponse<String> found = get(CATALOGUE + "/search?limit=1");
			HttpResponse<String> described = this.platform.call(null, "GET", "/sparql?query=" + query, null, "Accept",
					"application/sparql-results+json");
			HttpResponse<String> counted = get(CATALOGUE + "/statistics");
			long total = RunningPlatform.json(counted).path("total").asLong(-1);
			return (RunningPlatform.json(found).path("total").asLong(-2) == total
					&& RunningPlatform.json(described).at("/results/bindings/0/n/value").asLong(-3) == total) ? total
							: -1;
		}, (total) -> total > 0);
	}

	private static Map<String, Object> harvested(String agency, String source, int number) {
		String page = "https://example.org/" + source + "/" + number;
		return Map.of("key", page, "landingPage", page, "title", Map.of("zh", "第" + number + "号监测点记录 " + source),
				"description", Map.of("zh", "监测点每月的记录。"), "agency", agency, "themes", List.of("environment"),
				"frequency", "monthly", "discoverability", "public", "completeness", "harvested", "distributions",
				List.of(Map.of("title", Map.of("zh", "数据文件"), "kind", "file", "format", "csv", "accessUrl",
						"https://example.org/files/" + number)));
	}

	private static Map<String, Object> table(String agency) {
		return Map.ofEntries(Map.entry("key", "town-table"), Map.entry("title", Map.of("zh", "监测数值")),
				Map.entry("description", Map.of("zh", "监测点的数值。")), Map.entry("agency", agency),
				Map.entry("themes", List.of("environment")), Map.entry("library", "business"),
				Map.entry("area", "990100"), Map.entry("entityKind", "place"), Map.entry("frequency", "daily"),
				Map.entry("discoverability", "public"), Map.entry("sharing", Map.of("class", "unconditional")),
				Map.entry("modes", List.of("file-download")),
				Map.entry("openness", Map.of("level", "unconditional", "licence", "cc-by-4.0")),
				Map.entry("grade", "general-1"), Map.entry("items", List.of(item("序号"), item("数值"))),
				Map.entry("distributions",
						List.of(Map.of("title", Map.of("zh", "数据表"), "kind", "table", "format", "csv"))),
				Map.entry("contact", Map.of("name", "数据科", "phone", "0999-1234567")),
				Map.entry("completeness", "full"));
	}

	private static Map<String, Object> item(String name) {
		return Map.of("name", Map.of("zh", name), "type", "integer", "length", 10, "meaning", Map.of("zh", name),
				"sensitivity", "none", "open", true, "source", Map.of("kind", "collected"));
	}

}
