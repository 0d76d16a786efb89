package org.shuyuan.catalogue.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Words that ask for the same thing.
 */
final class Synonyms {

	private final Map<String, List<String>> groups = new HashMap<>();

	private final int longest;

	private Synonyms(List<List<String>> groups) {
		int longest = 0;
		for (List<String> group : groups) {
			for (String word : group) {
				this.groups.put(word, group);
				longest = Math.max(longest, word.length());
			}
		}
		this.longest = longest;
	}

	static Synonyms shipped() {
		try (var reader = new BufferedReader(new InputStreamReader(
				Objects.requireNonNull(Synonyms.class.getResourceAsStream("synonyms.txt")), StandardCharsets.UTF_8))) {
			return new Synonyms(reader.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> List.of(line.strip().split(" +")))
				.toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * All words of the group, the word itself among them; none where it is in no group.
	 */
	List<String> of(String word) {
		return this.groups.getOrDefault(word, List.of());
	}

	/** Characters in the longest word. */
	int longest() {
		return this.longest;
	}

}
