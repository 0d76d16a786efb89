package org.shuyuan.vocab.harvest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.rdf.Violation;

/**
 * A third party's RDF: which data sets it describes, what belongs to each, and as much of
 * an {@link Entry} as can be read from it. Tolerant: what cannot be read stays absent;
 * the closure keeps every triple.
 */
public final class HarvestedGraph {

	/** What relative addresses are resolved against; nothing is ever there. */
	public static final String BASE = "http://relative.shuyuan.invalid/";

	/** Begins the key of a data set whose address is relative. */
	private static final String RELATIVE_KEY = "urn:shuyuan:body/";

	private HarvestedGraph() {
	}

	/** The data sets (dcat:Dataset) that a graph describes, by address. */
	public static List<Resource> datasets(Model model) {
		return model.listSubjectsWithProperty(RDF.type, DCAT.Dataset)
			.toList()
			.stream()
			.sorted((one, other) -> one.toString().compareTo(other.toString()))
			.toList();
	}

	/**
	 * Everything said about a data set: its own triples and those of what it points to,
	 * except other data sets and catalogues, and the catalogue records about it.
	 */
	public static Model closureOf(Model model, Resource dataset) {
		Model closure = ModelFactory.createDefaultModel();
		closure.setNsPrefixes(model);
		Set<Resource> seen = new HashSet<>(Set.of(dataset));
		Deque<Resource> open = new ArrayDeque<>(seen);
		model.listSubjectsWithProperty(FOAF.primaryTopic, dataset).forEach((each) -> add(each, seen, open));
		while (!open.isEmpty()) {
			for (Statement each : open.remove().inModel(model).listProperties().toList()) {
				closure.add(each);
				if (each.getObject().isResource() && !anotherThing(model, each.getResource())) {
					add(each.getResource(), seen, open);
				}
			}
		}
		return closure;
	}

	/**
	 * The entry that a harvested description amounts to: public as metadata, harvested.
	 * @param dataset the data set, in its closure
	 * @param agency the agency that is to provide it
	 * @param source name of the catalogue it comes from
	 * @param notes receives what is in no list of ours or cannot be read
	 * @throws IllegalArgumentException if it has no title in any language
	 */
	public static Entry entry(Resource dataset, AgencyId agency, String source, List<Violation> notes) {
		return new HarvestedEntry(dataset, notes).read(agency, source);
	}

	/** The key of a data set that has an address. */
	static String key(String address) {
		return address.startsWith(BASE) ? RELATIVE_KEY + address.substring(BASE.length()) : address;
	}

	private static boolean anotherThing(Model model, Resource node) {
		return model.contains(node, RDF.type, DCAT.Dataset) || model.contains(node, RDF.type, DCAT.Catalog);
	}

	private static void add(Resource node, Set<Resource> seen, Deque<Resource> open) {
		if (seen.add(node)) {
			open.add(node);
		}
	}

}
