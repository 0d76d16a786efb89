package org.shuyuan.identity;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.standalone.RunningPlatform;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing in to the embedded authorization server, as browsers and systems do.
 */
class SignInTests {

	private static final Pattern HIDDEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private static final String PEOPLE = "/api/v1/identity/people";

	private static final String SYSTEMS = "/api/v1/identity/systems";

	private static RunningPlatform platform;

	@BeforeAll
	static void start(@TempDir Path data) {
		platform = RunningPlatform.start(data, Map.of());
	}

	@AfterAll
	static void stop() {
		platform.close();
	}

	@Test
	void slowsWrongClientSecretsDown() {
		for (int i = 0; i < 5; i++) {
			HttpResponse<String> wrong = token("auditor-system", "wrong");
			assertThat(wrong.statusCode()).isEqualTo(401);
			assertThat(RunningPlatform.json(wrong).path("error").asString()).isEqualTo("invalid_client");
		}
		HttpResponse<String> sixth = token("auditor-system", secret("auditor-system"));
		assertThat(sixth.statusCode()).isEqualTo(429);
		assertThat(sixth.headers().firstValueAsLong("Retry-After")).isPresent();
		String other = "register-" + suffix();
		HttpResponse<String> made = platform.call(administrator(), "POST", SYSTEMS,
				Map.of("client_id", other, "roles", List.of("auditor")));
		assertThat(token(other, RunningPlatform.json(made).path("client_secret").asString()).statusCode())
			.isEqualTo(200);
	}

	@Test
	void givesEverySessionAnotherIdAtSignIn() {
		HttpClient browser = RunningPlatform.browser();
		HttpResponse<String> page = RunningPlatform.open(browser, platform.base() + "/login");
		String before = session(page);
		HttpResponse<String> signedIn = RunningPlatform.post(browser, platform.base() + "/login",
				form("operator", password("operator"), csrf(page)));
		assertThat(signedIn.statusCode()).isEqualTo(302);
		assertThat(signedIn.headers().firstValue("Location").orElse("")).doesNotContain("error");
		assertThat(session(signedIn)).isNotEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource({ "en, en", "fr en-GB zh, en", "zh-Hans-CN en, zh-CN", "fr, zh-CN", "'', zh-CN", "%3Cb%3E, zh-CN" })
	void speaksTheLanguageThatTheClientPrefers(String preferred, String spoken) {
		String page = new Browsing().begin(platform.base() + "/oauth2", preferred.replace(" ", "+")).body();
		assertThat(page).contains("<html lang=\"" + spoken + "\"").contains("type=\"password\"");
		assertThat(RunningPlatform.json(platform.call(null, "GET", "/.well-known/openid-configuration", null))
			.path("ui_locales_supported")
			.valueStream()
			.map(JsonNode::asString)).contains(spoken);
	}

	@Test
	void refusesAFormOfSomebodyElse() {
		HttpClient browser = RunningPlatform.browser();
		RunningPlatform.open(browser, platform.base() + "/login");
		String foreign = csrf(RunningPlatform.open(RunningPlatform.browser(), platform.base() + "/login"));
		for (String token : List.of("", foreign)) {
			HttpResponse<String> refused = RunningPlatform.post(browser, platform.base() + "/login",
					form("operator", password("operator"), token));
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
		}
	}

	@Test
	void refusesASignOutThatSomebodyElseSends() {
		assertThat(RunningPlatform.post(RunningPlatform.browser(), platform.base() + "/signout", "").statusCode())
			.isEqualTo(403);
	}

	@Test
	void answersACreateThatIsSentTwiceWithTheSameSecret() {
		String administrator = administrator();
		String key = UUID.randomUUID().toString();
		Map<String, Object> asked = Map.of("client_id", "register-" + suffix(), "roles", List.of("auditor"));
		HttpResponse<String> first = platform.call(administrator, "POST", SYSTEMS, asked, "Idempotency-Key", key);
		assertThat(first.statusCode()).isEqualTo(201);
		HttpResponse<String> again = platform.call(administrator, "POST", SYSTEMS, asked, "Idempotency-Key", key);
		assertThat(again.statusCode()).isEqualTo(201);
		assertThat(RunningPlatform.json(again)).isEqualTo(RunningPlatform.json(first));
		HttpResponse<String> other = platform.call(administrator, "POST", SYSTEMS,
				Map.of("client_id", "other-" + suffix(), "roles", List.of("auditor")), "Idempotency-Key", key);
		assertThat(other.statusCode()).isEqualTo(422);
		assertThat(RunningPlatform.json(other).path("code").asString()).isEqualTo("idempotency-key-reused");
		HttpResponse<String> secondWithoutKey = platform.call(administrator, "POST", SYSTEMS, asked);
		assertThat(secondWithoutKey.statusCode()).isEqualTo(409);
	}

	@Test
	void keepsNothingOfARefusedCreate() {
		String administrator = administrator();
		String key = UUID.randomUUID().toString();
		String username = "person-" + suffix();
		HttpResponse<String> refused = platform.call(administrator, "POST", PEOPLE,
				Map.of("username", username, "name", "某人", "roles", List.of("auditor", "administrator")),
				"Idempotency-Key", key);
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(platform.call(administrator, "GET", PEOPLE, null).body()).doesNotContain(username);
		assertThat(platform
			.call(administrator, "POST", PEOPLE,
					Map.of("username", username, "name", "某人", "roles", List.of("auditor")), "Idempotency-Key", key)
			.statusCode()).isEqualTo(201);
	}

	@Test
	void refusesAKeyOfAnotherForm() {
		HttpResponse<String> refused = platform.call(administrator(), "POST", PEOPLE,
				Map.of("username", "person-" + suffix(), "roles", List.of("auditor")), "Idempotency-Key",
				"k".repeat(129));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(RunningPlatform.json(refused).path("code").asString()).isEqualTo("idempotency-key-invalid");
	}

	@Test
	void tokensOfACodeThatComesTwiceHoldNoMore() {
		Browsing browser = new Browsing();
		Browsing.Code code = browser.code(platform.base() + "/oauth2", "authority.chief", password("authority.chief"));
		String token = RunningPlatform.json(code.exchange()).path("access_token").asString();
		assertThat(platform.call(token, "GET", "/api/v1/catalogue/entries?limit=1", null).statusCode()).isEqualTo(200);
		assertThat(code.exchange().statusCode()).isEqualTo(400);
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> platform.call(token, "GET", "/api/v1/catalogue/entries?limit=1", null).statusCode() == 401);
	}

