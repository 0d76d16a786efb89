package org.shuyuan.catalogue.intake;

import java.util.ArrayList;
import java.util.List;

import org.apache.jena.rdf.model.Resource;
import org.shuyuan.catalogue.entry.EntryProblems;
import org.shuyuan.catalogue.rdf.BrokenStatement;
import org.shuyuan.catalogue.rdf.HarvestedRdf;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.harvest.HarvestedGraph;
import org.shuyuan.vocab.rdf.Violation;

/**
 * The records of a graph: its data sets, each with what is to be said of it, and the
 * broken statements that belong to none of them.
 */
final class Datasets {

	private Datasets() {
	}

	/**
	 * The records, in order.
	 * @throws Problem 400 or 422 where there is none, 422 {@code state-secret-refused}
	 * where a statement that cannot be read carries a secrecy marking
	 */
	static List<RawRecord> in(HarvestedRdf read) {
		List<Resource> found = HarvestedGraph.datasets(read.model());
		if (read.broken().stream().anyMatch(BrokenStatement::secret)) {
			throw EntryProblems.secret();
		}
		if (found.isEmpty()) {
			throw read.broken().isEmpty() ? IntakeProblems.noDatasets()
					: IntakeProblems.statementBroken(read.broken().getFirst());
		}
		List<BrokenStatement> rest = new ArrayList<>(read.broken());
		SharedIdentifiers shared = new SharedIdentifiers(found);
		List<RawRecord> records = new ArrayList<>(found.size());
		for (Resource dataset : found) {
			List<Violation> notes = new ArrayList<>(shared.notes(dataset));
			read.broken()
				.stream()
				.filter((each) -> dataset.toString().equals(each.subject()))
				.filter((each) -> rest.remove(each))
				.forEach((each) -> notes.add(leftOut(each)));
			records.add(new RawRecord.Dataset(records.size() + 1, dataset, List.copyOf(notes)));
		}
		for (BrokenStatement each : rest) {
			records.add(new RawRecord.Statement(records.size() + 1, each));
		}
		return records;
	}

	private static Violation leftOut(BrokenStatement statement) {
		return new Violation("statement-left-out", Violation.Severity.WARNING, "",
				Text.of("第 " + statement.line() + " 行附近的陈述无法解析，未采用：" + statement.reason(),
						"A statement near line %d cannot be parsed and was skipped: %s".formatted(statement.line(),
								statement.reason())),
				Text.of("请在来源改正语法后重新导入", "Fix its syntax at the source and import again"), null);
	}

}
