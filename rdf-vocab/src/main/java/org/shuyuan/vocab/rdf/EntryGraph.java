package org.shuyuan.vocab.rdf;

import org.apache.jena.rdf.model.Model;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;

/**
 * An entry as a small RDF graph (dcat:Dataset of DCAT-AP 3.0.1 with our own terms) and
 * back, without loss in either direction. The entry is {@code {base}/entries/{id}}, its
 * distributions {@code {base}/distributions/{id}}, its items {@code {base}/items/{id}},
 * its agency {@code {base}/agencies/{uscc}}; what has no id yet is attached to
 * {@link #UNSAVED}.
 */
public final class EntryGraph {

	/** The address of an entry that has no id yet. */
	public static final String UNSAVED = "urn:shuyuan:unsaved";

	private EntryGraph() {
	}

	/**
	 * The graph of an entry; its agency goes by its code.
	 * @param baseUri scheme, host and port of the platform, without a slash at the end
	 */
	public static Model write(Entry entry, String baseUri) {
		return write(entry, baseUri, null);
	}

	/**
	 * The graph of an entry whose agency's name is known.
	 * @param baseUri scheme, host and port of the platform, without a slash at the end
	 * @param agencyName name of the entry's agency, written as foaf:name of the publisher
	 */
	public static Model write(Entry entry, String baseUri, @Nullable Text agencyName) {
		return new EntryWriter(entry, baseUri).write(agencyName);
	}

	/**
	 * The one entry that a graph made by {@link #write(Entry, String)} describes.
	 * @throws IllegalArgumentException if there is no such entry, or more than one
	 */
	public static Entry read(Model model, String baseUri) {
		return EntryReader.only(model, baseUri).read();
	}

	/** The address of an entry. */
	public static String uri(Entry entry, String baseUri) {
		return (entry.id() != null) ? baseUri + "/entries/" + entry.id() : UNSAVED;
	}

}
