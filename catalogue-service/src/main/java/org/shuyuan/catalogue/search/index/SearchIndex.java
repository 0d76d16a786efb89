package org.shuyuan.catalogue.search.index;

import java.util.List;
import java.util.Optional;

/**
 * The port to a search engine: one index of entries with the position that it reflects.
 * Written by one thread, read by any. With any engine, the same query returns the same
 * entries in the same order.
 */
public interface SearchIndex extends AutoCloseable {

	/**
	 * Whether this instance is the one that writes; asked before each round of changes.
	 */
	boolean writing();

	/** Where to go on from. */
	IndexPosition position();

	/**
	 * Takes in changes.
	 * @param found entries as they are now
	 * @param gone entries that are not to be found any more
	 * @param indexPosition the position after them
	 */
	void apply(List<IndexedEntry> found, List<RemovedEntry> gone, IndexPosition indexPosition);

	/**
	 * Ends a round of changes: what was indexed can be found, and is committed later.
	 * @param upToDate whether everything that is known was taken in
	 */
	void settle(boolean upToDate);

	/** Clears the index, to be rebuilt from the start. */
	void clear();

	/**
	 * How far the older index has read that answers while this one is built; nothing
	 * where no other answers.
	 */
	Optional<IndexPosition> previous();

	/**
	 * Removes changed entries from the stand-in index: what it would say of them may be
	 * closed since.
	 * @param gone entries that changed
	 * @param indexPosition the position after them
	 */
	void evict(List<RemovedEntry> gone, IndexPosition indexPosition);

	/** Whether there is an index to be asked that has once caught up. */
	boolean answering();

	/**
	 * One page of the entries that match a condition, narrowed to what was chosen and to
	 * what the reader may see.
	 * @param words what the question's words come to
	 */
	IndexResult find(SearchQuery searchQuery, Clause words);

	/**
	 * The entries that match a condition, best first, then by title.
	 * @param limit how many at most
	 */
	List<SearchHit> best(Clause words, int limit);

	/**
	 * How many of the entries that every reader of the index may see match each
	 * condition.
	 * @param clauses the conditions
	 */
	List<Integer> counts(List<Clause> clauses);

	@Override
	void close();

}
