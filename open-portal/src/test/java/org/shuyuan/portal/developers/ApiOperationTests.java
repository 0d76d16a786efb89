package org.shuyuan.portal.developers;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ApiOperationTests {

	private static final List<ApiOperation> ALL = ApiOperation.all(JsonMapper.shared().readTree("""
			{"paths": {
			  "/api/v1/sharing/data/{id}/rows": {
			    "get": {"operationId": "getRows", "summary": "Rows", "x-callers": "anybody, as far as open",
			      "parameters": [{"name": "id", "in": "path"}, {"name": "filter", "in": "query", "example": ["a:eq:b"]},
			        {"name": "Shuyuan-Grant", "in": "header"}]},
			    "post": {"operationId": "changeRows", "x-callers": "anybody"}},
			  "/api/v1/sharing/requests": {"get": {"operationId": "listRequests", "x-callers": "departments"}}}}"""));

	@Test
	void opensToAnybodyWhatAnybodyMayRead() {
		assertThat(ALL).extracting(ApiOperation::id).containsExactly("getRows", "changeRows", "listRequests");
		assertThat(ALL).filteredOn(ApiOperation::open).extracting(ApiOperation::id).containsExactly("getRows");
		assertThat(ALL.getFirst().inputs()).extracting(ApiOperation.Parameter::example).containsExactly("", "a:eq:b");
	}

	@Test
	void putsEachValueWhereItBelongs() {
		MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
		values.add("operation", "getRows");
		values.add("id", "a/../b?c");
		values.add("filter", "区:eq:东&x");
		values.add("filter", "n:null");
		values.add("filter", " ");
		values.add("Shuyuan-Grant", "g");
		assertThat(ALL.getFirst().address(values)).hasToString(
				"/api/v1/sharing/data/a%2F..%2Fb%3Fc/rows?filter=%E5%8C%BA%3Aeq%3A%E4%B8%9C%26x&filter=n%3Anull");
	}

	@Test
	void refusesAnAddressWithAGap() {
		for (String id : List.of("", "..", ".")) {
			MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
			values.add("id", id);
			assertThatExceptionOfType(ResponseStatusException.class).isThrownBy(() -> ALL.getFirst().address(values));
		}
	}

}
