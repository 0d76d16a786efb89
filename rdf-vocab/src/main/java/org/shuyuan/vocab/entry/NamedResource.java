package org.shuyuan.vocab.entry;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Iris;
import org.shuyuan.vocab.Text;

/**
 * Something that a source names: by its address, by a name, or by both.
 *
 * @param uri its address, an absolute IRI
 * @param name its name
 */
public record NamedResource(@Nullable String uri, @Nullable Text name) {

	public NamedResource {
		if (uri == null && name == null) {
			throw new IllegalArgumentException("It needs an address or a name");
		}
		if (uri != null && !Iris.isAbsolute(uri)) {
			throw new IllegalArgumentException("Its address is no absolute IRI");
		}
	}

	/** What is named by a word in an unknown language. */
	public static NamedResource ofWord(String word) {
		return new NamedResource(null, Text.inLanguage(word.strip(), ""));
	}

	/** Orders by address, then by name. */
	public static int compare(NamedResource one, NamedResource other) {
		return one.toString().compareTo(other.toString());
	}

}
