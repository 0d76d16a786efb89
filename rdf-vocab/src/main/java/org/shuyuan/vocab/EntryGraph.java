package org.shuyuan.vocab;

import java.util.List;
import java.util.Set;

import org.apache.jena.rdf.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a small RDF graph (dcat:Dataset of DCAT-AP 3.0.1 with our own terms) and
 * back, without loss in either direction. The entry is {@code {base}/entries/{id}}, its
 * distributions {@code {base}/distributions/{id}}, its items {@code {base}/items/{id}},
 * its agency {@code {base}/agencies/{uscc}}; what has no id yet hangs on
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

	/**
	 * What of an entry the public may read: no key, no contact, no related entries (they
	 * may not be public), no conditions between departments, no internal addresses, and
	 * only the items that may open; none at all where the grade of the whole may not
	 * open.
	 */
	public static Entry publicPart(Entry entry) {
		boolean mayOpen = entry.grade() == null || entry.grade().mayOpen();
		List<DataItem> items = mayOpen
				? entry.items().stream().filter(DataItem::mayOpen).map(EntryGraph::publicPart).toList() : List.of();
		boolean harvested = entry.completeness() == Completeness.HARVESTED;
		List<Distribution> distributions = entry.distributions()
			.stream()
			.map((each) -> harvested ? each
					: new Distribution(each.id(), each.title(), each.kind(), each.format(), null))
			.toList();
		SharingClass sharing = (entry.sharing() instanceof SharingClass.Conditional)
				? new SharingClass.Conditional(Set.of(), Set.of()) : entry.sharing();
		return new Entry(entry.id(), null, entry.code(), entry.title(), entry.description(), entry.keywords(),
				entry.agency(), entry.themes(), entry.library(), entry.area(), entry.entityKind(), entry.frequency(),
				sharing, entry.modes(), entry.openness(), entry.discoverability(), entry.grade(), items, distributions,
				null, List.of(), entry.issued(), entry.modified(), entry.landingPage(), entry.harvestedFrom(),
				entry.completeness());
	}

	private static DataItem publicPart(DataItem item) {
		return new DataItem(item.id(), item.name(), item.column(), item.type(), item.length(), item.meaning(),
				item.element(), item.sensitivity(), item.grade(), true,
				new ItemSource(item.source().kind(), item.source().agency(), null));
	}

}
