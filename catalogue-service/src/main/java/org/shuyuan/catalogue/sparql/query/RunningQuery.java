package org.shuyuan.catalogue.sparql.query;

import java.util.Iterator;

import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.exec.RowSet;
import org.shuyuan.catalogue.sparql.store.SparqlUnavailable;

/**
 * A query in one state of a store.
 */
public interface RunningQuery {

	/**
	 * Runs it, and hands over what is found while it is found.
	 * @throws org.apache.jena.query.QueryCancelledException if it was stopped or its time
	 * is up
	 * @throws SparqlUnavailable if the store does not answer
	 */
	void answer(Reader reader);

	/** Cancels it wherever it is; called by another thread. */
	void abort();

	/** Takes an answer, one of these; need not take all of it. */
	interface Reader {

		void truth(boolean truth);

		void rows(RowSet rows);

		void triples(Iterator<Triple> triples);

	}

}
