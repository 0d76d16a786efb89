package org.shuyuan.identity;

import java.lang.reflect.Method;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.standalone.RunningPlatform;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every operation of the identity API by everybody: who may call it is a short list, all
 * others are refused, and so is what an operation does not know.
 */
class IdentityEndpointSecurityTests {

	private static final String API = "/api/v1/identity";

	private static final Set<String> ADMINISTRATOR = Set.of("administrator");

	/** Everybody with an account. */
	private static final Set<String> ANYBODY = Set.of("citizen", "developer", "steward", "sharing-officer",
			"sharing-head", "department-head", "cdo", "authority", "auditor", "operator", "administrator",
			"auditor-system", "steward-system");

	/** What nobody needs a token for. */
	private static final Set<String> PUBLIC = Set.of("GET " + API + "/problems");

	/** Who may call what, by role. */
	private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
			Map.entry("GET " + API + "/people", ADMINISTRATOR), Map.entry("POST " + API + "/people", ADMINISTRATOR),
			Map.entry("DELETE " + API + "/people/{username}", ADMINISTRATOR),
			Map.entry("GET " + API + "/systems", ADMINISTRATOR), Map.entry("POST " + API + "/systems", ADMINISTRATOR),
			Map.entry("DELETE " + API + "/systems/{clientId}", ADMINISTRATOR),
			Map.entry("GET " + API + "/drift", ADMINISTRATOR),
			Map.entry("POST " + API + "/provisioning", ADMINISTRATOR), Map.entry("GET " + API + "/problems", ANYBODY),
			Map.entry("GET " + API + "/audit", Set.of("auditor", "auditor-system", "authority")),
			Map.entry("GET " + API + "/audit/erasures", Set.of("auditor", "auditor-system", "authority")),
			Map.entry("GET " + API + "/audit/erasures/{id}", Set.of("auditor", "auditor-system", "authority")),
			Map.entry("POST " + API + "/audit/erasures", Set.of("auditor", "authority")),
			Map.entry("POST " + API + "/audit/erasures/{id}/carry-out", Set.of("auditor", "authority")),
			Map.entry("POST " + API + "/audit/erasures/{id}/refuse", Set.of("auditor", "authority")),
			Map.entry("POST " + API + "/audit/erasures/{id}/withdraw", Set.of("auditor", "authority")),
			Map.entry("GET " + API + "/audit/heads", Set.of("auditor", "auditor-system")),
			Map.entry("GET " + API + "/audit/checkpoint", Set.of("auditor", "auditor-system", "authority")),
			Map.entry("GET " + API + "/audit/key", ANYBODY),
			Map.entry("GET " + API + "/audit/export", Set.of("auditor", "auditor-system")));

	private static RunningPlatform platform;

	/** Tokens by role; of systems by their client. */
	private static final Map<String, String> TOKENS = new LinkedHashMap<>();

	@BeforeAll
	static void start(@TempDir Path data) {
		platform = RunningPlatform.start(data, Map.of());
		for (JsonNode person : platform.accounts().path("people")) {
			if (!person.path("username").asString().equals("authority.chief")) {
				TOKENS.put(person.path("roles").get(0).asString(),
						platform.signedIn(person.path("username").asString()));
			}
		}
		for (String role : List.of("steward", "sharing-officer", "sharing-head", "department-head", "cdo")) {
			enrol(role, authority());
		}
		enrol("citizen", null);
		enrol("developer", null);
		JsonNode auditor = platform.accounts().path("systems").get(0);
		TOKENS.put("auditor-system", system(auditor));
		TOKENS.put("steward-system", system(made("/systems",
				Map.of("client_id", "walk-system", "roles", List.of("steward"), "agency", authority()))));
	}

	@AfterAll
	static void stop() {
		platform.close();
	}

	@Test
	void theTableHasEveryOperation() {
		Set<String> found = new TreeSet<>();
		operations((operation, _) -> found.add(operation));
		assertThat(found).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
		assertThat(TOKENS).hasSize(13);
	}

	@Test
	void everyOperationIsForThoseOfTheTableOnly() {
		Map<String, String> otherwise = new TreeMap<>();
		Map<String, JsonNode> before = stored();
		operations((operation, method) -> {
			int anonymous = call(null, operation, "", body(method)).statusCode();
			if (anonymous != (PUBLIC.contains(operation) ? 200 : 401)) {
				otherwise.put(operation + " by nobody", String.valueOf(anonymous));
			}
			TOKENS.forEach((role, token) -> {
				HttpResponse<String> answer = call(token, operation, "", body(method));
				boolean allowed = ALLOWED.getOrDefault(operation, Set.of()).contains(role);
				boolean right = allowed ? List.of(200, 404, 422).contains(answer.statusCode())
						: answer.statusCode() == 403 && answer.body().contains("\"code\"");
				if (!right) {
					otherwise.put(operation + " by " + role, answer.statusCode() + " " + answer.body());
				}
			});
		});
		assertThat(otherwise).isEmpty();
		assertThat(stored()).isEqualTo(before);
	}

	@Test
	void noTokenThatSomebodyMadeUpIsTaken() {
		operations((operation, method) -> assertThat(call("made-up", operation, "", body(method)).statusCode())
			.as(operation)
			.isEqualTo(401));
	}

	@Test
	void otherMethodsAndAddressesAreClosed() {
		for (String verb : List.of("PUT", "PATCH", "DELETE", "POST")) {
			for (String path : List.of("/nothing", "/people/a/b", "/audit", "/audit/export", "/drift/x")) {
				assertThat(platform.call(null, verb, API + path, null).statusCode()).as(verb + path).isEqualTo(401);
				TOKENS.forEach((role, token) -> assertThat(platform.call(token, verb, API + path, null).statusCode())
					.as(verb + path + " by " + role)
					.isIn(403, 404, 405));
			}
		}
		assertThat(platform.call(administrator(), "PUT", API + "/people", Map.of()).statusCode()).isEqualTo(405);
	}

	@Test
	void everyOperationRefusesParametersThatItDoesNotKnow() {
		Map<String, String> lenient = new TreeMap<>();
		Map<String, JsonNode> before = stored();
		operations((operation, method) -> {
			if (ALLOWED.get(operation).isEmpty()) {
				return;
			}
			String allowed = ALLOWED.get(operation).iterator().next();
			HttpResponse<String> answer = call(TOKENS.get(allowed), operation, "?nonsense=1", body(method));
			if (answer.statusCode() != 400 || !answer.body().contains("parameter-unknown")
					|| !answer.body().contains("nonsense")) {
				lenient.put(operation, answer.statusCode() + " " + answer.body());
			}
		});
		assertThat(lenient).isEmpty();
		assertThat(stored()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "subject", "secret", "password", "resaon", "Roles", "email" })
	void everyOperationWithBodyRefusesMembersThatItDoesNotKnow(String member) {
		Map<String, JsonNode> before = stored();
		for (Map.Entry<String, Map<String, Object>> each : bodies().entrySet()) {
			Map<String, Object> body = new LinkedHashMap<>(each.getValue());
			body.put(member, "x");
			HttpResponse<String> answer = platform.call(administrator(), "POST", API + each.getKey(), body);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
			assertThat(answer.body()).contains("\"code\":\"member-unknown\"", member);
		}
		assertThat(stored()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "null", "[]", "1", "\"x\"", "{\"roles\":null}", "{\"roles\":[null]}",
			"{\"roles\":\"auditor\"}", "{\"roles\":[[]]}", "{\"username\":1,\"client_id\":1}",
			"{\"username\":null,\"client_id\":null,\"name\":null,\"roles\":[\"auditor\"]}",
			"{\"username\":\"\\u0000\",\"client_id\":\"\\u0000\",\"name\":\"x\",\"roles\":[\"auditor\"]}",
			"{\"username\":\"a\\u202e\",\"client_id\":\"a\\u202e\",\"name\":\"x\",\"roles\":[\"auditor\"]}",
			"{\"username\":\"some.one\",\"client_id\":\"some-one\",\"name\":\"\\u202e\",\"roles\":[\"king\"]}",
			"{\"agency\":{},\"roles\":[\"auditor\"]}", "{", "" })
	void noBodyIsAFailure(String body) {
		Map<String, JsonNode> before = stored();
		for (String path : bodies().keySet()) {
			HttpResponse<String> answer = platform.callText(administrator(), "POST", API + path, body);
			assertThat(answer.statusCode()).as(path + " " + answer.body()).isIn(400, 422);
			assertThat(answer.body()).contains("\"code\"", "\"detail\"");
		}
		assertThat(stored()).isEqualTo(before);
	}

	/** Calls an operation on what is not there. */
	private static HttpResponse<String> call(@Nullable String token, String operation, String query,
			@Nullable Object body) {
		String verb = operation.substring(0, operation.indexOf(' '));
		String path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{\\w+}", "nobody.at.all");
		return platform.call(token, verb, path + query, body);
	}

	/** A body in which something is missing, for an operation that takes one. */
	private static @Nullable Object body(Method method) {
		return Arrays.stream(method.getParameters())
			.filter((parameter) -> parameter.isAnnotationPresent(RequestBody.class))
			.map((parameter) -> switch (parameter.getType().getSimpleName()) {
				case "NewErasure" -> Map.of("records", List.of());
				case "ErasureRefusal" -> Map.of("reason", "");
				default -> Map.of("roles", List.of("steward"));
			})
			.findFirst()
			.orElse(null);
	}

	/** Bodies that would be taken, by address. */
	private static Map<String, Map<String, Object>> bodies() {
		return Map.of("/people", Map.of("username", "walk.person", "name", "某人", "roles", List.of("auditor")),
				"/systems", Map.of("client_id", "walked-system", "roles", List.of("auditor")));
	}

	private static Map<String, JsonNode> stored() {
		Map<String, JsonNode> stored = new TreeMap<>();
		for (String path : List.of("/people", "/systems")) {
			stored.put(path, RunningPlatform.json(platform.call(administrator(), "GET", API + path, null)));
		}
		return stored;
	}

	/**
	 * Every operation that the code declares, such as {@code GET /api/v1/identity/drift}.
	 */
	private static void operations(BiConsumer<String, Method> each) {
		ClassPathScanningCandidateComponentProvider controllers = new ClassPathScanningCandidateComponentProvider(
				false);
		controllers.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
		controllers.findCandidateComponents("org.shuyuan.identity").forEach((controller) -> {
			Class<?> type = ClassUtils.resolveClassName(String.valueOf(controller.getBeanClassName()), null);
			RequestMapping base = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
			for (Method method : type.getMethods()) {
				operation(base, method, each);
			}
			for (Method method : type.getDeclaredMethods()) {
				operation(base, method, each);
			}
		});
	}

	private static void operation(@Nullable RequestMapping base, Method method, BiConsumer<String, Method> each) {
		RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
		if (mapping != null && base != null) {
			for (RequestMethod verb : mapping.method()) {
				for (String path : (mapping.path().length > 0) ? mapping.path() : new String[] { "" }) {
					each.accept(verb + " " + base.path()[0] + path, method);
				}
			}
		}
	}

	private static void enrol(String role, @Nullable String agency) {
		Map<String, Object> asked = new LinkedHashMap<>(
				Map.of("username", "walk." + role, "name", "某人", "roles", List.of(role)));
		if (agency != null) {
			asked.put("agency", agency);
		}
		TOKENS.put(role, Browsing.token(platform.base() + "/oauth2", "walk." + role,
				made("/people", asked).path("password").asString()));
	}

	private static JsonNode made(String path, Map<String, Object> asked) {
		HttpResponse<String> made = platform.call(administrator(), "POST", API + path, asked);
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		return RunningPlatform.json(made);
	}

	private static String system(JsonNode account) {
		HttpResponse<String> answer = RunningPlatform.post(RunningPlatform.browser(), platform.base() + "/oauth2/token",
				"grant_type=client_credentials&client_id=%s&client_secret=%s"
					.formatted(account.path("client_id").asString(), account.path("client_secret").asString()));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return RunningPlatform.json(answer).path("access_token").asString();
	}

	private static String administrator() {
		return TOKENS.get("administrator");
	}

	private static String authority() {
		return platform.accounts().path("people").get(0).path("agency").asString();
	}

}
