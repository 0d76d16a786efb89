package org.shuyuan.catalogue.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Word lists that ship beside the code: words separated by spaces, one group a line;
 * empty lines and those after {@code #} are comments.
 */
public final class WordLists {

	private WordLists() {
	}

	public static List<List<String>> groups(String file) {
		try (var reader = new BufferedReader(new InputStreamReader(
				Objects.requireNonNull(WordLists.class.getResourceAsStream(file)), StandardCharsets.UTF_8))) {
			return reader.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> List.of(line.strip().split(" +")))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
