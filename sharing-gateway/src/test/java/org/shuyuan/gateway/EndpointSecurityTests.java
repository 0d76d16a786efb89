package org.shuyuan.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.vocab.role.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

/**
 * Every operation without a token: refused, but for a short public list that the door
 * decides on.
 */
@SpringBootTest(classes = GatewayApplication.class,
		properties = { "spring.config.name=gateway", "shuyuan.base-uri=http://127.0.0.1:9" })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestDatabase.class)
class EndpointSecurityTests {

	private static final String API = "/api/v1/sharing";

	private static final Set<String> PUBLIC = Set.of("GET " + API + "/distributions/{id}",
			"GET " + API + "/distributions/{id}/file", "HEAD " + API + "/distributions/{id}/file",
			"GET " + API + "/distributions/{id}/rows", "GET " + API + "/distributions/{id}/groups",
			"GET " + API + "/distributions/{id}/profile", "GET " + API + "/distributions/{id}/service",
			"GET " + API + "/negative-list", "GET " + API + "/problems");

	@TempDir
	static Path data;

	/** Operations that pass every parameter on. */
	private static final Set<String> UNCHECKED = Set
		.of("GET /api/v1/sharing/distributions/aaaaaaaaaaaaaaaaaaaaaaaaaa/service");

	private final MockMvcTester web;

	private final RequestMappingHandlerMapping mappings;

	private final JdbcClient sql;

