package org.shuyuan.support.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Says in a service's interface description for each operation what it does and who may
 * call it, in both languages. The notes are a table {@code operations.tsv}: method, path,
 * callers, summary, and both in Chinese.
 */
public final class OperationNotes implements OpenApiCustomizer {

	private final Map<String, String[]> notes;

	/**
	 * Reads the notes.
	 * @param beside a class in whose package they are
	 */
	public OperationNotes(Class<?> beside) {
		this.notes = read(beside);
	}

	@Override
	public void customise(OpenAPI api) {
		api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((verb, operation) -> {
			String[] told = this.notes.get(verb + " " + path);
			if (told == null) {
				return;
			}
			operation.summary(told[3]).addExtension("x-callers", told[2]);
			operation.addExtension("x-callers-zh", told[4]);
			operation.addExtension("x-summary-zh", told[5]);
			operation.security(
					told[2].startsWith("anybody") ? List.of(new SecurityRequirement(), bearer()) : List.of(bearer()));
		}));
	}

	private static SecurityRequirement bearer() {
		return new SecurityRequirement().addList("bearer");
	}

	private static Map<String, String[]> read(Class<?> beside) {
		try (InputStream in = beside.getResourceAsStream("operations.tsv")) {
			Map<String, String[]> notes = new HashMap<>();
			for (String line : new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
				.split("\n")) {
				String[] told = line.split("\t");
				if (told.length == 6) {
					notes.put(told[0] + " " + told[1], told);
				}
			}
			return notes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
