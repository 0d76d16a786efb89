package org.shuyuan.catalogue.publicview;

import java.util.List;

import org.apache.jena.graph.Triple;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * What the public view says of an entry, as RDF alone.
 *
 * @param id which entry
 * @param position position in the public feed
 * @param triples its public part; none where it is not public now
 */
public record PublicGraph(EntryId id, long position, List<Triple> triples) {

	public PublicGraph {
		triples = List.copyOf(triples);
	}

}
