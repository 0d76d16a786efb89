package org.shuyuan.catalogue.agency;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

@CatalogueTest
class AssignmentControllerTests {

	private static final String ASSIGNMENTS = "/api/v1/catalogue/assignments";

	@Autowired
	private MockMvcTester web;

	private final String subject = "person-" + UUID.randomUUID();

	@BeforeEach
	void build() {
		TestCity.build(this.web);
	}

	@Test
	void authorityAssignsAndTheAgencySees() {
		assertThat(put(TestCity.authority(), "\"steward\",\"cdo\"")).hasStatusOk();
		assertThat(list(TestCity.steward())).hasStatusOk().bodyText().contains(this.subject);
		assertThat(list(TestCity.person("steward-chen", "steward", TestCity.HEALTH))).hasStatusOk()
			.bodyText()
			.doesNotContain(this.subject);
		assertThat(this.web.get()
			.uri(ASSIGNMENTS + "?agency=" + TestCity.TRANSPORT)
			.with(TestCity.person("steward-chen", "steward", TestCity.HEALTH))).hasStatus(404);
	}

	@Test
	void auditorOperatorAndAdministratorNeverMeetInOnePerson() {
		put(TestCity.authority(), "\"auditor\"");
		for (String together : new String[] { "\"auditor\",\"operator\"", "\"operator\",\"administrator\"",
				"\"auditor\",\"administrator\",\"steward\"", "\"auditor\",\"steward\"",
				"\"administrator\",\"authority\"", "\"operator\",\"sharing-officer\"", "\"citizen\",\"steward\"",
				"\"citizen\"", "\"service\"", "\"authority\"" }) {
			assertThat(put(TestCity.authority(), together)).as(together)
				.hasStatus(422)
				.bodyJson()
				.extractingPath("$.code")
				.isEqualTo("assignment-invalid");
		}
		assertThat(this.web.get().uri(ASSIGNMENTS + "?limit=200&after=" + before()).with(TestCity.authority()))
			.bodyJson()
			.extractingPath("$.items[0].roles")
			.isEqualTo(java.util.List.of("auditor"));
	}

	@Test
	void nobodyAssignsThemselves() {
		assertThat(put(TestCity.steward(), "\"authority\"")).hasStatus(403);
		assertThat(put(TestCity.person("auditor-he", "auditor", TestCity.TRANSPORT), "\"authority\"")).hasStatus(403);
		assertThat(put(TestCity.authority(), "\"no-such-role\"")).hasStatus4xxClientError();
		assertThat(this.web.get().uri(ASSIGNMENTS + "?limit=200&after=" + before()).with(TestCity.authority()))
			.bodyText()
			.doesNotContain(this.subject);
	}

	/** What comes right before this person in the order of the list. */
	private String before() {
		return this.subject.substring(0, this.subject.length() - 1);
	}

	private MvcTestResult list(RequestPostProcessor caller) {
		return this.web.get().uri(ASSIGNMENTS + "?limit=200").with(caller).exchange();
	}

	private MvcTestResult put(RequestPostProcessor caller, String roles) {
		return this.web.put()
			.uri(ASSIGNMENTS + "/" + this.subject)
			.with(caller)
			.contentType("application/json")
			.content("{\"name\":\"某人\",\"agency\":\"%s\",\"roles\":[%s]}".formatted(TestCity.TRANSPORT, roles))
			.exchange();
	}

}
