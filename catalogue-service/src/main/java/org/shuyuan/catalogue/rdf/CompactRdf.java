package org.shuyuan.catalogue.rdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;

/**
 * One graph as it is stored: each term once and triples as numbers of terms, deflated.
 * Graphs with terms beyond RDF 1.1, and those written by earlier versions, are deflated
 * N-Triples.
 */
public final class CompactRdf {

	private final byte[] bytes;

	/**
	 * Stored bytes, as {@link #bytes()} returned them.
	 */
	public CompactRdf(byte[] bytes) {
		this.bytes = bytes.clone();
	}

	/**
	 * A graph, made compact.
	 */
	public static CompactRdf of(Model model) {
		Graph graph = model.getGraph();
		return new CompactRdf(NumberedTerms.canWrite(graph) ? NumberedTerms.write(graph) : nTriples(model));
	}

	private static byte[] nTriples(Model model) {
		ByteArrayOutputStream compact = new ByteArrayOutputStream();
		try (DeflateStream out = new DeflateStream(compact)) {
			RDFDataMgr.write(out, model, Lang.NTRIPLES);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compact.toByteArray();
	}

	/** The graph; a fresh copy on every call. */
	public Model model() {
		Model model = ModelFactory.createDefaultModel();
		triples().forEach(model.getGraph()::add);
		return model;
	}

	/** The graph's triples, each once. */
	public List<Triple> triples() {
		if (NumberedTerms.wrote(this.bytes)) {
			return NumberedTerms.read(this.bytes);
		}
		Graph graph = GraphFactory.createDefaultGraph();
		try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(this.bytes))) {
			RDFParser.source(in).lang(Lang.NTRIPLES).checking(false).parse(graph);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return graph.find().toList();
	}

	/** The bytes to store. */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CompactRdf rdf && Arrays.equals(this.bytes, rdf.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

}
