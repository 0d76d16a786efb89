package org.shuyuan.portal.developers;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ApiDocumentTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String PART = """
			{"paths":{"%s":{"get":{"operationId":"x"}}},"tags":[{"name":"%s"}],
			 "components":{"schemas":{"Problem":{"type":"object"},"%s":{"type":"%s"}}}}""";

	@Test
	void joinsWhatServicesDescribe() {
		JsonNode document = merge("mailto:a@data.example.cn", part("/a", "audit", "Entry", "object"),
				part("/b", "audit", "Grant", "object"));
		assertThat(document.path("paths").propertyNames()).containsExactly("/a", "/b");
		assertThat(document.at("/components/schemas").propertyNames()).containsExactlyInAnyOrder("Problem", "Entry",
				"Grant");
		assertThat(document.path("tags")).hasSize(1);
		assertThat(document.at("/info/license/identifier").asString()).isEqualTo("Apache-2.0");
		assertThat(document.at("/info/contact/email").asString()).isEqualTo("a@data.example.cn");
		assertThat(document.at("/servers/0/url").asString()).isEqualTo("https://data.example.cn");
	}

	@Test
	void refusesTwoSchemasUnderOneName() {
		assertThatIllegalStateException()
			.isThrownBy(() -> merge("", part("/a", "x", "Decision", "object"), part("/b", "x", "Decision", "string")))
			.withMessageContaining("Decision");
	}

	@Test
	void refusesTwoOperationsUnderOnePath() {
		JsonNode other = JSON.readTree("{\"paths\":{\"/a\":{\"get\":{\"operationId\":\"y\"}}}}");
		assertThatIllegalStateException().isThrownBy(() -> merge("", part("/a", "x", "Entry", "object"), other))
			.withMessageContaining("/a");
	}

	@Test
	void namesThePageAboutThePlatformWhereThereIsNoContact() {
		assertThat(merge("", part("/a", "x", "Entry", "object")).at("/info/contact/url").asString())
			.isEqualTo("https://data.example.cn/about");
	}

	private static JsonNode part(String path, String tag, String schema, String type) {
		return JSON.readTree(PART.formatted(path, tag, schema, type));
	}

	private static JsonNode merge(String contact, JsonNode... parts) {
		return ApiDocument.merge(JSON, "https://data.example.cn", contact.isEmpty() ? List.of() : List.of(contact),
				List.of(parts));
	}

}
