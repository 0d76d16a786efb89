package org.shuyuan.portal.developers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.portal.client.StubServices;
import org.shuyuan.vocab.Text;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Which types of problems the portal knows of, whether or not all services answer. */
class ProblemTypeClientTests {

	private static final String TYPES = """
			{"items":[{"code":"%s","status":409,"title":{"zh":"标题","en":"Title"},"advice":{"zh":"怎么办","en":"Advice"}}]}""";

	private final StubServices services = new StubServices();

	private final ProblemTypeClient types = new ProblemTypeClient(RestClient.builder(),
			PlatformProperties.at(this.services.address()));

	@AfterEach
	void stop() {
		this.services.close();
	}

	@Test
	void everyServiceGivesOutItsOwnAndThePortalAddsThose() {
		on("catalogue", 200);
		on("sharing", 200);
		on("identity", 200);
		KnownProblems known = this.types.all();
		assertThat(known.silent()).isEmpty();
		assertThat(known.byCode()).containsOnlyKeys("catalogue-problem", "sharing-problem", "identity-problem",
				"page-not-found", "portal-failed", "request-broken");
		assertThat(known.byCode().get("sharing-problem")).isEqualTo(
				new KnownProblem("sharing-problem", 409, null, Text.of("标题", "Title"), Text.of("怎么办", "Advice")));
	}

	@Test
	void answersAreCached() {
		on("sharing", 200);
		this.types.all();
		int calls = this.services.asked("GET").size();
		on("sharing", 503);
		assertThat(this.types.all().byCode()).containsKey("sharing-problem");
		assertThat(this.services.asked("GET")).hasSize(calls);
	}

	@Test
	void aServiceThatFailsIsNamedAndTheOthersAreKnown() {
		on("catalogue", 200);
		on("sharing", 503);
		this.services.on("GET /identity/problems", 200, "<html>");
		KnownProblems known = this.types.all();
		assertThat(known.silent()).containsExactly("identity", "sharing");
		assertThat(known.byCode()).containsKeys("catalogue-problem", "portal-failed");
	}

	@Test
	void whereThereIsNoSuchServiceNothingIsMissing() {
		on("identity", 404);
		assertThat(this.types.all().silent()).isEmpty();
	}

	private void on(String service, int status) {
		this.services.on("GET /" + service + "/problems", status, TYPES.formatted(service + "-problem"));
	}

}
