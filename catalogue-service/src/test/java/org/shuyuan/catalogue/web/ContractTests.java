package org.shuyuan.catalogue.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.testing.ApiContract;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

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

	@Test
	void numbersOutsideTheirRangeAreRefusedByName() {
		assertThat(this.contract.numbersWithoutMinimum()).isEmpty();
		assertThat(this.contract.readsOutOfRange()).hasSizeGreaterThan(15).allSatisfy((read) -> {
			MvcTestResult refused = this.web.get()
				.uri(read)
				.with(read.contains("/catalogue/changes?") ? TestCity.service() : TestCity.authority())
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

}
