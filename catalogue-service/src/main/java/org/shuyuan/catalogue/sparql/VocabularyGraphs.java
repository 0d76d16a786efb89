package org.shuyuan.catalogue.sparql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Vocabulary;

/**
 * The vocabulary as graphs beside the entries.
 *
 * @param triples by the name of their graph
 * @param stamp changes with what they say
 */
public record VocabularyGraphs(Map<Node, List<Triple>> triples, String stamp) {

	public static VocabularyGraphs at(String baseUri) {
		Map<Node, List<Triple>> graphs = new LinkedHashMap<>();
		put(graphs, baseUri, "ontology", Vocabulary.ontology());
		CodeList.SCHEMES.forEach((scheme) -> put(graphs, baseUri, "codes/" + scheme, CodeList.graph(scheme)));
		return new VocabularyGraphs(graphs, stamp(graphs));
	}

	private static void put(Map<Node, List<Triple>> graphs, String baseUri, String name, Model model) {
		graphs.put(NodeFactory.createURI(baseUri + "/vocab/" + name), model.getGraph().find().toList());
	}

	/** Independent of the order of triples and of blank node labels. */
	private static String stamp(Map<Node, List<Triple>> graphs) {
		long sum = 0;
		for (List<Triple> triples : graphs.values()) {
			for (Triple triple : triples) {
				boolean blank = triple.getSubject().isBlank() || triple.getObject().isBlank();
				sum += blank ? 1 : triple.toString().hashCode();
			}
		}
		return Long.toHexString(sum);
	}

}
