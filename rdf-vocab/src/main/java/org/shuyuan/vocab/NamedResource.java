package org.shuyuan.vocab;

import org.jspecify.annotations.Nullable;

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
		if (uri != null && !HarvestedFaults.isAbsolute(uri)) {
			throw new IllegalArgumentException("Its address is no absolute IRI");
		}
	}

	/** What is named by a word of which nobody says in what language it is. */
	public static NamedResource ofWord(String word) {
		return new NamedResource(null, HarvestedTexts.untagged(word));
	}

	/** Orders by address, then by name. */
	static int compare(NamedResource one, NamedResource other) {
		return one.toString().compareTo(other.toString());
	}

}
