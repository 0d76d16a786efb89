package org.shuyuan.support.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.models.GroupedOpenApi;

/**
 * The OpenAPI document of one service, at {@code /api/openapi/<group>}.
 */
public final class ServiceDescription {

	/** Version of the HTTP interface, as in {@code /api/v1}. */
	public static final String VERSION = "1";

	static final String BEARER = "bearer";

	private static final String ANY = "*/*";

	private static final String JSON = "application/json";

	private ServiceDescription() {
	}

	/**
	 * The document of a service.
	 * @param group its name in the address of the document
	 * @param beside a class beside the tables {@code operations.tsv},
	 * {@code parameters.tsv} and {@code tags.tsv}, and {@code examples.json}
	 * @param packages the package whose controllers, and those below it, are described
	 * @param title what the service is called
	 * @param description what it is for
	 */
	public static GroupedOpenApi.Builder of(String group, Class<?> beside, String packages, String title,
			String description) {
		AnnotatedOperations annotated = new AnnotatedOperations();
		return GroupedOpenApi.builder()
			.group(group)
			.packagesToScan(packages)
			.addOperationCustomizer(annotated)
			.addOpenApiCustomizer((api) -> introduce(api, title, description))
			.addOpenApiCustomizer(annotated)
			.addOpenApiCustomizer(new PolymorphicTypes())
			.addOpenApiCustomizer(new OperationNotes(beside))
			.addOpenApiCustomizer(new ParameterNotes(beside))
			.addOpenApiCustomizer(new ProblemResponses())
			.addOpenApiCustomizer(new TagNotes(beside))
			.addOpenApiCustomizer(new Examples(beside));
	}

	private static void introduce(OpenAPI api, String title, String description) {
		api.info(new Info().title(title)
			.version(VERSION)
			.description(description)
			.license(new License().name("Apache-2.0").identifier("Apache-2.0")));
		api.getComponents()
			.addSecuritySchemes(BEARER,
					new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(BEARER).bearerFormat("JWT"));
		operations(api).flatMap((operation) -> operation.getResponses().values().stream())
			.forEach((response) -> json(response.getContent()));
	}

	private static Stream<Operation> operations(OpenAPI api) {
		return api.getPaths().values().stream().flatMap((item) -> item.readOperations().stream());
	}

	/**
	 * What names no type is JSON, but for bytes of any type; JSON is named first, which
	 * generated clients take.
	 */
	private static void json(@Nullable Content content) {
		if (content == null) {
			return;
		}
		if (content.containsKey(ANY) && !isBinary(content.get(ANY).getSchema())) {
			content.put(JSON, content.remove(ANY));
		}
		if (content.containsKey(JSON)) {
			Map<String, MediaType> others = new LinkedHashMap<>(content);
			content.clear();
			content.put(JSON, others.remove(JSON));
			content.putAll(others);
		}
	}

	private static boolean isBinary(@Nullable Schema<?> schema) {
		return schema != null && "binary".equals(schema.getFormat());
	}

}
