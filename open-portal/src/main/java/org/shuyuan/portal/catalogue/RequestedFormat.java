package org.shuyuan.portal.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * What a reader wants of an address that has a page and RDF.
 */
public final class RequestedFormat {

	/** Media types by their suffix. */
	public static final Map<String, String> SUFFIXES = Map.of("ttl", "text/turtle", "jsonld", "application/ld+json",
			"rdf", "application/rdf+xml", "nt", "application/n-triples");

	private static final List<MediaType> HANDED = List.of(MediaType.parseMediaType("text/turtle"),
			MediaType.parseMediaType("application/ld+json"), MediaType.parseMediaType("application/rdf+xml"),
			MediaType.parseMediaType("application/n-triples"), MediaType.APPLICATION_JSON);

	private RequestedFormat() {
	}

	/**
	 * The media type to hand through; empty where a page is wanted.
	 * @param accept the header {@code Accept}; without one, or broken, a page will do
	 */
	public static Optional<String> from(@Nullable String accept) {
		List<MediaType> accepted;
		try {
			accepted = MediaType.parseMediaTypes(accept)
				.stream()
				.sorted((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()))
				.toList();
		}
		catch (InvalidMediaTypeException ex) {
			return Optional.empty();
		}
		for (MediaType type : accepted) {
			if (type.includes(MediaType.TEXT_HTML) || type.getSubtype().startsWith("xhtml")) {
				return Optional.empty();
			}
			for (MediaType handed : HANDED) {
				if (type.includes(handed)) {
					return Optional.of(handed.toString());
				}
			}
		}
		return Optional.empty();
	}

}
