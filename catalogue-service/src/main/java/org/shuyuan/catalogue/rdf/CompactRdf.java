package org.shuyuan.catalogue.rdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.jspecify.annotations.Nullable;

/**
 * One graph as it is kept in the store: N-Triples, deflated.
 */
public final class CompactRdf {

	private final byte[] bytes;

	/**
	 * Kept bytes, as {@link #bytes()} gave them.
	 */
	public CompactRdf(byte[] bytes) {
		this.bytes = bytes.clone();
	}

	/**
	 * A graph, made compact.
	 */
	public static CompactRdf of(Model model) {
		ByteArrayOutputStream compact = new ByteArrayOutputStream(2048);
		Deflater deflater = new Deflater(4);
		try (DeflaterOutputStream out = new DeflaterOutputStream(compact, deflater, 8192)) {
			RDFDataMgr.write(out, model, Lang.NTRIPLES);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			deflater.end();
		}
		return new CompactRdf(compact.toByteArray());
	}

	/** The graph; a fresh copy on every call. */
	public Model model() {
		Model model = ModelFactory.createDefaultModel();
		try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(this.bytes))) {
			RDFParser.source(in).lang(Lang.NTRIPLES).checking(false).parse(model);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return model;
	}

	/** What to keep. */
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
