package org.shuyuan.catalogue.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.testing.ApiContract;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/** The service's own OpenAPI document is a contract. */
@CatalogueTest
class ContractTests {

	private final MockMvcTester web;

	private ApiContract contract;

	ContractTests(@Autowired MockMvcTester web) {
		this.web = web;
	}

	@BeforeEach
	void read() throws IOException {
		byte[] document = this.web.get().uri("/api/openapi/catalogue").exchange().getResponse().getContentAsByteArray();
		Files.write(Path.of("target/openapi-catalogue.json"), document);
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
