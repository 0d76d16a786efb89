package org.shuyuan.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.testing.ApiContract;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The one document of all services, identity included, is a contract. */
class ApiContractTests {

	@Test
	void documentOfAllServicesIsWhole(@TempDir Path data) throws Exception {
		try (RunningPlatform platform = RunningPlatform.start(data, Map.of())) {
			JsonNode document = document(platform.base());
			assertThat(document.path("openapi").asString()).startsWith("3.1");
			assertThat(document.at("/info/license/identifier").asString()).isEqualTo("Apache-2.0");
			assertThat(document.path("paths").propertyNames()).contains("/api/v1/identity/people",
					"/api/v1/sharing/requests", "/api/v1/catalogue/entries");
			ApiContract contract = new ApiContract(document);
			assertThat(contract.operations()).isGreaterThan(120);
			assertThat(contract.undescribed()).isEmpty();
			assertThat(contract.namedTwice()).isEmpty();
			assertThat(contract.pathParametersUndeclared()).isEmpty();
			assertThat(contract.parametersUnexplained()).isEmpty();
			assertThat(contract.withoutOutcome()).isEmpty();
			assertThat(contract.refusalsWithoutProblem()).isEmpty();
			assertThat(contract.untyped()).isEmpty();
		}
	}

	private static JsonNode document(String base) throws IOException, InterruptedException {
		try (HttpClient http = HttpClient.newHttpClient()) {
			HttpResponse<String> answer = http.send(
					HttpRequest.newBuilder(URI.create(base + "/api/openapi.json")).build(),
					HttpResponse.BodyHandlers.ofString());
			assertThat(answer.statusCode()).isEqualTo(200);
			return JsonMapper.shared().readTree(answer.body());
		}
	}

}
