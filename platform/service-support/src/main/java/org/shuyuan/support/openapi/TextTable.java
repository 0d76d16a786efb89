package org.shuyuan.support.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A table of text in a class path: a row a line, columns separated by tabs. */
final class TextTable {

	private TextTable() {
	}

	/**
	 * The rows of at least so many columns.
	 * @param beside a class in whose package the table is
	 */
	static List<String[]> rows(Class<?> beside, String name, int columns) {
		try (InputStream in = beside.getResourceAsStream(name)) {
			return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.split("\t"))
				.filter((row) -> row.length >= columns)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
