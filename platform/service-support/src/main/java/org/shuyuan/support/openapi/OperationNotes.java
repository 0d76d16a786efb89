package org.shuyuan.support.openapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Says of each operation its name, what it does and who may call it, in both languages.
 * The notes are a table {@code operations.tsv}: method, path, {@code operationId},
 * callers, summary, both in Chinese, and the statuses it answers with beyond those that
 * operations of its kind have, separated by commas. A {@code HEAD} in the table is
 * described after the {@code GET} of its path.
 */
final class OperationNotes implements OpenApiCustomizer {

	private static final int COLUMNS = 7;

	private static final String ANYBODY = "anybody";

	private static final int NOT_MODIFIED = 304;

	private final Map<String, String[]> notes = new HashMap<>();

	/**
	 * Reads the notes.
	 * @param beside a class in whose package they are
	 */
	OperationNotes(Class<?> beside) {
		TextTable.rows(beside, "operations.tsv", COLUMNS).forEach((row) -> this.notes.put(row[0] + " " + row[1], row));
	}

	@Override
	public void customise(OpenAPI api) {
		api.getPaths().forEach((path, item) -> {
			if (this.notes.containsKey("HEAD " + path) && item.getHead() == null) {
				item.setHead(head(item));
			}
			item.readOperationsMap()
				.forEach((verb, operation) -> Optional.ofNullable(this.notes.get(verb + " " + path))
					.ifPresent((row) -> describe(operation, row)));
		});
	}

	private static Operation head(PathItem item) {
		Operation get = item.getGet();
		ApiResponse found = Objects.requireNonNull(get.getResponses().get("200"));
		return new Operation().tags(get.getTags())
			.parameters(new ArrayList<>(Objects.requireNonNullElse(get.getParameters(), List.of())))
			.responses(new ApiResponses().addApiResponse("200",
					new ApiResponse().description(found.getDescription()).headers(found.getHeaders())));
	}

	private static void describe(Operation operation, String[] row) {
		operation.operationId(row[2]).summary(row[4]).addExtension("x-callers", row[3]);
		if (operation.getDescription() == null) {
			operation.description("Callers: " + row[3] + ".");
		}
		operation.addExtension("x-callers-zh", row[5]);
		operation.addExtension("x-summary-zh", row[6]);
		operation
			.security(row[3].startsWith(ANYBODY) ? List.of(new SecurityRequirement(), bearer()) : List.of(bearer()));
		if (row.length > COLUMNS) {
			for (String status : row[COLUMNS].split(",")) {
				answer(operation, Integer.parseInt(status.strip()));
			}
		}
	}

	private static void answer(Operation operation, int status) {
		if (status != NOT_MODIFIED) {
			ProblemResponses.add(operation, status);
			return;
		}
		operation.getResponses()
			.addApiResponse(Integer.toString(status),
					new ApiResponse().description("The copy that If-None-Match names is still current"));
		ProblemResponses.add(operation, 412);
		JsonSchema schema = new JsonSchema();
		schema.addType("string");
		operation.addParametersItem(new Parameter().name("If-None-Match").in("header").required(false).schema(schema));
	}

	private static SecurityRequirement bearer() {
		return new SecurityRequirement().addList(ServiceDescription.BEARER);
	}

}
