package org.shuyuan.catalogue.agency;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

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

}
