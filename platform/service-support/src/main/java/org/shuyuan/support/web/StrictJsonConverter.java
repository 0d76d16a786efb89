package org.shuyuan.support.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/**
 * Reads JSON that callers send: nothing of it is left out unsaid. What services answer
 * each other is read by another converter, so that a newer one may say more.
 */
final class StrictJsonConverter extends JacksonJsonHttpMessageConverter {

	private static final int MOST = 1 << 20;

	StrictJsonConverter(JsonMapper json) {
		super(json.rebuild()
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.changeDefaultNullHandling((handling) -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
			.build());
	}

	@Override
	public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
			throws IOException {
		byte[] body = message.getBody().readNBytes(MOST + 1);
		if (body.length > MOST) {
			throw new Problem(CommonProblemType.TOO_LARGE, Text.of("正文超过 1 MiB", "The body is longer than 1 MiB"),
					Text.of("请精简内容", "Shorten it"));
		}
		try {
			JsonNode tree = BodyText.read(body);
			BodyMembers.check(tree, type.getType());
		}
		catch (JacksonException ex) {
			throw new HttpMessageNotReadableException("Not JSON", ex, message);
		}
		return super.read(type, new ReadBody(message.getHeaders(), body), hints);
	}

	private record ReadBody(HttpHeaders headers, byte[] body) implements HttpInputMessage {

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.body);
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

}
