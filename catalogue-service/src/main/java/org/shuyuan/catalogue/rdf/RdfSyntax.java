package org.shuyuan.catalogue.rdf;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/**
 * The syntaxes that views are served in.
 */
public enum RdfSyntax {

	TURTLE("text/turtle", RDFFormat.TURTLE_PRETTY), JSON_LD("application/ld+json", RDFFormat.JSONLD),
	RDF_XML("application/rdf+xml", RDFFormat.RDFXML_PLAIN), N_TRIPLES("application/n-triples", RDFFormat.NTRIPLES);

	private final MediaType type;

	private final RDFFormat format;

	RdfSyntax(String type, RDFFormat format) {
		this.type = MediaType.parseMediaType(type);
		this.format = format;
	}

	/** The media type. */
	public MediaType type() {
		return this.type;
	}

	/** Writes a graph. */
	public void write(Model model, OutputStream out) {
		RDFWriter.source(model).format(this.format).output(out);
	}

	/** The syntax of a media type. */
	public static Optional<RdfSyntax> of(MediaType type) {
		for (RdfSyntax syntax : values()) {
			if (syntax.type.equalsTypeAndSubtype(type)) {
				return Optional.of(syntax);
			}
		}
		return Optional.empty();
	}

	/**
	 * The first of the offered media types that a reader accepts, by the reader's
	 * preference.
	 * @param accept the header {@code Accept}; without one, or broken, anything will do
	 */
	public static Optional<MediaType> choose(@Nullable String accept, List<MediaType> offered) {
		List<MediaType> accepted;
		try {
			accepted = new ArrayList<>(MediaType.parseMediaTypes(accept));
		}
		catch (InvalidMediaTypeException ex) {
			accepted = new ArrayList<>();
		}
		if (accepted.isEmpty()) {
			return Optional.of(offered.getFirst());
		}
		MimeTypeUtils.sortBySpecificity(accepted);
		accepted.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
		return accepted.stream()
			.filter((type) -> type.getQualityValue() > 0)
			.flatMap((type) -> offered.stream().filter(type::includes).limit(1))
			.findFirst();
	}

	/** All media types, Turtle first. */
	public static List<MediaType> types() {
		return List.of(TURTLE.type, JSON_LD.type, RDF_XML.type, N_TRIPLES.type);
	}

}
