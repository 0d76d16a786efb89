package org.shuyuan.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every operation without a token: refused, but for a short public list.
 */
@CatalogueTest
class EndpointSecurityTests {

	private static final String API = "/api/v1/catalogue";

	private static final Set<String> PUBLIC = Set.of("GET " + API + "/agencies", "GET " + API + "/agencies/{uscc}",
			"GET " + API + "/codes", "GET " + API + "/codes/{scheme}", "GET " + API + "/entries/{id}",
			"GET " + API + "/search", "GET " + API + "/suggest", "GET " + API + "/dcat", "GET " + API + "/statistics",
			"GET " + API + "/public/changes", "GET /sparql", "POST /sparql", "GET /vocab/ontology", "GET /vocab/shapes",
			"GET /vocab/context", "GET /vocab/codes/{scheme}");

	private final MockMvcTester web;

	private final RequestMappingHandlerMapping mappings;

	EndpointSecurityTests(@Autowired MockMvcTester web,
			@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
		this.web = web;
		this.mappings = mappings;
	}

	@Test
	void everyOperationIsDescribedInBothLanguages() throws Exception {
		JsonNode described = JsonMapper.shared()
			.readTree(this.web.get().uri("/api/openapi/catalogue").exchange().getResponse().getContentAsByteArray());
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
			if (method.getBeanType().getPackageName().startsWith("org.shuyuan.catalogue")) {
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
		assertThat(checked).hasSizeGreaterThan(40);
		assertThat(PUBLIC).containsAll(open);
	}

	@Test
	void publicAddressesAreReadOnly() {
		for (String operation : PUBLIC) {
			String path = operation.substring(operation.indexOf(' ') + 1);
			for (String verb : List.of("PUT", "DELETE", "PATCH")) {
				assertThat(status(verb, path)).as(verb + " " + path).isIn(401, 403);
			}
		}
	}

	@Test
	void unknownAddressesOfOursNeedTokenToo() {
		assertThat(status("GET", API + "/nothing")).isEqualTo(401);
		assertThat(status("POST", API + "/../catalogue/entries")).isIn(400, 401);
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

	private static Set<RequestMethod> methods(RequestMappingInfo mapping) {
		Set<RequestMethod> declared = mapping.getMethodsCondition().getMethods();
		return declared.isEmpty() ? Set.of(RequestMethod.values()) : declared;
	}

	private int status(String verb, String path) {
		String filled = path.replaceAll("\\{[^}]*}", "aaaaaaaaaaaaaaaaaaaaaaaaaa");
		return this.web.method(HttpMethod.valueOf(verb)).uri(filled).exchange().getResponse().getStatus();
	}

}