	@Test
	void anAdministratorWhoSignedOutAdministersNoMore() {
		Browsing browser = new Browsing();
		browser.signIn(browser.open(platform.base() + "/account"), "administrator", password("administrator"));
		String token = browser.token(platform.base() + "/oauth2");
		assertThat(platform.call(token, "GET", PEOPLE, null).statusCode()).isEqualTo(200);
		browser.send(browser.open(platform.base() + "/account"), "/signout", Map.of());
		assertThat(platform.call(token, "GET", PEOPLE, null).statusCode()).isEqualTo(401);
	}

	@Test
	void neverFailsOnWhatItIsAsked() {
		for (String path : List.of("/error", "/login?wait=soon", "/login?wait=-1", "/oauth2/authorize",
				"/oauth2/authorize?client_id=nobody&response_type=code", "/connect/logout", "/userinfo",
				"/connect/logout?id_token_hint=a.b.c")) {
			assertThat(RunningPlatform.open(RunningPlatform.browser(), platform.base() + path).statusCode()).as(path)
				.isLessThan(500);
		}
	}

	private static String administrator() {
		return Browsing.token(platform.base() + "/oauth2", "administrator", password("administrator"));
	}

	private static HttpResponse<String> token(String client, String secret) {
		return RunningPlatform.post(HttpClient.newHttpClient(), platform.base() + "/oauth2/token",
				"grant_type=client_credentials", "Authorization", "Basic "
						+ Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8)));
	}

	private static String password(String username) {
		return found("people", "username", username).path("password").asString();
	}

	private static String secret(String client) {
		return found("systems", "client_id", client).path("client_secret").asString();
	}

	private static JsonNode found(String kind, String member, String value) {
		return platform.accounts()
			.path(kind)
			.valueStream()
			.filter((account) -> account.path(member).asString().equals(value))
			.findFirst()
			.orElseThrow();
	}

	private static String session(HttpResponse<String> answer) {
		return answer.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((cookie) -> cookie.startsWith("JSESSIONID="))
			.map((cookie) -> cookie.split(";")[0])
			.findFirst()
			.orElseThrow(() -> new AssertionError("No session was made"));
	}

	private static String csrf(HttpResponse<String> page) {
		Matcher matcher = HIDDEN.matcher(page.body());
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private static String form(String username, String password, String csrf) {
		return "username=%s&password=%s&_csrf=%s".formatted(username, encoded(password), encoded(csrf));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static String suffix() {
		return UUID.randomUUID().toString().substring(0, 8);
	}

}
