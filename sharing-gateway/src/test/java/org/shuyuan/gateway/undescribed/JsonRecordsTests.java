package org.shuyuan.gateway.undescribed;

import java.io.StringReader;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonRecordsTests {

	private static Set<Undescribed> inspect(String json) {
		return JsonRecords.inspect(new StringReader(json));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"甲\":1,\"乙\":\"x\"},{\"甲\":null}]", "{\"甲\":1}\n{\"甲\":2}\n", "{\"data\":[{\"甲\":1}]}",
			"{\"RECORDS\":[]}" })
	void flatRecordsHoldNothingElse(String json) {
		assertThat(inspect(json)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{\"作者\":\"张三\",\"data\":[{\"甲\":1}]}|JSON_MEMBERS",
			"{\"data\":[{\"甲\":1}],\"total\":1}|JSON_MEMBERS", "{\"张三\":[{\"甲\":1}]}|JSON_MEMBERS",
			"[{\"甲\":{\"乙\":1}}]|JSON_NESTED", "[{\"甲\":[\"张三\"]}]|JSON_NESTED", "[{\"甲\":1},\"张三\"]|JSON_MEMBERS",
			"{\"甲\":1} {\"甲\":{\"乙\":1}}|JSON_NESTED", "{\"code\":200,\"data\":{\"list\":[{\"甲\":1}]}}|JSON_NESTED",
			"[{\"甲\":1}] \"张三\"|JSON_MEMBERS", "[{\"甲\":1}|UNKNOWN_CONTENT" })
	void whatElseIsThereIsFound(String json, Undescribed what) {
		assertThat(inspect(json)).contains(what);
	}

}
