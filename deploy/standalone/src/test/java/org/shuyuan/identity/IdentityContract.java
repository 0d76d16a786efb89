package org.shuyuan.identity;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.standalone.RunningPlatform;
import org.shuyuan.vocab.identifier.AgencyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds of identity whoever issues the tokens: claims, roles, agency, sessions, and
 * that who is disabled is refused at once by the services themselves.
 */
abstract class IdentityContract {

	private static final String ENTRIES = "/api/v1/catalogue/entries?limit=1";

	private static final String AUDIT = "/api/v1/sharing/audit?limit=1";

	private static final String PEOPLE = "/api/v1/identity/people";

	private static final String SYSTEMS = "/api/v1/identity/systems";

	/** Every sign-in with a second factor waits for a new code. */
	private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	abstract RunningPlatform platform();

	/** The endpoint's address before {@code authorize} and {@code token}. */
	abstract String endpoints();

	/** Where tokens are asked about, below the endpoints. */
	abstract String introspection();

	/** The authority's token, but for another audience. */
	abstract String tokenForOthers();

	/** The authority's token, but expired a long time ago by the services' clocks. */
	abstract String expiredToken();

	@Test
	void aSystemsTokenSaysWhoItIs() {
		String clientId = "system-" + suffix();
		String agency = person("authority.officer").path("agency").asString();
		HttpResponse<String> made = platform().call(personToken("administrator"), "POST", SYSTEMS,
				Map.of("client_id", clientId, "roles", List.of("steward"), "agency", agency));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		JsonNode account = RunningPlatform.json(made);
		JsonNode claims = claims(systemToken(clientId, account.path("client_secret").asString()));
		assertThat(claims.path("sub").asString()).isEqualTo(account.path("subject").asString());
		assertThat(claims.path("preferred_username").asString()).isEqualTo(clientId);
		assertThat(texts(claims.path("roles"))).containsExactly("steward");
		assertThat(claims.path("agency").asString()).isEqualTo(agency).hasSize(18);
		assertThat(texts(claims.path("aud"))).contains("shuyuan");
		assertThat(claims.has("sid")).isFalse();
		assertThat(claims(systemToken("auditor-system")).has("agency")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "citizen", "sharing-head", "department-head", "cdo", "authority", "administrator" })
	void makesNoSystemThatDecides(String role) {
		String clientId = "system-" + suffix();
		Map<String, Object> asked = new HashMap<>(Map.of("client_id", clientId, "roles", List.of(role)));
		if (!List.of("citizen", "administrator").contains(role)) {
			asked.put("agency", person("authority.officer").path("agency").asString());
		}
		HttpResponse<String> refused = platform().call(personToken("administrator"), "POST", SYSTEMS, asked);
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
		assertThat(RunningPlatform.json(refused).path("code").asString()).isEqualTo("role-personal");
		assertThat(platform().call(personToken("administrator"), "GET", SYSTEMS, null).body()).doesNotContain(clientId);
		assertThat(tokenAnswer(clientId, "secret").statusCode()).isIn(400, 401);
	}

	@ParameterizedTest
	@CsvSource({ "auditor steward, true, roles-apart", "auditor authority, true, roles-apart",
			"administrator authority, true, roles-apart", "operator sharing-head, true, roles-apart",
			"administrator citizen, false, roles-apart", "citizen steward, true, roles-apart",
			"citizen, true, agency-surplus", "developer, true, agency-surplus", "cdo, false, agency-missing",
			"sharing-head, false, agency-missing", "authority, false, agency-missing",
			"service, false, role-reserved" })
	void makesNobodyWhoseRolesBreakARule(String roles, boolean agency, String code) {
		String username = "person." + suffix();
		Map<String, Object> asked = new HashMap<>(
				Map.of("username", username, "name", "某人", "roles", List.of(roles.split(" "))));
		if (agency) {
			asked.put("agency", person("authority.officer").path("agency").asString());
		}
		refusesPerson(username, asked, code);
	}

