package org.shuyuan.gateway.request;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class QuotaTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@ParameterizedTest
	@ValueSource(strings = { "-1", "0", "1.5", "1e99", "\"x\"", "{}", "{\"rows\":-1}", "{\"rows\":null}", "{\"row\":5}",
			"{\"rows\":5,\"calls\":0}", "[5]", "99999999999999999999" })
	void quotaThatLimitsNothingIsBroken(String quota) {
		assertThat(Quota.of(JSON.readTree(quota))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "5", "{\"rows\":5}", "{\"calls\":5}", "{\"rows\":5,\"calls\":7}" })
	void quotaOfPositiveNumbersIsNot(String quota) {
		assertThat(Quota.of(JSON.readTree(quota))).isPresent();
	}

}
