package org.shuyuan.acceptance;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two agencies exchange data as machines: request, two keys on both sides, a grant
 * limited to items and rows, delivery, and a revocation that stops a running stream.
 */
@OnRunningCity
class ExchangeJourney {

	private final Platform platform = Platform.ofEnvironment();

	@Test
	void conditionalRequestRunsToDeliveryAndStopsWhenRevoked() {
		List<String> agencies = this.platform.agencies();
		Permits permits = Permits.published(this.platform, agencies.get(0), agencies.get(1));
		String data = permits.data();

		this.platform.get(data + "/rows").refused(404, "distribution-not-found");
		String officer = permits.officer();
		this.platform.getAs(officer, data + "/rows", "Shuyuan-Purpose", "planning").refused(403, "grant-required");

		String grant = permits.granted();
		String[] asked = Permits.under(grant);
		JsonNode rows = this.platform.getAs(officer, data + "/rows?limit=50", asked).accepted().json();
		assertThat(
				rows.path("columns").valueStream().map((c) -> c.isObject() ? c.path("name").asString() : c.asString()))
			.containsExactly("许可编号", "区");
		assertThat(rows.path("rows").valueStream().map((row) -> row.path(1).asString())).isNotEmpty()
			.allMatch("东湖区"::equals);
		this.platform.getAs(officer, data + "/rows?select=" + Platform.encoded("联系人"), asked)
			.refused(403, "items-not-covered");
		this.platform.getAs(officer, data + "/rows", "Shuyuan-Grant", grant).refused(403, "purpose-missing");
		this.platform.getAs(officer, data + "/rows", "Shuyuan-Grant", grant, "Shuyuan-Purpose", "marketing")
			.refused(403, "purpose-not-covered");
		this.platform.getAs(this.platform.account("sharing-officer", agencies.get(2)), data + "/rows", asked)
			.refused(403, "grant-foreign");
		long received = permits.brokenOff(this.platform, grant, () -> permits.revoke(this.platform, grant));
		System.out.printf("exchange: revoked stream broke off after %d bytes%n", received);
		this.platform.getAs(officer, data + "/rows", asked).refused(403, "grant-revoked");
	}

}
