package org.shuyuan.acceptance;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An agency has a grant of verification: it learns whether what people say holds, and
 * neither rows nor, by guessing, values.
 */
@OnRunningCity
class VerificationJourney {

	private final Platform platform = Platform.ofEnvironment();

	@Test
	void probingVerifierIsStopped() {
		List<String> agencies = this.platform.agencies();
		Permits permits = Permits.published(this.platform, agencies.get(0), agencies.get(1));
		String grant = permits.granted("verification");
		String[] asked = Permits.under(grant);
		for (String path : List.of("/rows", "/file", "/profile", "/groups?by=" + Platform.encoded("区"))) {
			this.platform.getAs(permits.officer(), permits.data() + path, asked).refused(403, "mode-not-covered");
		}
		assertThat(claim(permits, asked, "YZ-1000002", "东湖区").accepted().json().at("/results/0/holds").asBoolean())
			.isTrue();
		for (int guess = 0; guess < 5; guess++) {
			assertThat(claim(permits, asked, "YZ-1000000", "区" + guess).accepted()
				.json()
				.at("/results/0/holds")
				.asBoolean()).isFalse();
		}
		Answer stopped = claim(permits, asked, "YZ-1000000", "东湖区");
		stopped.refused(429, "verification-budget-used-up");
		assertThat(stopped.header("Retry-After")).isPresent();
		String head = this.platform.account("sharing-head", permits.provider().agency());
		assertThat(
				this.platform.getAs(head, Platform.SHARING + "/alarms").accepted().json().path("items").valueStream())
			.anyMatch((alarm) -> alarm.path("grant").asString().equals(grant));
		permits.revoke(this.platform, grant);
	}

	private Answer claim(Permits permits, String[] asked, String licence, String district) {
		Map<String, Object> claim = Map.of("match", Map.of("许可编号", licence), "item", "区", "value", district);
		return this.platform.send(permits.officer(), "POST", permits.data() + "/verification",
				Map.of("claims", List.of(claim)), asked);
	}

}
