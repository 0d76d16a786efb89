package org.shuyuan.catalogue.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCTerms;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.rdf.Violation;

/**
 * Which data sets of one graph go by the same identifier (dct:identifier).
 */
final class SharedIdentifiers {

	private static final int NAMED = 5;

	private final Map<String, List<String>> datasets = new HashMap<>();

	SharedIdentifiers(List<Resource> found) {
		for (Resource dataset : found) {
			for (String identifier : identifiers(dataset)) {
				this.datasets.computeIfAbsent(identifier, (_) -> new ArrayList<>()).add(dataset.toString());
			}
		}
	}

	/** Names the other data sets of the same identifier. */
	List<Violation> notes(Resource dataset) {
		List<Violation> notes = new ArrayList<>();
		for (String identifier : identifiers(dataset)) {
			List<String> others = this.datasets.getOrDefault(identifier, List.of())
				.stream()
				.filter((each) -> !each.equals(dataset.toString()))
				.limit(NAMED)
				.toList();
			if (!others.isEmpty()) {
				String named = String.join(" ", others);
				notes.add(new Violation("identifier-shared", Violation.Severity.WARNING, "code",
						Text.of("与其他数据集使用同一标识 " + identifier + "：" + named,
								"Another data set has the same identifier %s: %s".formatted(identifier, named)),
						Text.of("请来源核对标识", "Ask the source which of them it belongs to"), null));
			}
		}
		return notes;
	}

	private static List<String> identifiers(Resource dataset) {
		return dataset.listProperties(DCTerms.identifier)
			.mapWith(Statement::getObject)
			.mapWith((each) -> each.isLiteral() ? each.asLiteral().getLexicalForm().strip() : each.toString())
			.toList()
			.stream()
			.distinct()
			.toList();
	}

}