	@Test
	void makesNobodyTheAuthorityInAnotherAgency() {
		String unknown = AgencyId.ofBody("11990100MB0A00091").value();
		String other = AgencyId.ofBody("11990100MB0A00092").value();
		assertThat(platform()
			.call(personToken("authority.officer"), "PUT", "/api/v1/catalogue/agencies/" + other,
					Map.of("name", Map.of("zh", "某局"), "kind", "government-department", "level", "city", "area",
							"990100"))
			.statusCode()).isBetween(200, 201);
		for (String agency : List.of(unknown, other)) {
			String username = "person." + suffix();
			refusesPerson(username,
					Map.of("username", username, "name", "某人", "roles", List.of("authority"), "agency", agency),
					"agency-not-authority");
		}
	}

	private void refusesPerson(String username, Map<String, Object> asked, String code) {
		String administrator = personToken("administrator");
		HttpResponse<String> refused = platform().call(administrator, "POST", PEOPLE, asked);
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
		assertThat(RunningPlatform.json(refused).path("code").asString()).isEqualTo(code);
		assertThat(platform().call(administrator, "GET", PEOPLE, null).body()).doesNotContain(username);
	}

	@Test
	void aPersonsTokenSaysWhoTheyAre() {
		JsonNode account = person("authority.officer");
		JsonNode claims = claims(personToken("authority.officer"));
		assertThat(claims.path("sub").asString()).isEqualTo(account.path("subject").asString());
		assertThat(claims.path("preferred_username").asString()).isEqualTo("authority.officer");
		assertThat(claims.path("sid").asString("")).isNotBlank();
		assertThat(claims.path("name").asString()).isEqualTo(account.path("name").asString());
		assertThat(texts(claims.path("roles"))).containsExactly("authority");
		assertThat(claims.path("agency").asString()).isEqualTo(account.path("agency").asString());
		assertThat(texts(claims.path("aud"))).contains("shuyuan");
		assertThat(claims(personToken("operator")).has("agency")).isFalse();
	}

	@Test
	void rolesDecide() {
		String authority = personToken("authority.officer");
		assertThat(status(authority, ENTRIES)).isEqualTo(200);
		assertThat(status(authority, AUDIT)).isEqualTo(200);
		assertThat(status(authority, "/api/v1/sharing/audit/export")).isEqualTo(403);
		assertThat(status(authority, "/api/v1/catalogue/changes")).isEqualTo(403);
		assertThat(status(systemToken("auditor-system"), AUDIT)).isEqualTo(200);
		assertThat(status(authority, PEOPLE)).isEqualTo(403);
	}

	@Test
	void refusesTokensForOthersAndExpiredOnes() {
		for (String path : List.of(ENTRIES, AUDIT, PEOPLE)) {
			assertThat(status(tokenForOthers(), path)).as(path).isEqualTo(401);
		}
		String expired = expiredToken();
		for (String path : List.of(ENTRIES, AUDIT, PEOPLE)) {
			Awaitility.await().atMost(PATIENCE).until(() -> status(expired, path) == 401);
		}
	}

	@Test
	void refusesADisabledSystemAtOnce() {
		String administrator = personToken("administrator");
		String clientId = "system-" + suffix();
		HttpResponse<String> made = platform().call(administrator, "POST", SYSTEMS,
				Map.of("client_id", clientId, "roles", List.of("auditor")));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		String secret = RunningPlatform.json(made).path("client_secret").asString();
		String token = systemToken(clientId, secret);
		assertThat(status(token, ENTRIES)).isEqualTo(200);
		assertThat(status(token, AUDIT)).isEqualTo(200);
		assertThat(platform().call(administrator, "DELETE", SYSTEMS + "/" + clientId, null).statusCode())
			.isEqualTo(204);
		Awaitility.await().atMost(PATIENCE).until(() -> status(token, ENTRIES) == 401 && status(token, AUDIT) == 401);
		assertThat(tokenAnswer(clientId, secret).statusCode()).isIn(400, 401);
		assertThat(platform().call(administrator, "DELETE", SYSTEMS + "/" + clientId, null).statusCode())
			.isEqualTo(404);
	}

