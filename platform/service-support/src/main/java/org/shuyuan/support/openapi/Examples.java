package org.shuyuan.support.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows bodies and answers in JSON, from a file {@code examples.json} of the service
 * where there is one: by {@code operationId}, then by {@code request} or the status.
 */
final class Examples implements OpenApiCustomizer {

	private static final String JSON = "application/json";

	private final Map<String, Map<String, Object>> examples;

	Examples(Class<?> beside) {
		this.examples = read(beside);
	}

	private static Map<String, Map<String, Object>> read(Class<?> beside) {
		try (InputStream in = beside.getResourceAsStream("examples.json")) {
			return (in == null) ? Map.of() : JsonMapper.shared().readValue(in, new TypeReference<>() {
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void customise(OpenAPI api) {
		api.getPaths()
			.values()
			.stream()
			.flatMap((item) -> item.readOperations().stream())
			.forEach((operation) -> this.examples.getOrDefault(operation.getOperationId(), Map.of())
				.forEach((where, example) -> show(content(operation, where), example)));
	}

	private static @Nullable Content content(Operation operation, String where) {
		if (where.equals("request")) {
			return operation.getRequestBody().getContent();
		}
		ApiResponse response = operation.getResponses().get(where);
		return (response != null) ? response.getContent() : null;
	}

	private static void show(@Nullable Content content, Object example) {
		Optional.ofNullable(content)
			.map((types) -> types.get(JSON))
			.orElseThrow(() -> new IllegalStateException("An example of what is not JSON"))
			.setExample(example);
	}

}
