package org.shuyuan.support.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.support.problem.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StrictJsonConverterTests {

	private final StrictJsonConverter converter = new StrictJsonConverter(JsonMapper.builder().build());

	@Test
	void readsWhatTheRecordHas() throws IOException {
		Body read = (Body) read(
				"{\"rows\":[\"区:eq:东\"],\"client_id\":\"a\\nb\",\"until\":\"2026-12-31\",\"quota\":{\"x\":1},"
						+ "\"parts\":[{\"name\":\"😀\"}]}");
		assertThat(read.rows()).containsExactly("区:eq:东");
		assertThat(read.client()).isEqualTo("a\nb");
		assertThat(read.parts().getFirst().name()).isEqualTo("😀");
	}

	@Test
	void namesAllUnknownMembersWithTheirPlaceAndWhatWasMeant() {
		Problem refused = refused("{\"row\":[\"x\"],\"quotas\":10,\"parts\":[{\"naem\":\"x\"}]}");
		assertThat(refused.code()).isEqualTo("member-unknown");
		assertThat(refused.getStatusCode().value()).isEqualTo(422);
		assertThat(refused.getBody().getProperties()).containsEntry("members",
				List.of("row", "quotas", "parts[0].naem"));
		assertThat(refused.getBody().getProperties().get("advice").toString()).contains("row → rows", "quotas → quota",
				"parts[0].naem → name");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"client_id\":\"\\u0000\"}", "{\"client_id\":\"\\u0085\"}", "{\"client_id\":\"\\u202e\"}",
					"{\"client_id\":\"\\u2066\"}", "{\"client_id\":\"\\ud800\"}", "{\"client_id\":\"\\uffff\"}",
					"{\"until\":\"+999999999-12-31\"}", "{\"until\":\"-0001-12-31\"}", "{\"until\":\"0026-12-31\"}",
					"{\"quota\":{\"deep\":[{\"er\":\"\\u0007\"}]}}", "{\"quota\":{\"a\\u0007\":1}}" })
	void refusesTextThatCannotBeStoredOrShown(String body) {
		assertThat(refused(body).code()).isEqualTo("value-invalid");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"rows\":[null]}", "{\"quota\":[null]}", "{\"parts\":[null]}" })
	void refusesListsWithNull(String body) {
		assertThat(refused(body).code()).isEqualTo("body-broken");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"rows\":[],\"rows\":[\"x\"]}", "{\"quota\":{\"a\":1,\"a\":2}}" })
	void refusesMembersGivenTwice(String body) {
		assertThat(refused(body).code()).isEqualTo("member-repeated");
	}

	@Test
	void refusesTextOfEndlessLength() {
		assertThat(refused("{\"client_id\":\"" + "长".repeat(10_001) + "\"}").code()).isEqualTo("value-invalid");
		assertThat(refused("{\"client_id\":\"" + "x".repeat(1 << 20) + "\"}").code()).isEqualTo("too-large");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{} {}", "nul", "{\"rows\":1e999999999}", "{\"rows\":{}}" })
	void brokenBodiesAreUnreadable(String body) {
		assertThatExceptionOfType(HttpMessageNotReadableException.class).isThrownBy(() -> read(body));
	}

	private Problem refused(String body) {
		Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(() -> read(body));
		assertThat(thrown).isInstanceOf(Problem.class);
		return (Problem) thrown;
	}

	private Object read(String body) throws IOException {
		return this.converter.read(ResolvableType.forClass(Body.class), new HttpInputMessage() {
			@Override
			public InputStream getBody() {
				return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
			}

			@Override
			public HttpHeaders getHeaders() {
				return new HttpHeaders();
			}
		}, null);
	}

	record Body(@Nullable List<String> rows, @JsonProperty("client_id") @Nullable String client,
			@Nullable LocalDate until, @Nullable JsonNode quota, @Nullable List<Part> parts) {
	}

	record Part(@Nullable String name) {
	}

}