	@Test
	void whatIsDoneWithAccountsIsInTheirLedgerWithoutNamesAndSecrets() {
		String administrator = personToken("administrator");
		String username = "person." + suffix();
		HttpResponse<String> made = platform().call(administrator, "POST", PEOPLE,
				Map.of("username", username, "name", "某某人", "roles", List.of("auditor")));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		assertThat(platform().call(administrator, "DELETE", PEOPLE + "/" + username, null).statusCode()).isEqualTo(204);
		String by = claims(administrator).path("sub").asString();
		String asked = "/api/v1/identity/audit?outcome=step&limit=200&subject=" + by;
		String auditor = systemToken("auditor-system");
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(
					RunningPlatform.json(platform().call(auditor, "GET", asked, null)).path("items").valueStream())
				.extracting((step) -> step.path("action").asString())
				.contains("account.made", "account.changed"));
		assertThat(platform().call(auditor, "GET", asked, null).body()).contains("\"auditor\"")
			.doesNotContain(username, "某某人", "secret_hash", RunningPlatform.json(made).path("password").asString());
		assertThat(status(administrator, "/api/v1/identity/audit")).isEqualTo(403);
		assertThat(status(auditor, "/api/v1/identity/audit/export")).isEqualTo(200);
	}

	@Test
	void aNameThatTwoWantAtOnceIsOnesAndTheirSecretIsGood() throws Exception {
		String administrator = personToken("administrator");
		String clientId = "system-" + suffix();
		List<Callable<HttpResponse<String>>> creates = Collections.nCopies(4, () -> platform().call(administrator,
				"POST", SYSTEMS, Map.of("client_id", clientId, "roles", List.of("auditor"))));
		List<HttpResponse<String>> answers = new ArrayList<>();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<HttpResponse<String>> answer : callers.invokeAll(creates)) {
				answers.add(answer.get());
			}
		}
		assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(201, 409, 409, 409);
		HttpResponse<String> made = answers.stream()
			.filter((each) -> each.statusCode() == 201)
			.findFirst()
			.orElseThrow();
		assertThat(systemToken(clientId, RunningPlatform.json(made).path("client_secret").asString())).isNotEmpty();
	}

	@Test
	void refusesADisabledPersonAtOnce() {
		String administrator = personToken("administrator");
		String username = "person." + suffix();
		HttpResponse<String> made = platform().call(administrator, "POST", PEOPLE,
				Map.of("username", username, "name", "临时审计员", "roles", List.of("auditor")));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		String password = RunningPlatform.json(made).path("password").asString();
		String token = personToken(username, password);
		assertThat(status(token, AUDIT)).isEqualTo(200);
		assertThat(status(token, ENTRIES)).isEqualTo(200);
		assertThat(platform().call(administrator, "DELETE", PEOPLE + "/" + username, null).statusCode()).isEqualTo(204);
		Awaitility.await().atMost(PATIENCE).until(() -> status(token, AUDIT) == 401 && status(token, ENTRIES) == 401);
		assertThat(platform().call(administrator, "GET", PEOPLE, null).body()).doesNotContain(username);
	}

	@Test
	void aRevokedTokenIsRefusedAtOnceAndNoOtherIs() {
		String administrator = personToken("administrator");
		String clientId = "system-" + suffix();
		String secret = RunningPlatform
			.json(platform().call(administrator, "POST", SYSTEMS,
					Map.of("client_id", clientId, "roles", List.of("auditor"))))
			.path("client_secret")
			.asString();
		String token = systemToken(clientId, secret);
		String other = systemToken(clientId, secret);
		assertThat(introspected(token, clientId, secret).path("active").asBoolean()).isTrue();
		assertThat(status(token, AUDIT)).isEqualTo(200);
		assertThat(asked("revoke", token, "auditor-system", system("auditor-system").path("client_secret").asString())
			.statusCode()).as("a token of somebody else").isIn(200, 400, 401);
		assertThat(status(token, ENTRIES)).isEqualTo(200);
		assertThat(asked("revoke", token, clientId, secret).statusCode()).isEqualTo(200);
		Awaitility.await().atMost(PATIENCE).until(() -> status(token, AUDIT) == 401 && status(token, ENTRIES) == 401);
		assertThat(introspected(token, clientId, secret).path("active").asBoolean()).isFalse();
		assertThat(status(other, AUDIT)).isEqualTo(200);
		assertThat(asked("revoke", "nonsense", clientId, secret).statusCode()).isEqualTo(200);
		assertThat(asked("revoke", other, clientId, "wrong").statusCode()).isEqualTo(401);
		assertThat(status(other, AUDIT)).isEqualTo(200);
	}

	private JsonNode introspected(String token, String clientId, String secret) {
		return RunningPlatform.json(asked("introspect", token, clientId, secret));
	}

	/** What a client asks of the server about a token. */
	private HttpResponse<String> asked(String what, String token, String clientId, String secret) {
		String path = what.equals("introspect") ? introspection() : "/" + what;
		return RunningPlatform
			.post(HttpClient.newHttpClient(), endpoints() + path, "token=" + token, "Authorization", "Basic "
					+ Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void signingOutOfThePortalEndsTheSessionEverywhere() {
		Browsing browser = new Browsing();
		HttpResponse<String> account = portal(browser, "authority.officer");
		assertThat(browser.at()).startsWith(platform().base());
		assertThat(account.body()).contains(person("authority.officer").path("name").asString());
		String token = browser.token(endpoints());
		assertThat(status(token, ENTRIES)).isEqualTo(200);
		HttpResponse<String> home = browser.send(browser.open(platform().base() + "/account"), "/signout", Map.of());
		assertThat(browser.at()).isEqualTo(platform().base() + "/");
		assertThat(home.statusCode()).isEqualTo(200);
		Awaitility.await().atMost(PATIENCE).until(() -> status(token, ENTRIES) == 401);
		assertThat(browser.open(platform().base() + "/account").body()).contains("type=\"password\"");
	}

	@Test
	void thePortalsLanguageGoesAlongAndComesBack() {
		Browsing browser = new Browsing();
		HttpResponse<String> page = page(browser, "en");
		assertThat(page.body()).contains("lang=\"en\"").contains("Open data need no account");
		page = page(browser, "zh-CN");
		assertThat(page.body()).contains("lang=\"zh-CN\"").contains("下载开放数据无需登录");
		page = page(browser, "en");
		page = browser.signIn(page, "operator", person("operator").path("password").asString());
		assertThat(browser.at()).startsWith(platform().base());
		assertThat(page.body()).contains("<html lang=\"en\"").contains(person("operator").path("name").asString());
	}

	/** The page to sign in, as somebody meets it who reads the portal in a language. */
	private HttpResponse<String> page(Browsing browser, String language) {
		browser.open(platform().base() + "/about?lang=" + language);
		return browser.open(platform().base() + "/account");
	}

	@Test
	void aWrongPasswordSignsNobodyIn() {
		Browsing browser = new Browsing();
		HttpResponse<String> again = browser.signIn(browser.open(platform().base() + "/account"), "operator", "wrong");
		assertThat(again.body()).contains("type=\"password\"").contains("role=\"alert\"");
	}

	private HttpResponse<String> portal(Browsing browser, String username) {
		HttpResponse<String> page = browser.open(platform().base() + "/account");
		return browser.signIn(page, username, person(username).path("password").asString());
	}

	final int status(String token, String path) {
		return platform().call(token, "GET", path, null).statusCode();
	}

	final String personToken(String username) {
		return TOKENS.computeIfAbsent(endpoints() + " " + username,
				(_) -> personToken(username, person(username).path("password").asString()));
	}

	private String personToken(String username, String password) {
		return Browsing.token(endpoints(), username, password);
	}

	final String systemToken(String clientId) {
		return systemToken(clientId, system(clientId).path("client_secret").asString());
	}

	final String systemToken(String clientId, String secret) {
		HttpResponse<String> answer = tokenAnswer(clientId, secret);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return RunningPlatform.json(answer).path("access_token").asString();
	}

	private HttpResponse<String> tokenAnswer(String clientId, String secret) {
		return RunningPlatform.post(HttpClient.newHttpClient(), endpoints() + "/token", "grant_type=client_credentials",
				"Authorization", "Basic " + Base64.getEncoder()
					.encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8)));
	}

	final JsonNode person(String username) {
		return account("people", "username", username);
	}

	private JsonNode system(String clientId) {
		return account("systems", "client_id", clientId);
	}

	private JsonNode account(String kind, String member, String value) {
		return platform().accounts()
			.path(kind)
			.valueStream()
			.filter((account) -> account.path(member).asString().equals(value))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No account " + value));
	}

	static JsonNode claims(String token) {
		return JsonMapper.builder().build().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
	}

	private static List<String> texts(JsonNode claim) {
		return claim.isArray() ? claim.valueStream().map(JsonNode::asString).toList() : List.of(claim.asString());
	}

	private static String suffix() {
		return UUID.randomUUID().toString().substring(0, 8);
	}

}