	EndpointSecurityTests(@Autowired MockMvcTester web,
			@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
			@Autowired JdbcClient sql) {
		this.sql = sql;
		this.web = web;
		this.mappings = mappings;
	}

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("shuyuan.data", () -> data.resolve("data").toString());
	}

	@Test
	void everyOperationIsDescribedInBothLanguages() throws Exception {
		JsonNode described = JsonMapper.shared()
			.readTree(this.web.get().uri("/api/openapi/sharing").exchange().getResponse().getContentAsByteArray());
		List<String> silent = new ArrayList<>();
		described.path("paths").properties().forEach((path) -> path.getValue().properties().forEach((verb) -> {
			if (!List.of("summary", "x-callers", "x-summary-zh", "x-callers-zh")
				.stream()
				.allMatch((told) -> verb.getValue().hasNonNull(told))) {
				silent.add(verb.getKey() + " " + path.getKey());
			}
		}));
		assertThat(described.path("paths").size()).isGreaterThan(20);
		assertThat(silent).isEmpty();
	}

	@Test
	void everyOperationButThePublicOnesNeedsToken() {
		Set<String> open = new TreeSet<>();
		List<String> checked = new ArrayList<>();
		this.mappings.getHandlerMethods().forEach((mapping, method) -> {
			if (method.getBeanType().getPackageName().startsWith("org.shuyuan.gateway")) {
				for (String path : mapping.getPatternValues()) {
					for (RequestMethod verb : methods(mapping)) {
						checked.add(verb + " " + path);
						if (status(verb.name(), path) != 401) {
							open.add(verb + " " + path);
						}
					}
				}
			}
		});
		assertThat(checked).hasSizeGreaterThan(30);
		assertThat(PUBLIC).containsAll(open);
	}

	@Test
	void publicAddressesAreReadOnly() {
		for (String operation : PUBLIC) {
			String path = operation.substring(operation.indexOf(' ') + 1);
			for (String verb : List.of("POST", "PUT", "DELETE", "PATCH")) {
				assertThat(status(verb, path)).as(verb + " " + path).isIn(401, 403);
			}
		}
	}

	@Test
	void dataFeedIsForServicesOnly() {
		assertThat(status("GET", API + "/data-changes")).isEqualTo(401);
		assertThat(this.web.get()
			.uri(API + "/data-changes")
			.with(jwt().authorities(new SimpleGrantedAuthority("ROLE_steward")))
			.exchange()
			.getResponse()
			.getStatus()).isEqualTo(403);
	}

	@Test
	void unknownAddressesOfOursNeedTokenToo() {
		assertThat(status("GET", API + "/nothing")).isEqualTo(401);
	}

	@Test
	void theAddressOfFailuresIsNoneToCall() {
		for (String verb : List.of("GET", "POST", "DELETE")) {
			assertThat(status(verb, "/error")).as(verb).isEqualTo(404);
		}
	}

	@Test
	void whatOperatorsReadIsNotThereForThePublic() {
		for (String path : List.of("/actuator", "/actuator/prometheus", "/actuator/env", "/actuator/health/operator",
				"/actuator/health/db")) {
			assertThat(status("GET", path)).as(path).isEqualTo(404);
			assertThat(status("POST", path)).as(path).isEqualTo(404);
		}
	}

	@Test
	void everyOperationRefusesParametersThatItDoesNotKnow() {
		Set<String> lenient = new TreeSet<>();
		operations((verb, path, method) -> {
			MvcTestResult answer = call(verb, path + (path.contains("?") ? "&" : "?") + "nonsense=1",
					hasBody(method) ? "{}" : null);
			if (answer.getResponse().getStatus() != 400 || !body(answer).contains("parameter-unknown")
					|| !body(answer).contains("nonsense")) {
				lenient.add(verb + " " + path);
			}
		});
		assertThat(lenient).isSubsetOf(UNCHECKED);
	}

	@Test
	void everyOperationWithBodyRefusesMembersThatItDoesNotKnow() {
		// versions that other tests left are scanned again meanwhile
		Awaitility.await()
			.until(() -> this.sql.sql("select count(*) from gateway.rescan_item").query(Long.class).single() == 0);
		Map<String, Long> before = stored();
		Set<String> lenient = new TreeSet<>();
		Set<String> named = new TreeSet<>();
		List<String> checked = new ArrayList<>();
		operations((verb, path, method) -> {
			if (hasBody(method)) {
				checked.add(path);
				MvcTestResult answer = call(verb, path, "{\"resaon\":\"x\",\"quotas\":10}");
				// what nobody may know of is refused before its body is read
				if (!List.of(400, 403, 404, 422, 428).contains(answer.getResponse().getStatus())) {
					lenient.add(verb + " " + path + " " + answer.getResponse().getStatus());
				}
				if (body(answer).contains("member-unknown") && body(answer).contains("resaon")) {
					named.add(path);
				}
			}
		});
		assertThat(checked).hasSizeGreaterThan(10);
		assertThat(lenient).isEmpty();
		assertThat(named).isNotEmpty();
		assertThat(stored()).isEqualTo(before);
	}

	@Test
	void noBodyMayHoldControlCharactersNullInListsOrOneMemberTwice() {
		Map<String, Long> before = stored();
		for (String member : List.of("\"\\u0000\"", "\"a\\u0001\"", "\"\\u202eabc\"", "\"\\ud800\"",
				"\"" + "长".repeat(10_001) + "\"", "1,\"reason\":2")) {
			Set<String> lenient = new TreeSet<>();
			operations((verb, path, method) -> {
				if (hasBody(method)) {
					MvcTestResult answer = call(verb, path, "{\"reason\":" + member + "}");
					if (answer.getResponse().getStatus() != 400
							|| !path.contains("/versions/") && !body(answer).contains("\"code\":\"value-invalid\"")
									&& !body(answer).contains("\"code\":\"member-repeated\"")) {
						lenient.add(verb + " " + path + " " + answer.getResponse().getStatus());
					}
				}
			});
			assertThat(lenient).as(member.substring(0, Math.min(20, member.length()))).isEmpty();
		}
		assertThat(stored()).isEqualTo(before);
	}

	private static boolean hasBody(HandlerMethod method) {
		return Arrays.stream(method.getMethodParameters())
			.anyMatch((parameter) -> parameter.hasParameterAnnotation(RequestBody.class));
	}

	private void operations(Operation operation) {
		this.mappings.getHandlerMethods().forEach((mapping, method) -> {
			if (method.getBeanType().getPackageName().startsWith("org.shuyuan.gateway")) {
				mapping.getPatternValues().stream().filter((path) -> path.startsWith("/api/v1/")).forEach((path) -> {
					String filled = path.replaceAll("\\{\\w+:([\\w-]+)[^}]*}", "$1")
						.replaceAll("\\{[^}]*}", "aaaaaaaaaaaaaaaaaaaaaaaaaa");
					String conditions = mapping.getParamsCondition()
						.getExpressions()
						.stream()
						.filter((expression) -> !expression.isNegated())
						.map((expression) -> expression.getName() + "=true")
						.collect(Collectors.joining("&"));
					methods(mapping).forEach((verb) -> operation.on(verb.name(),
							conditions.isEmpty() ? filled : filled + "?" + conditions, method));
				});
			}
		});
	}

	private MvcTestResult call(String verb, String path, @Nullable String json) {
		MockMvcTester.MockMvcRequestBuilder request = this.web.method(HttpMethod.valueOf(verb))
			.uri(path)
			.with(jwt().authorities(Arrays.stream(Role.values())
				.map((role) -> (GrantedAuthority) new SimpleGrantedAuthority("ROLE_" + role.code()))
				.toList()));
		if (json != null) {
			request.contentType(MediaType.APPLICATION_JSON).content(json.getBytes(StandardCharsets.UTF_8));
		}
		else if (path.contains("/imports")) {
			request.contentType("application/x-ndjson").accept("application/x-ndjson");
		}
		return request.exchange();
	}

	private static String body(MvcTestResult answer) {
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	/** How many rows each table has; refusals alone are recorded. */
	private Map<String, Long> stored() {
		Map<String, Long> rows = new TreeMap<>();
		this.sql.sql("select table_name from information_schema.tables where table_schema = 'gateway'")
			.query(String.class)
			.list()
			.stream()
			.filter((table) -> !table.startsWith("audit") && !table.startsWith("ledger_")
					&& !table.equals("process_record"))
			.forEach((table) -> rows.put(table,
					this.sql.sql("select count(*) from gateway." + table).query(Long.class).single()));
		return rows;
	}

	@FunctionalInterface
	private interface Operation {

		void on(String verb, String path, HandlerMethod method);

	}

	private static Set<RequestMethod> methods(RequestMappingInfo mapping) {
		Set<RequestMethod> declared = mapping.getMethodsCondition().getMethods();
		return declared.isEmpty() ? Set.of(RequestMethod.values()) : declared;
	}

	private int status(String verb, String path) {
		String filled = path.replaceAll("\\{[^}]*}", "aaaaaaaaaaaaaaaaaaaaaaaaaa");
		return this.web.method(HttpMethod.valueOf(verb)).uri(filled).exchange().getResponse().getStatus();
	}

}
