package org.shuyuan.catalogue.intake;

import org.apache.jena.rdf.model.Resource;

/**
 * A record as it came.
 */
sealed interface Raw {

	int line();

	/**
	 * A line of JSON.
	 *
	 * @param line its number, from 1
	 * @param bytes the line without its end
	 */
	record Line(int line, byte[] bytes) implements Raw {
	}

	/**
	 * A line that is too long; it was read past, not kept.
	 *
	 * @param line its number, from 1
	 */
	record TooLong(int line) implements Raw {
	}

	/**
	 * A data set in a graph.
	 *
	 * @param line its number among the data sets, from 1
	 * @param dataset in the graph it came with
	 */
	record Dataset(int line, Resource dataset) implements Raw {
	}

}
