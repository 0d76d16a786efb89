package org.shuyuan.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.testing.ApiContract;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** The service's own OpenAPI document is a contract. */
@SpringBootTest(classes = GatewayApplication.class,
		properties = { "spring.config.name=gateway", "shuyuan.base-uri=http://127.0.0.1:9" })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestDatabase.class)
class ContractTests {

	@TempDir
	static Path data;

	private final MockMvcTester web;

	private JsonNode document;

	private ApiContract contract;

	ContractTests(@Autowired MockMvcTester web) {
		this.web = web;
	}

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("shuyuan.data", () -> data.resolve("data").toString());
	}

	@BeforeEach
	void read() throws IOException {
		byte[] document = this.web.get().uri("/api/openapi/sharing").exchange().getResponse().getContentAsByteArray();
		Files.write(Path.of("target/openapi-sharing.json"), document);
		this.document = JsonMapper.shared().readTree(document);
		this.contract = new ApiContract(this.document);
	}

	@Test
	void everyOperationIsDescribedUnderOneName() {
		assertThat(this.contract.operations()).isGreaterThan(50);
		assertThat(this.contract.undescribed()).isEmpty();
		assertThat(this.contract.namedTwice()).isEmpty();
		assertThat(this.contract.pathParametersUndeclared()).isEmpty();
		assertThat(this.contract.parametersUnexplained()).isEmpty();
	}

	@Test
	void everyOperationSaysHowItSucceedsAndHowItRefuses() {
		assertThat(this.contract.withoutOutcome()).isEmpty();
		assertThat(this.contract.refusalsWithoutProblem()).isEmpty();
	}

	@Test
	void everyAnswerAndEveryBodyHasSchema() {
		assertThat(this.contract.untyped()).isEmpty();
	}

	@Test
	void whatIsReadOffTheRequestItselfIsDescribedToo() {
		assertThat(parameters("/distributions/{id}/rows", "get")).contains("filter", "Shuyuan-Grant", "If-None-Match");
		assertThat(parameters("/distributions/{id}/groups", "get")).contains("filter");
		assertThat(parameters("/distributions/{id}/file", "get")).contains("Range", "If-Range", "If-None-Match");
		assertThat(parameters("/distributions/{id}/file", "head")).contains("Range");
		assertThat(parameters("/requests", "post")).contains("Idempotency-Key");
		assertThat(operation("/distributions/{id}/file", "get").path("responses").propertyNames()).contains("200",
				"206", "304", "307", "403", "416");
		assertThat(operation("/distributions/{id}/data", "put").path("requestBody").path("content").propertyNames())
			.containsExactly("application/octet-stream");
		assertThat(operation("/requests/{id}", "put").path("responses").propertyNames()).contains("412", "428");
	}

	@Test
	void bodiesThatAreReadMemberByMemberHaveTheirOwnSchemas() {
		assertThat(body("/requests/{id}/{step}")).isEqualTo("SharingStepInput");
		assertThat(body("/grants/{id}/revoke")).isEqualTo("SharingStepInput");
		assertThat(body("/applications/{id}/accept")).isEqualTo("ApplicationStep");
		assertThat(body("/negative-list/hits/{id}/decision")).isEqualTo("HitDecision");
		assertThat(body("/disputes/{id}/decision")).isEqualTo("DisputeRuling");
	}

	@Test
	void numbersOutsideTheirRangeAreRefusedByName() {
		assertThat(this.contract.numbersWithoutMinimum()).isEmpty();
		assertThat(this.contract.readsOutOfRange()).hasSizeGreaterThan(20).allSatisfy((read) -> {
			MvcTestResult refused = this.web.get()
				.uri(read)
				.with(SecurityMockMvcRequestPostProcessors.jwt()
					.jwt((token) -> token.subject("reviewer"))
					.authorities(new SimpleGrantedAuthority("ROLE_authority")))
				.exchange();
			assertThat(refused).hasStatus(400);
			JsonNode problem = JsonMapper.shared().readTree(refused.getResponse().getContentAsByteArray());
			assertThat(problem.path("code").asString()).isEqualTo("parameter-invalid");
			assertThat(read).contains("?" + problem.path("parameter").asString() + "=");
			assertThat(problem.has("minimum") || problem.has("maximum")).isTrue();
			assertThat(problem.path("adviceZh").asString()).isNotBlank();
			assertThat(problem.path("advice").asString()).isNotBlank();
		});
	}

	private String body(String path) {
		String reference = operation(path, "post").path("requestBody")
			.path("content")
			.path("application/json")
			.path("schema")
			.path("$ref")
			.asString("");
		return reference.substring(reference.lastIndexOf('/') + 1);
	}

	private List<String> parameters(String path, String verb) {
		return operation(path, verb).path("parameters")
			.valueStream()
			.map((parameter) -> parameter.path("name").asString(""))
			.toList();
	}

	private JsonNode operation(String path, String verb) {
		return this.document.path("paths").path("/api/v1/sharing" + path).path(verb);
	}

}
