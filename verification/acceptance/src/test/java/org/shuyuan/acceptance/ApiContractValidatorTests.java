package org.shuyuan.acceptance;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApiContractValidatorTests {

	private static final String DOCUMENT = """
			{
			  "openapi": "3.1.0",
			  "paths": {
			    "/api/v1/entries/{id}": {"get": {"responses": {
			      "200": {"content": {
			        "application/json": {"schema": {"$ref": "#/components/schemas/Entry"}},
			        "application/x-ndjson": {"schema": {"$ref": "#/components/schemas/Entry"}},
			        "text/turtle": {"schema": {"type": "string"}}}},
			      "304": {"description": "unchanged"},
			      "404": {"$ref": "#/components/responses/NotFound"}}}},
			    "/api/v1/entries/count": {"get": {"responses": {
			      "200": {"content": {"application/json": {"schema": {"type": "integer"}}}}}}}
			  },
			  "components": {
			    "responses": {"NotFound": {"content": {
			      "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
			    "schemas": {
			      "Entry": {"type": "object", "properties": {
			        "id": {"type": "string"},
			        "changed": {"type": "string", "format": "date-time"},
			        "sharing": {"$ref": "#/components/schemas/Sharing"}}},
			      "Sharing": {"oneOf": [{"$ref": "#/components/schemas/Open"}, {"$ref": "#/components/schemas/Closed"}]},
			      "Open": {"type": "object", "required": ["class"], "properties": {"class": {"const": "open"}}},
			      "Closed": {"type": "object", "required": ["class"], "properties": {
			        "class": {"const": "closed"}, "reason": {"type": "string"}}},
			      "Problem": {"type": "object", "additionalProperties": true, "required": ["status"], "properties": {
			        "status": {"type": "integer"}}}}
			  }
			}
			""";

	private final ApiContractValidator validator = new ApiContractValidator(Platform.JSON.readTree(DOCUMENT));

	@Test
	void acceptsWhatIsAsDescribed() {
		assertThat(json(200, "{\"id\":\"a\",\"changed\":\"2026-05-01T08:00:00Z\",\"sharing\":{\"class\":\"open\"}}"))
			.isEmpty();
		assertThat(answer("GET", "/api/v1/entries/count", 200, "application/json", "5")).isEmpty();
		assertThat(answer("GET", "/api/v1/entries/a", 200, "text/turtle;charset=UTF-8", "<a> a <b> .")).isEmpty();
		assertThat(answer("GET", "/api/v1/entries/a", 404, "application/problem+json", "{\"status\":404,\"more\":1}"))
			.isEmpty();
		assertThat(answer("GET", "/api/v1/entries/a", 304, "", "")).isEmpty();
		assertThat(answer("GET", "/pages/of/the/portal", 200, "text/html", "<p>")).isEmpty();
	}

	@Test
	void namesMembersAndValuesThatTheSchemaDoesNotHave() {
		assertThat(json(200, "{\"id\":5}")).singleElement().asString().contains("/id");
		assertThat(json(200, "{\"unheard\":1}")).singleElement().asString().contains("unheard");
		assertThat(json(200, "{\"changed\":\"yesterday\"}")).singleElement().asString().contains("date-time");
		assertThat(json(200, "{\"sharing\":{\"class\":\"open\",\"reason\":\"none\"}}")).isNotEmpty();
		assertThat(json(200, "no json")).singleElement().asString().contains("no JSON");
	}

	@Test
	void checksEachLineOfNewlineDelimitedJson() {
		assertThat(answer("GET", "/api/v1/entries/a", 200, "application/x-ndjson", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n"))
			.isEmpty();
		assertThat(answer("GET", "/api/v1/entries/a", 200, "application/x-ndjson", "{\"id\":\"a\"}\n{\"id\":2}\n"))
			.hasSize(1);
	}

	@Test
	void namesWhatIsNotDeclared() {
		assertThat(json(500, "{}")).containsExactly("status 500 is not declared");
		assertThat(answer("GET", "/api/v1/entries/a", 200, "text/csv", "a")).singleElement()
			.asString()
			.contains("text/csv");
		assertThat(answer("GET", "/api/v1/entries/a", 304, "text/plain", "unchanged"))
			.containsExactly("a body is not declared");
		assertThat(answer("POST", "/api/v1/entries/a", 200, "application/json", "{}"))
			.containsExactly("POST is not in the document");
		assertThat(answer("GET", "/api/v1/unheard", 200, "application/json", "{}"))
			.containsExactly("the path is not in the document");
	}

	private List<String> json(int status, String body) {
		return answer("GET", "/api/v1/entries/a", status, "application/json", body);
	}

	private List<String> answer(String method, String path, int status, String type, String body) {
		HttpHeaders headers = HttpHeaders.of(type.isEmpty() ? Map.of() : Map.of("Content-Type", List.of(type)),
				(name, value) -> true);
		return this.validator.differences(method, path, status, headers, body.getBytes(StandardCharsets.UTF_8));
	}

}
