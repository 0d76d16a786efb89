package org.shuyuan.identity;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.ws.rs.NotFoundException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.GroupResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.shuyuan.identity.keycloak.KeycloakServer;
import org.shuyuan.standalone.RunningPlatform;
import org.shuyuan.vocab.identifier.AgencyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract with a real Keycloak, which is down when the platform starts; skipped
 * where its distribution is not at hand ({@code verification/testbed up keycloak} fetches
 * it).
 */
@EnabledIf(value = "org.shuyuan.identity.keycloak.KeycloakServer#present",
		disabledReason = "Keycloak's distribution is not at hand")
class KeycloakIdentityTests extends IdentityContract {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final String OTHER = AgencyId.ofBody("11990100MB0A00008").value();

	private static final String DRIFT = "/api/v1/identity/drift";

	private static final String PROVISIONING = "/api/v1/identity/provisioning";

	private static KeycloakServer keycloak;

	private static RunningPlatform platform;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		int port = RunningPlatform.freePort();
		Map<String, String> secrets = Map.of("SHUYUAN_CATALOGUE_SECRET", SECRET, "SHUYUAN_GATEWAY_SECRET", SECRET,
				"SHUYUAN_PORTAL_SECRET", SECRET, "SHUYUAN_PROVISIONING_SECRET", SECRET, "SHUYUAN_BASE_URI",
				"http://127.0.0.1:" + port);
		keycloak = KeycloakServer.prepare(realm(folder), secrets);
		Map<String, String> switches = new java.util.HashMap<>(secrets);
		switches.put("SHUYUAN_IDENTITY", "keycloak");
		switches.put("SHUYUAN_KEYCLOAK_URL", keycloak.url());
		switches.put("SHUYUAN_PORT", String.valueOf(port));
		platform = RunningPlatform.start(folder.resolve("data"), switches);
		assertThat(platform.call(null, "GET", "/", null).statusCode()).isEqualTo(200);
		assertThat(folder.resolve("data/accounts.json")).doesNotExist();
		keycloak.start();
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
	}

	/** Our realm, with three clients more that it would not have. */
	private static Path realm(Path folder) throws IOException {
		ObjectNode realm = (ObjectNode) JSON.readTree(Path.of("../keycloak/shuyuan-realm.json").toFile());
		ArrayNode clients = (ArrayNode) realm.path("clients");
		clients.add(client("elsewhere-system", "basic", 3600));
		clients.add(client("brief-system", "shuyuan", 1));
		clients.add(client("handmade-system", "shuyuan", 3600));
		ArrayNode users = (ArrayNode) realm.path("users");
		for (String client : List.of("elsewhere-system", "brief-system", "handmade-system")) {
			users.add(JSON.valueToTree(Map.of("username", "service-account-" + client, "enabled", true,
					"serviceAccountClientId", client, "clientRoles", Map.of("shuyuan", List.of("authority")))));
		}
		return Files.writeString(folder.resolve("realm.json"), JSON.writeValueAsString(realm));
	}

	private static JsonNode client(String id, String scope, int seconds) {
		return JSON.valueToTree(Map.of("clientId", id, "enabled", true, "protocol", "openid-connect", "secret", SECRET,
				"serviceAccountsEnabled", true, "standardFlowEnabled", false, "attributes",
				Map.of("access.token.lifespan", String.valueOf(seconds)), "defaultClientScopes",
				List.of("basic", scope)));
	}

	@Override
	RunningPlatform platform() {
		return platform;
	}

	@Override
	String endpoints() {
		return keycloak.url() + "/realms/shuyuan/protocol/openid-connect";
	}

	@Override
	String introspection() {
		return "/token/introspect";
	}

	@Override
	String tokenForOthers() {
		return systemToken("elsewhere-system", SECRET);
	}

	@Override
	String expiredToken() {
		return systemToken("brief-system", SECRET);
	}

	@Test
	void aSystemThatSomebodyGaveTheAuthoritysRoleInKeycloakHoldsItNowhere() {
		String token = systemToken("handmade-system", SECRET);
		assertThat(claims(token).path("roles").toString()).contains("authority");
		HttpResponse<String> refused = platform.call(token, "PUT", "/api/v1/catalogue/agencies/" + OTHER,
				Map.of("name", Map.of("zh", "某局")));
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
		assertThat(platform.call(null, "GET", "/api/v1/catalogue/agencies/" + OTHER, null).statusCode()).isEqualTo(404);
		assertThat(status(token, "/api/v1/sharing/audit?limit=1")).isEqualTo(403);
	}

	@Test
	void showsWhatSomebodyChangedInKeycloakAndPutsItRight() {
		String administrator = personToken("administrator");
		assertThat(drift(administrator)).isEmpty();
		String username = "person." + UUID.randomUUID().toString().substring(0, 8);
		HttpResponse<String> made = platform.call(administrator, "POST", "/api/v1/identity/people",
				Map.of("username", username, "name", "某审核员", "roles", List.of("authority"), "agency", authority()));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		try (Keycloak admin = admin()) {
			RealmResource realm = admin.realm("shuyuan");
			UserRepresentation user = realm.users().searchByUsername(username, true).getFirst();
			assertThat(realm.getGroupByPath("/agencies/" + authority())).isNotNull();
			String roles = realm.clients().findByClientId("shuyuan").getFirst().getId();
			realm.users()
				.get(user.getId())
				.roles()
				.clientLevel(roles)
				.add(List.of(realm.clients().get(roles).roles().get("auditor").toRepresentation()));
			user = realm.users().get(user.getId()).toRepresentation();
			user.setAttributes(Map.of("agency", List.of(OTHER)));
			realm.users().get(user.getId()).update(user);
			realm.users().get(user.getId()).groups().forEach((group) -> leave(realm, username, group.getId()));
			realm.users().get(user.getId()).joinGroup(realm.getGroupByPath("/citizens").getId());
		}
		assertThat(drift(administrator))
			.extracting((each) -> each.path("name").asString() + " " + each.path("difference").asString() + " "
					+ each.path("found").asString())
			.containsExactlyInAnyOrder(username + " provisioned ", username + " roles auditor authority",
					username + " agency " + OTHER, username + " group citizens");
		HttpResponse<String> restored = platform.call(administrator, "POST", PROVISIONING, null);
		assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);
		assertThat(drift(administrator)).isEmpty();
	}

	@Test
	void registeredAgenciesAreGroupsUnderTheirNames() {
		String agency = AgencyId.ofBody("11990100MB0A00021").value();
		register(agency, "园林局");
		try (Keycloak admin = admin()) {
			RealmResource realm = admin.realm("shuyuan");
			Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> described(realm, agency).equals("园林局"));
			String id = realm.getGroupByPath("/agencies/" + agency).getId();
			register(agency, "园林绿化局");
			Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> described(realm, agency).equals("园林绿化局"));
			assertThat(realm.getGroupByPath("/agencies/" + agency).getId()).isEqualTo(id);
		}
		assertThat(drift(personToken("administrator"))).isEmpty();
	}

	@Test
	void showsGroupsThatSomebodyRemovedRenamedOrMade() {
		String administrator = personToken("administrator");
		String removed = AgencyId.ofBody("11990100MB0A00022").value();
		String moved = AgencyId.ofBody("11990100MB0A00023").value();
		String described = AgencyId.ofBody("11990100MB0A00024").value();
		List<String> agencies = List.of(removed, moved, described);
		agencies.forEach((agency) -> register(agency, "某局"));
		try (Keycloak admin = admin()) {
			RealmResource realm = admin.realm("shuyuan");
			Awaitility.await()
				.atMost(Duration.ofMinutes(2))
				.until(() -> agencies.stream().allMatch((agency) -> described(realm, agency).equals("某局")));
			realm.groups().group(realm.getGroupByPath("/agencies/" + removed).getId()).remove();
			change(realm, moved, (group) -> group.setName("moved"));
			change(realm, described, (group) -> group.setDescription("另一局"));
			GroupRepresentation made = new GroupRepresentation();
			made.setName("made by hand");
			realm.groups().group(realm.getGroupByPath("/agencies").getId()).subGroup(made).close();
			assertThat(drift(administrator)).extracting(KeycloakIdentityTests::line)
				.containsExactlyInAnyOrder("agency %s missing, %s 某局, ".formatted(removed, removed),
						"agency %s name, %s 某局, moved 某局".formatted(moved, moved),
						"agency %s name, %s 某局, %s 另一局".formatted(described, described, described),
						"agency made by hand unknown, , made by hand");

			for (int time = 1; time <= 2; time++) {
				HttpResponse<String> restored = platform.call(administrator, "POST", PROVISIONING, null);
				assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);
				assertThat(drift(administrator)).as("what is not ours is left alone")
					.extracting(KeycloakIdentityTests::line)
					.containsExactly("agency made by hand unknown, , made by hand");
				assertThat(agencies).allMatch((agency) -> described(realm, agency).equals("某局"));
			}
			realm.groups().group(realm.getGroupByPath("/agencies/made by hand").getId()).remove();
		}
		assertThat(drift(administrator)).isEmpty();
	}

	@Test
	void anAgencyThatTheCatalogueRefusedIsNoGroup() {
		String refused = AgencyId.ofBody("11990100MB0A00025").value();
		String administrator = personToken("administrator");
		assertThat(platform
			.call(administrator, "PUT", "/api/v1/catalogue/agencies/" + refused, Map.of("name", Map.of("zh", "某局")))
			.statusCode()).isEqualTo(403);
		assertThat(platform.call(administrator, "POST", PROVISIONING, null).statusCode()).isEqualTo(200);
		try (Keycloak admin = admin()) {
			assertThat(described(admin.realm("shuyuan"), refused)).isEqualTo("not there");
		}
		assertThat(platform.call(personToken("authority.officer"), "POST", PROVISIONING, null).statusCode())
			.isEqualTo(403);
	}

	private void register(String agency, String name) {
		assertThat(platform
			.call(personToken("authority.officer"), "PUT", "/api/v1/catalogue/agencies/" + agency,
					Map.of("name", Map.of("zh", name)))
			.statusCode()).isBetween(200, 201);
	}

	private static String described(RealmResource realm, String agency) {
		try {
			return realm.groups()
				.group(realm.getGroupByPath("/agencies/" + agency).getId())
				.toRepresentation()
				.getDescription();
		}
		catch (NotFoundException _) {
			return "not there";
		}
	}

	private static void change(RealmResource realm, String agency, Consumer<GroupRepresentation> change) {
		GroupResource group = realm.groups().group(realm.getGroupByPath("/agencies/" + agency).getId());
		GroupRepresentation changed = group.toRepresentation();
		change.accept(changed);
		group.update(changed);
	}

	private static String line(JsonNode drift) {
		return "%s %s %s, %s, %s".formatted(drift.path("kind").asString(), drift.path("name").asString(),
				drift.path("difference").asString(), drift.path("expected").asString(), drift.path("found").asString());
	}

	@Test
	void aPersonDisabledInKeycloakItselfIsRefusedAtOnce() {
		String administrator = personToken("administrator");
		String username = "person." + UUID.randomUUID().toString().substring(0, 8);
		HttpResponse<String> made = platform.call(administrator, "POST", "/api/v1/identity/people",
				Map.of("username", username, "name", "某审计员", "roles", List.of("auditor")));
		String token = Browsing.token(endpoints(), username, RunningPlatform.json(made).path("password").asString());
		assertThat(status(token, "/api/v1/sharing/audit?limit=1")).isEqualTo(200);
		try (Keycloak admin = admin()) {
			RealmResource realm = admin.realm("shuyuan");
			UserRepresentation user = realm.users().searchByUsername(username, true).getFirst();
			user.setEnabled(false);
			realm.users().get(user.getId()).update(user);
		}
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> status(token, "/api/v1/sharing/audit?limit=1") == 401);
		assertThat(platform.call(administrator, "DELETE", "/api/v1/identity/people/" + username, null).statusCode())
			.isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "authority, zh-CN, 设置第二重验证, 第二重验证", "auditor, en, Set up a second factor, Second factor",
			"administrator, en, Set up a second factor, Second factor" })
	void whoDecidesOrWatchesSignsInWithASecondFactor(String role, String language, String first, String later) {
		String username = "person." + UUID.randomUUID().toString().substring(0, 8);
		String password = enrolled(username, role);
		Browsing browser = new Browsing();
		HttpResponse<String> page = browser.withPassword(browser.begin(endpoints(), language), username, password);
		assertThat(page.body()).contains(first)
			.contains("lang=\"" + language + "\"")
			.contains("data:image/png;base64,")
			.doesNotContain("<script", "onsubmit", "${");
		page = browser.send(page, "login", Map.of("totp", Browsing.offered(page).orElseThrow().wrongCode()));
		assertThat(page.body()).contains("name=\"totpSecret\"").contains("role=\"alert\"");
		assertThat(browser.begin(endpoints(), language).body()).as("begun anew without a code")
			.contains("type=\"password\"");
		browser = new Browsing();
		browser.signIn(browser.begin(endpoints(), language), username, password);
		assertThat(browser.at()).startsWith("http://127.0.0.1/callback");
		Phone phone = Browsing.phone(username);

		browser = new Browsing();
		page = browser.withPassword(browser.begin(endpoints(), language), username, password);
		assertThat(page.body()).contains(later)
			.contains("name=\"otp\"")
			.doesNotContain("<script", "onsubmit", "${", "totpSecret");
		page = browser.send(page, "login", Map.of("otp", phone.wrongCode()));
		assertThat(page.body()).contains("name=\"otp\"").contains("role=\"alert\"");
		browser.send(page, "login", Map.of("otp", phone.code()));
		assertThat(browser.at()).startsWith("http://127.0.0.1/callback");

		browser = new Browsing();
		page = browser.withPassword(browser.begin(endpoints(), language), username, password);
		page = browser.send(page, "login", Map.of("otp", phone.usedCode()));
		assertThat(page.body()).as("a code is good for once").contains("name=\"otp\"").contains("role=\"alert\"");
	}

	@Test
	void aStewardIsAskedForASecondFactorOnlyIfTheyHaveOne() {
		String username = "person." + UUID.randomUUID().toString().substring(0, 8);
		String password = enrolled(username, "steward");
		Browsing browser = new Browsing();
		browser.withPassword(browser.begin(endpoints(), "en"), username, password);
		assertThat(browser.at()).startsWith("http://127.0.0.1/callback");
		try (Keycloak admin = admin()) {
			RealmResource realm = admin.realm("shuyuan");
			UserRepresentation user = realm.users().searchByUsername(username, true).getFirst();
			user.setRequiredActions(List.of("CONFIGURE_TOTP"));
			realm.users().get(user.getId()).update(user);
		}
		browser = new Browsing();
		browser.signIn(browser.begin(endpoints(), "en"), username, password);
		assertThat(browser.at()).startsWith("http://127.0.0.1/callback");
		browser = new Browsing();
		assertThat(browser.withPassword(browser.begin(endpoints(), "en"), username, password).body())
			.contains("name=\"otp\"");
	}

	@Test
	void thePasswordAloneGivesNoTokens() {
		for (String client : List.of("client_id=shuyuan-cli", "client_id=open-portal&client_secret=" + SECRET)) {
			HttpResponse<String> answer = forAPassword(client);
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).contains("unauthorized_client");
		}
		for (String madeByKeycloak : List.of("admin-cli", "account", "account-console", "security-admin-console")) {
			HttpResponse<String> answer = forAPassword("client_id=" + madeByKeycloak);
			assertThat(answer.statusCode()).as(madeByKeycloak).isBetween(400, 401);
			assertThat(answer.body()).as(madeByKeycloak).doesNotContain("access_token");
		}
	}

	@Test
	void aClientThatSomebodyOpensForPasswordsGetsNoTokenEither() {
		try (Keycloak admin = admin()) {
			ClientRepresentation client = new ClientRepresentation();
			client.setClientId("for-passwords-" + UUID.randomUUID());
			client.setPublicClient(true);
			client.setDirectAccessGrantsEnabled(true);
			admin.realm("shuyuan").clients().create(client).close();
			HttpResponse<String> answer = forAPassword("client_id=" + client.getClientId());
			assertThat(answer.statusCode()).isBetween(400, 403);
			assertThat(answer.body()).doesNotContain("access_token").doesNotContain("unauthorized_client");
		}
	}

	private HttpResponse<String> forAPassword(String client) {
		return RunningPlatform.post(RunningPlatform.browser(), endpoints() + "/token", client
				+ "&grant_type=password&username=operator&password=" + person("operator").path("password").asString());
	}

	/** The data authority's code. */
	private String authority() {
		return person("authority.officer").path("agency").asString();
	}

	/** Makes a person; answers the password. */
	private String enrolled(String username, String role) {
		HttpResponse<String> made = platform.call(personToken("administrator"), "POST", "/api/v1/identity/people",
				Map.of("username", username, "name", "某人", "roles", List.of(role), "agency", authority()));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		return RunningPlatform.json(made).path("password").asString();
	}

	@Test
	void neverTakesOverAClientThatIsNoSystem() {
		HttpResponse<String> refused = platform.call(personToken("administrator"), "POST", "/api/v1/identity/systems",
				Map.of("client_id", "open-portal", "roles", List.of("auditor")));
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(RunningPlatform.json(refused).path("code").asString()).isEqualTo("username-taken");
	}

	@Test
	void thePageToSignInSpeaksBothLanguagesWithoutScripts() {
		for (String language : List.of("zh-CN", "en")) {
			HttpResponse<String> page = new Browsing().open(endpoints()
					+ "/auth?response_type=code&client_id=shuyuan-cli&scope=openid&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback"
					+ "&code_challenge_method=S256&code_challenge=" + "a".repeat(43) + "&ui_locales=" + language);
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.body()).contains("lang=\"" + language + "\"")
				.contains(language.equals("en") ? "Open data need no account" : "下载开放数据无需登录")
				.doesNotContain("<script")
				.doesNotContain("${");
		}
	}

	@Test
	void nobodyRegistersWhereNoMailServerIsNamed() {
		Browsing browser = new Browsing();
		assertThat(browser.begin(endpoints(), "en").body()).doesNotContain("registration");
		HttpResponse<String> refused = browser.open(endpoints()
				+ "/registrations?response_type=code&client_id=shuyuan-cli&scope=openid&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback"
				+ "&code_challenge_method=S256&code_challenge=" + "a".repeat(43));
		assertThat(refused.body()).doesNotContain("name=\"firstName\"");
	}

	private static void leave(RealmResource realm, String username, String group) {
		realm.users().get(realm.users().searchByUsername(username, true).getFirst().getId()).leaveGroup(group);
	}

	private static List<JsonNode> drift(String administrator) {
		return RunningPlatform.json(platform.call(administrator, "GET", DRIFT, null))
			.path("items")
			.valueStream()
			.filter((each) -> !List.of("elsewhere-system", "brief-system", "handmade-system")
				.contains(each.path("name").asString()))
			.toList();
	}

	private static Keycloak admin() {
		return KeycloakBuilder.builder()
			.serverUrl(keycloak.url())
			.realm("shuyuan")
			.grantType(OAuth2Constants.CLIENT_CREDENTIALS)
			.clientId("shuyuan-provisioning")
			.clientSecret(SECRET)
			.build();
	}

}
