package org.shuyuan.vocab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;

/**
 * What the vocabulary is published as: the ontology, the shapes and the JSON-LD context;
 * the code lists are {@link CodeList}.
 */
public final class Vocabulary {

	private Vocabulary() {
	}

	/** The ontology (OWL, Turtle). */
	public static Model ontology() {
		return graph("ontology.ttl");
	}

	/** The JSON-LD context. */
	public static String context() {
		return text("context.jsonld");
	}

	public static Model graph(String name) {
		Model model = ModelFactory.createDefaultModel();
		try (InputStream in = open(name)) {
			RDFDataMgr.read(model, in, Lang.TURTLE);
			return model;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static String text(String name) {
		try (InputStream in = open(name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static InputStream open(String name) {
		InputStream in = Vocabulary.class.getResourceAsStream(name);
		if (in == null) {
			throw new IllegalArgumentException("The vocabulary has no '%s'".formatted(name));
		}
		return in;
	}

}
