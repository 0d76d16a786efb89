package org.shuyuan.catalogue.sparql.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.util.FmtUtils;
import org.shuyuan.catalogue.TestCatalogue;
import org.shuyuan.catalogue.sparql.query.ReadOnlyQuery;
import org.shuyuan.catalogue.sparql.query.RunningQuery;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.PublicPart;
import org.shuyuan.vocab.rdf.EntryGraph;

/**
 * Graphs, and answers as text.
 */
public final class TestQuads {

	public static final Node VIEW = NodeFactory.createURI(TestCatalogue.BASE + "/sparql");

	private TestQuads() {
	}

	public static Node uri(String name) {
		return NodeFactory.createURI(TestCatalogue.BASE + "/" + name);
	}

	public static Triple triple(String subject, String predicate, String text) {
		return Triple.create(uri(subject), uri(predicate), NodeFactory.createLiteralString(text));
	}

	static ViewPosition at(long position) {
		return new ViewPosition("test", "words", position);
	}

	/** The graphs of some entries, as the view has them. */
	static Map<Node, List<Triple>> entries(String... titles) {
		Map<Node, List<Triple>> graphs = new LinkedHashMap<>();
		for (String title : titles) {
			Entry part = PublicPart.of(TestCatalogue.entry(title, Discoverability.PUBLIC, "m"));
			graphs.put(uri("entries/" + part.id()),
					EntryGraph.write(part, TestCatalogue.BASE, Text.of("交通局")).getGraph().find().toList());
		}
		return graphs;
	}

	/** What a store answers; the rows in order only where the query asks for one. */
	static List<String> ask(QuadStore store, String text) {
		ReadOnlyQuery query = ReadOnlyQuery.parse(text);
		Answer answer = new Answer();
		store.query(query, Duration.ofSeconds(10)).answer(answer);
		return (query.query().isSelectType() && query.query().hasOrderBy()) ? answer.lines
				: List.copyOf(new TreeSet<>(answer.lines));
	}

	private static final class Answer implements RunningQuery.Reader {

		private final List<String> lines = new ArrayList<>();

		@Override
		public void truth(boolean truth) {
			this.lines.add(Boolean.toString(truth));
		}

		@Override
		public void rows(RowSet rows) {
			rows.forEach((row) -> {
				StringBuilder line = new StringBuilder();
				for (Var variable : rows.getResultVars()) {
					line.append(text(row.get(variable))).append(' ');
				}
				this.lines.add(line.toString());
			});
		}

		@Override
		public void triples(Iterator<Triple> triples) {
			triples.forEachRemaining((triple) -> this.lines
				.add(text(triple.getSubject()) + " " + text(triple.getPredicate()) + " " + text(triple.getObject())));
		}

		private static String text(Node term) {
			if (term == null) {
				return "-";
			}
			return term.isBlank() ? "_:" : FmtUtils.stringForNode(term);
		}

	}

}
