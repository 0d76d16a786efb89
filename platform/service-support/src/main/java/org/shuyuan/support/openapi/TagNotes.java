package org.shuyuan.support.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Lists the tags of a document's operations and explains them from tables
 * {@code tags.tsv}: of this package, for those of several services, and of the service's
 * own: name, English, Chinese.
 */
final class TagNotes implements OpenApiCustomizer {

	private static final int COLUMNS = 3;

	private final Map<String, String[]> notes = new HashMap<>();

	TagNotes(Class<?> beside) {
		for (Class<?> each : List.of(TagNotes.class, beside)) {
			TextTable.rows(each, "tags.tsv", COLUMNS).forEach((row) -> this.notes.put(row[0], row));
		}
	}

	@Override
	public void customise(OpenAPI api) {
		api.tags(api.getPaths()
			.values()
			.stream()
			.flatMap((item) -> item.readOperations().stream())
			.flatMap((operation) -> operation.getTags().stream())
			.distinct()
			.sorted()
			.map(this::explained)
			.toList());
	}

	private Tag explained(String name) {
		Tag tag = new Tag().name(name);
		String[] note = this.notes.get(name);
		if (note != null) {
			tag.description(note[1]).addExtension("x-description-zh", note[2]);
		}
		return tag;
	}

}
