package org.shuyuan.catalogue.agency;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.vocab.identifier.AgencyId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@CatalogueTest
class AgencyControllerTests {

	private static final String AGENCIES = "/api/v1/catalogue/agencies";

	@Autowired
	private MockMvcTester web;

	@BeforeEach
	void build() {
		TestCity.build(this.web);
	}

	@Test
	void isReadAsOftenAsAnybodyLikes() {
		for (int i = 0; i < 100; i++) {
			assertThat(this.web.get().uri(AGENCIES + "?limit=1")).hasStatusOk();
		}
	}

	@Test
	void pagesThroughTheAgencies() {
		assertThat(this.web.get().uri(AGENCIES + "?limit=1&after=" + TestCity.TRANSPORT)).bodyJson()
			.extractingPath("$.items[0].id")
			.isEqualTo(TestCity.HEALTH.value());
		assertThat(this.web.get().uri(AGENCIES + "/" + TestCity.HEALTH)).bodyJson()
			.extractingPath("$.name.zh")
			.isEqualTo("测试局");
	}

	@Test
	void onlyTheAuthorityChangesAgencies() {
		assertThat(this.web.put()
			.uri(AGENCIES + "/" + TestCity.HEALTH)
			.with(TestCity.steward())
			.contentType("application/json")
			.content("{\"name\":{\"zh\":\"改名局\"}}")).hasStatus(403);
		assertThat(this.web.put()
			.uri(AGENCIES + "/" + TestCity.HEALTH)
			.with(TestCity.authority())
			.contentType("application/json")
			.content("{}")).hasStatus(422);
		assertThat(this.web.get().uri(AGENCIES + "/" + TestCity.HEALTH)).bodyText().contains("测试局");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"kind\":\"whatever\"", "\"level\":\"moon\"", "\"area\":\"12\"",
			"\"name\":{\"zh\":\"坏\\u0001局\"}", "\"name\":{\"zh\":\"坏\\u202e局\"}" })
	void refusesWhatIsInNoListOrCannotBeShown(String member) {
		String described = member.startsWith("\"name\"") ? "{" + member + "}"
				: "{\"name\":{\"zh\":\"坏局\"}," + member + "}";
		assertThat(put(TestCity.HEALTH.value(), described)).hasStatus4xxClientError();
		assertThat(this.web.get().uri(AGENCIES + "/" + TestCity.HEALTH)).bodyText().contains("测试局").doesNotContain("坏");
	}

	@Test
	void refusesAnAgencyAboveThatIsUnknownOrItself() {
		for (AgencyId parent : List.of(AgencyId.ofBody("11990100MB0A09998"), TestCity.HEALTH)) {
			assertThat(put(TestCity.HEALTH.value(), "{\"name\":{\"zh\":\"坏局\"},\"parent\":\"%s\"}".formatted(parent)))
				.hasStatus(422);
		}
		assertThat(this.web.get().uri(AGENCIES + "/" + TestCity.HEALTH)).bodyText().doesNotContain("坏");
	}

	@Test
	void refusesNamesThatAreTooLong() {
		assertThat(put(TestCity.HEALTH.value(), "{\"name\":{\"zh\":\"" + "长".repeat(301) + "\"}}")).hasStatus(422);
	}

	@Test
	void saysThatTheCheckCharacterIsWrong() {
		String mistyped = TestCity.HEALTH.value().substring(0, 17)
				+ ((TestCity.HEALTH.value().charAt(17) == 'A') ? 'B' : 'A');
		assertThat(put(mistyped, "{\"name\":{\"zh\":\"局\"}}")).hasStatus(422)
			.bodyText()
			.contains("agency-invalid", "check character", "校验位");
		assertThat(put("1234", "{\"name\":{\"zh\":\"局\"}}")).hasStatus(422).bodyText().contains("agency-invalid");
	}

	private MvcTestResult put(String code, String described) {
		return this.web.put()
			.uri(AGENCIES + "/" + code)
			.with(TestCity.authority())
			.contentType("application/json")
			.content(described)
			.exchange();
	}

}
