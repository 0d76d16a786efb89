package org.shuyuan.catalogue.sparql.store;

import java.util.List;
import java.util.Optional;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDFS;

/**
 * How much of the public view a store reflects. The store keeps it in a separate graph,
 * which readers see like any other.
 *
 * @param version of the code that drew it
 * @param vocabulary stamp of the vocabulary in it
 * @param position in the public feed
 */
public record ViewPosition(String version, String vocabulary, long position) {

	private static final Node VERSION = DCTerms.conformsTo.asNode();

	private static final Node VOCABULARY = RDFS.isDefinedBy.asNode();

	private static final Node POSITION = OWL.versionInfo.asNode();

	/**
	 * As triples.
	 * @param view name of the view, which is also its graph's
	 */
	List<Triple> triples(Node view) {
		return List.of(Triple.create(view, VERSION, NodeFactory.createURI("urn:shuyuan:view:" + this.version)),
				Triple.create(view, VOCABULARY, NodeFactory.createURI("urn:shuyuan:vocabulary:" + this.vocabulary)),
				Triple.create(view, POSITION, NodeFactory.createLiteralString(Long.toString(this.position))));
	}

	/** As read from triples; nothing where they do not say it. */
	static Optional<ViewPosition> of(List<Triple> triples) {
		return said(triples, VERSION)
			.flatMap((version) -> said(triples, VOCABULARY).flatMap((vocabulary) -> said(triples, POSITION)
				.map((position) -> new ViewPosition(version, vocabulary, Long.parseLong(position)))));
	}

	private static Optional<String> said(List<Triple> triples, Node what) {
		return triples.stream().filter((triple) -> triple.getPredicate().equals(what)).findFirst().map((triple) -> {
			Node object = triple.getObject();
			String text = object.isURI() ? object.getURI() : object.getLiteralLexicalForm();
			return text.substring(text.lastIndexOf(':') + 1);
		});
	}

}
