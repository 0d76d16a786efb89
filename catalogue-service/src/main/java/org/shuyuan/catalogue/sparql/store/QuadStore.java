package org.shuyuan.catalogue.sparql.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.shuyuan.catalogue.sparql.query.ReadOnlyQuery;
import org.shuyuan.catalogue.sparql.query.RunningQuery;

/**
 * The port to a store of named graphs, which readers see together as one. It says itself
 * how much it reflects. Written by one thread, read by any. With any store, the same
 * query on the same graphs returns the same results.
 */
public interface QuadStore extends AutoCloseable {

	/**
	 * Whether this instance is the one that writes; asked before each round of changes.
	 */
	boolean writing();

	/**
	 * How much the store reflects, as it says itself; nothing where nothing is in it.
	 * @throws SparqlUnavailable also if it holds what is not ours
	 */
	Optional<ViewPosition> reflected();

	/** Removes everything. */
	void clear();

	/**
	 * Replaces whole graphs and says what is reflected from now on, all of it together or
	 * not at all. Where the store reflects something else than was thought, nothing
	 * changes: a late or repeated write does no harm.
	 * @param graphs triples by the name of their graph; one without triples is removed
	 * @param before what was thought to be reflected, nothing for an empty store
	 */
	void replace(Map<Node, List<Triple>> graphs, Optional<ViewPosition> before, ViewPosition after);

	/** Called when nothing is left to take in, as time to tidy up. */
	void rest();

	/**
	 * A query over all graphs, to be run.
	 * @param longest how long it may take
	 * @throws org.shuyuan.support.problem.Problem for what this store is not asked
	 */
	RunningQuery query(ReadOnlyQuery query, Duration longest);

	@Override
	void close();

}
