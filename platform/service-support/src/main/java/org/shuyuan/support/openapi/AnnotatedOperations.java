package org.shuyuan.support.openapi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;

/**
 * Describes what {@link JsonBody} and {@link IdempotentOperation} mark. {@code Accept} is
 * no parameter: the media types of the answers say it.
 */
final class AnnotatedOperations implements OperationCustomizer, OpenApiCustomizer {

	private final Map<String, Schema<?>> bodies = new ConcurrentHashMap<>();

	@Override
	public Operation customize(Operation operation, HandlerMethod handler) {
		for (MethodParameter parameter : handler.getMethodParameters()) {
			JsonBody body = parameter.getParameterAnnotation(JsonBody.class);
			if (body != null) {
				describe(operation, body.value());
			}
		}
		if (handler.hasMethodAnnotation(IdempotentOperation.class)) {
			operation.addParametersItem(idempotencyKey());
		}
		if (operation.getParameters() != null) {
			operation.getParameters().removeIf((each) -> HttpHeaders.ACCEPT.equals(each.getName()));
		}
		return operation;
	}

	private void describe(Operation operation, Class<?> type) {
		ResolvedSchema resolved = ModelConverters.getInstance(true)
			.resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
		resolved.referencedSchemas.forEach(this.bodies::put);
		RequestBody body = (operation.getRequestBody() != null) ? operation.getRequestBody() : new RequestBody();
		operation.requestBody(
				body.content(new Content().addMediaType("application/json", new MediaType().schema(resolved.schema))));
	}

	@Override
	public void customise(OpenAPI api) {
		this.bodies.forEach((name, schema) -> {
			if (!api.getComponents().getSchemas().containsKey(name)) {
				api.getComponents().addSchemas(name, schema);
			}
		});
	}

	private static Parameter idempotencyKey() {
		JsonSchema schema = new JsonSchema();
		schema.addType("string");
		schema.minLength(1).maxLength(128);
		return new Parameter().name("Idempotency-Key").in("header").required(false).schema(schema);
	}

}
