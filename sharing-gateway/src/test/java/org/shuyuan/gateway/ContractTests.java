package org.shuyuan.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.testing.ApiContract;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

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
		this.contract = new ApiContract(JsonMapper.shared().readTree(document));
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

}
