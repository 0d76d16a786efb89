package org.shuyuan.support.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Explains parameters that mean the same in many operations: those in a table
 * {@code parameters.tsv} of this package (all services) and of the service's own, which
 * comes first: name, English, Chinese, and an example where one helps. What an annotation
 * says stays.
 */
final class ParameterNotes implements OpenApiCustomizer {

	private static final int COLUMNS = 3;

	private final Map<String, String[]> notes = new HashMap<>();

	ParameterNotes(Class<?> beside) {
		for (Class<?> each : List.of(ParameterNotes.class, beside)) {
			TextTable.rows(each, "parameters.tsv", COLUMNS).forEach((row) -> this.notes.put(row[0], row));
		}
	}

	@Override
	public void customise(OpenAPI api) {
		api.getPaths()
			.values()
			.stream()
			.flatMap((item) -> item.readOperations().stream())
			.map(Operation::getParameters)
			.filter(Objects::nonNull)
			.forEach((parameters) -> parameters.forEach(this::explain));
	}

	private void explain(Parameter parameter) {
		String[] note = this.notes.get(parameter.getName());
		if (note != null && parameter.getDescription() == null) {
			parameter.setDescription(note[1]);
			parameter.addExtension("x-description-zh", note[2]);
			if (note.length > COLUMNS && parameter.getExample() == null) {
				parameter.setExample(example(parameter.getSchema(), note[3]));
			}
		}
	}

	private static Object example(Schema<?> schema, String text) {
		Set<String> types = Objects.requireNonNullElse(schema.getTypes(), Set.of());
		return types.contains("array") ? List.of(text) : types.contains("integer") ? Integer.valueOf(text) : text;
	}

}
