package org.shuyuan.catalogue.intake;

import java.util.List;

import org.shuyuan.catalogue.rdf.BrokenStatement;
import org.shuyuan.vocab.rdf.Violation;

/**
 * A record as received.
 */
sealed interface RawRecord {

	int line();

	/**
	 * A line of JSON.
	 *
	 * @param line its number, from 1
	 * @param bytes the line without its end
	 */
	record Line(int line, byte[] bytes) implements RawRecord {
	}

	/**
	 * A line that is too long; it was skipped, not stored.
	 *
	 * @param line its number, from 1
	 */
	record TooLong(int line) implements RawRecord {
	}

	/**
	 * A data set in a graph.
	 *
	 * @param line its number among the data sets, from 1
	 * @param dataset in the graph it was received in
	 * @param notes remarks about it
	 */
	record Dataset(int line, org.apache.jena.rdf.model.Resource dataset, List<Violation> notes) implements RawRecord {
	}

	/**
	 * A statement of a graph that is no RDF.
	 *
	 * @param line its number, after the data sets
	 * @param statement what is wrong with it
	 */
	record Statement(int line, BrokenStatement statement) implements RawRecord {
	}

	/**
	 * A resource of a workbook.
	 *
	 * @param line number of its first row, from 1
	 * @param resource what it says
	 */
	record Resource(int line, ImportedResource resource) implements RawRecord {
	}

}
