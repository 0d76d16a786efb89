package org.shuyuan.identity;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.identity.keycloak.KeycloakServer;
import org.shuyuan.standalone.RunningPlatform;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Citizens register at a real Keycloak, by its forms, with a mail server of the test's
 * own: they apply for data that open on conditions and do nothing else, whatever they
 * fill in.
 */
@EnabledIf(value = "org.shuyuan.identity.keycloak.KeycloakServer#present",
		disabledReason = "Keycloak's distribution is not at hand")
class KeycloakRegistrationTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final String PASSWORD = "three quiet rivers";

	private static final String APPLICATIONS = "/api/v1/sharing/applications";

	private static final String PEOPLE = "/api/v1/identity/people";

	private static final Pattern LINK = Pattern.compile("http://\\S+/login-actions/action-token\\S+");

	private static final Pattern REGISTER = Pattern.compile("href=\"([^\"]+/login-actions/registration[^\"]+)\"");

	private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

	private static MailServer mails;

	private static KeycloakServer keycloak;

	private static RunningPlatform platform;

	private final String email = "chen-" + UUID.randomUUID() + "@example.cn";

	@BeforeAll
	static void start(@TempDir Path folder) {
		mails = new MailServer();
		int port = RunningPlatform.freePort();
		Map<String, String> settings = new HashMap<>(
				Map.of("SHUYUAN_CATALOGUE_SECRET", SECRET, "SHUYUAN_GATEWAY_SECRET", SECRET, "SHUYUAN_PORTAL_SECRET",
						SECRET, "SHUYUAN_PROVISIONING_SECRET", SECRET, "SHUYUAN_BASE_URI", "http://127.0.0.1:" + port));
		Map<String, String> realm = new HashMap<>(settings);
		realm.putAll(Map.of("SHUYUAN_SMTP_HOST", "127.0.0.1", "SHUYUAN_SMTP_PORT", String.valueOf(mails.port()),
				"SHUYUAN_SMTP_SECURITY", "none", "SHUYUAN_SMTP_FROM", "noreply@data.example.cn"));
		keycloak = KeycloakServer.prepare(Path.of("../keycloak/shuyuan-realm.json"), realm);
		keycloak.start();
		settings.putAll(Map.of("SHUYUAN_IDENTITY", "keycloak", "SHUYUAN_KEYCLOAK_URL", keycloak.url(), "SHUYUAN_PORT",
				String.valueOf(port)));
		platform = RunningPlatform.start(folder.resolve("data"), settings);
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> Files.exists(folder.resolve("data/accounts.json")));
	}

	@AfterAll
	static void stop() {
		if (platform != null) {
			platform.close();
		}
		if (keycloak != null) {
			keycloak.close();
		}
		mails.close();
	}

	@Test
	void aCitizenRegistersAppliesAndMayDoNothingElse() {
		Browsing browser = registered(Map.of());
		HttpResponse<String> account = browser.open(platform.base() + "/account/applications");
		assertThat(browser.at()).startsWith(platform.base() + "/account/applications");
		assertThat(account.body()).contains("陈小渚");
		String token = browser.token(endpoints());
		onlyCitizen(token);
		assertThat(status(token, "GET", APPLICATIONS, null)).isEqualTo(200);
		assertThat(status(token, "POST", APPLICATIONS,
				Map.of("entry", "a".repeat(26), "name", "陈小渚", "use", "毕业论文：水位的变化", "until", "2027-01-31")))
			.as("who may apply is told that there is no such entry")
			.isEqualTo(404);
		for (String path : List.of("/api/v1/sharing/audit", "/api/v1/catalogue/audit", "/api/v1/identity/audit", PEOPLE,
				"/api/v1/catalogue/changes", "/api/v1/sharing/data-changes")) {
			assertThat(status(token, "GET", path, null)).as(path).isIn(401, 403);
		}
		Browsing again = new Browsing();
		again.signIn(again.begin(endpoints(), "en"), this.email.toUpperCase(), PASSWORD);
		assertThat(again.at()).as("by the address").startsWith("http://127.0.0.1/callback");
	}

	@Test
	void nothingButACitizenComesOutOfTheForm() {
		String agency = person("authority.officer").path("agency").asString();
		Map<String, String> filled = new HashMap<>();
		for (String name : List.of("agency", "attributes.agency", "user.attributes.agency", "user.agency",
				"attributes[agency]")) {
			filled.put(name, agency);
		}
		for (String name : List.of("roles", "role", "clientRoles", "user.attributes.roles", "groups", "realmRoles")) {
			filled.put(name, "authority");
		}
		filled.put("provisioned", "true");
		filled.put("user.attributes.provisioned", "true");
		filled.put("emailVerified", "true");
		filled.put("enabled", "true");
		String token = registered(filled).token(endpoints());
		onlyCitizen(token);
		assertThat(status(token, "GET", "/api/v1/sharing/audit", null)).isEqualTo(403);
	}

	@Test
	void nobodyIsLetInBeforeTheAddressIsVerified() {
		Browsing begun = begun(Map.of("password", PASSWORD, "password-confirm", PASSWORD, "password-new", PASSWORD));
		mails.mailTo(this.email);
		HttpResponse<String> still = begun.begin(endpoints(), "en");
		assertThat(begun.at()).startsWith(keycloak.url());
		assertThat(still.body()).doesNotContain("<script", "${");
		Browsing browser = new Browsing();
		HttpResponse<String> page = browser.signIn(browser.begin(endpoints(), "en"), this.email, PASSWORD);
		assertThat(browser.at()).startsWith(keycloak.url());
		assertThat(page.body()).contains("type=\"password\"", "role=\"alert\"");
	}

	@Test
	void aNameThatSomebodyRegisteredIsNeverProvisioned() {
		String username = "harbour." + UUID.randomUUID().toString().substring(0, 8);
		Browsing browser = registered(Map.of("username", username));
		HttpResponse<String> refused = platform.call(administrator(), "POST", PEOPLE,
				Map.of("username", username, "name", "某审核员", "roles", List.of("authority"), "agency",
						person("authority.officer").path("agency").asString()));
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
		assertThat(RunningPlatform.json(refused).path("code").asString()).isEqualTo("username-taken");
		assertThat(platform.call(administrator(), "GET", PEOPLE, null).body()).doesNotContain(username);
		onlyCitizen(browser.token(endpoints()));
		Browsing again = new Browsing();
		again.signIn(again.begin(endpoints(), "en"), this.email, PASSWORD);
		assertThat(again.at()).as("the password is the citizen's still").startsWith("http://127.0.0.1/callback");
	}

	@ParameterizedTest
	@CsvSource({ "email, nobody", "email, ''", "firstName, ''" })
	void refusesWhatIsNotFilledInWell(String member, String value) {
		Browsing browser = new Browsing();
		HttpResponse<String> page = sent(browser, form(browser, "en"), Map.of(member, value));
		assertThat(page.body()).contains("role=\"alert\"", "aria-invalid=\"true\"", "name=\"firstName\"")
			.doesNotContain("<script", "${");
		assertThat(mails.mailsTo(this.email)).isEmpty();
		Browsing later = new Browsing();
		assertThat(later.signIn(later.begin(endpoints(), "en"), this.email, PASSWORD).body())
			.contains("type=\"password\"");
	}

	@Test
	void anAddressRegistersOnce() {
		registered(Map.of());
		Browsing browser = new Browsing();
		assertThat(sent(browser, form(browser, "zh-CN"), Map.of()).body()).contains("此邮箱不能注册");
		assertThat(mails.mailsTo(this.email)).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "zh-CN, 邮箱, 姓名", "en, E-mail address, Your name" })
	void thePageSpeaksBothLanguagesWithoutScripts(String language, String address, String name) {
		assertThat(form(new Browsing(), language).body()).contains("lang=\"" + language + "\"", address, name)
			.doesNotContain("<script", "onclick", "${");
	}

	@Test
	void nobodyChangesNameOrAddressAtKeycloakItself() {
		Browsing browser = registered(Map.of());
		for (String page : List.of("/realms/shuyuan/account", "/realms/shuyuan/account/")) {
			assertThat(browser.open(keycloak.url() + page).statusCode()).as(page).isBetween(400, 404);
		}
		for (String action : List.of("UPDATE_PROFILE", "UPDATE_EMAIL", "delete_account")) {
			HttpResponse<String> page = browser.open(endpoints()
					+ "/auth?response_type=code&client_id=shuyuan-cli&scope=openid&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback"
					+ "&code_challenge_method=S256&code_challenge=" + "a".repeat(43) + "&kc_action=" + action);
			assertThat(page.body()).as(action).doesNotContain("name=\"firstName\"", "name=\"email\"");
		}
	}

	@Test
	void whoRegisteredIsNoDriftAndWhoWasProvisionedIsNoCitizen() {
		registered(Map.of());
		assertThat(RunningPlatform.json(platform.call(administrator(), "GET", "/api/v1/identity/drift", null))
			.path("items")).isEmpty();
		assertThat(IdentityContract.claims(administrator()).path("roles").toString()).isEqualTo("[\"administrator\"]");
	}

	private void onlyCitizen(String token) {
		JsonNode claims = IdentityContract.claims(token);
		assertThat(claims.path("roles").toString()).isEqualTo("[\"citizen\"]");
		assertThat(claims.has("agency")).isFalse();
		assertThat(claims.path("sid").asString("")).isNotBlank();
		assertThat(claims.has("realm_access")).isFalse();
		assertThat(claims.has("resource_access")).isFalse();
	}

	/** Registers and opens the link in the mail. */
	private Browsing registered(Map<String, String> filled) {
		Browsing browser = begun(filled);
		MailServer.Mail mail = mails.mailTo(this.email);
		assertThat(mail.from()).contains("noreply@data.example.cn");
		Matcher link = LINK.matcher(mail.text());
		assertThat(link.find()).as(mail.text()).isTrue();
		HttpResponse<String> page = browser.open(link.group());
		assertThat(page.body()).contains("Choose a password").doesNotContain("<script src", "onsubmit", "${");
		page = browser.send(page, "login-actions/required-action",
				Map.of("password-new", "short", "password-confirm", "short"));
		assertThat(page.body()).contains("role=\"alert\"", "The password has at least 14 characters");
		page = browser.send(page, "login-actions/required-action",
				Map.of("password-new", PASSWORD, "password-confirm", "another one"));
		assertThat(page.body()).contains("role=\"alert\"", "The two passwords are not the same");
		browser.send(page, "login-actions/required-action",
				Map.of("password-new", PASSWORD, "password-confirm", PASSWORD));
		assertThat(browser.at()).startsWith("http://127.0.0.1/callback");
		return browser;
	}

	private Browsing begun(Map<String, String> filled) {
		Browsing browser = new Browsing();
		HttpResponse<String> page = sent(browser, form(browser, "en"), filled);
		assertThat(page.body()).contains("Email verification");
		return browser;
	}

	private HttpResponse<String> form(Browsing browser, String language) {
		Matcher link = REGISTER.matcher(browser.begin(endpoints(), language).body());
		assertThat(link.find()).as("a link to register").isTrue();
		return browser.open(keycloak.url() + link.group(1).replace("&amp;", "&").replace(keycloak.url(), ""));
	}

	private HttpResponse<String> sent(Browsing browser, HttpResponse<String> form, Map<String, String> filled) {
		Map<String, String> values = new HashMap<>(Map.of("email", this.email, "firstName", "陈小渚"));
		values.putAll(filled);
		return browser.send(form, "login-actions/registration", values);
	}

	private static String endpoints() {
		return keycloak.url() + "/realms/shuyuan/protocol/openid-connect";
	}

	private static int status(String token, String method, String path, Object body) {
		return platform.call(token, method, path, body).statusCode();
	}

	private static JsonNode person(String username) {
		return platform.accounts()
			.path("people")
			.valueStream()
			.filter((account) -> account.path("username").asString().equals(username))
			.findFirst()
			.orElseThrow();
	}

	/** Every sign-in with a second factor waits for a new code. */
	private static String administrator() {
		return TOKENS.computeIfAbsent("administrator",
				(username) -> Browsing.token(endpoints(), username, person(username).path("password").asString()));
	}

}
