package org.shuyuan.catalogue.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.publicview.ViewProblems;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.RemovedEntry;
import org.shuyuan.catalogue.search.index.SearchEngine;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.search.index.SearchUnavailable;
import org.shuyuan.catalogue.text.TextAnalysis;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;

/**
 * An index that is opened and updated in the background, so that at startup only searches
 * wait for it.
 */
abstract class MaintainedIndex {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	/** How often an instance that only reads looks whether it should write. */
	private static final Duration LOOK = Duration.ofSeconds(1);

	private static final int WITHDRAWN = 500;

	private final String name;

	private final SearchEngine engine;

	private final TextAnalysis analysis;

	private final MeterRegistry meters;

	private final CountDownLatch caughtUp = new CountDownLatch(1);

	private final BackgroundTask task;

	private @Nullable SearchIndex index;

	private volatile @Nullable EntrySearch search;

	private volatile @Nullable Problem failure;

	private boolean wrote;

	MaintainedIndex(String name, SearchEngine engine, TextAnalysis analysis, MeterRegistry meters) {
		this.name = name;
		this.engine = engine;
		this.analysis = analysis;
		this.meters = meters;
		this.task = new BackgroundTask("catalogue-" + name + "-index", this::step, Backoff.QUICK).withEnd(this::close);
	}

	/**
	 * Takes in what is new; where nothing is, waits for it, but not for long.
	 * @return whether everything that is known was taken in
	 */
	abstract boolean take(SearchIndex index) throws InterruptedException;

	/**
	 * Called before the first round of changes since another instance may have written.
	 */
	void begin() {
	}

	/**
	 * Entries that changed after a position, in any state.
	 * @param limit how many changes to read at most
	 */
	abstract Changed changedAfter(long position, int limit);

	private Duration step() throws InterruptedException {
		try {
			boolean writing = follow(index());
			this.failure = null;
			return writing ? Duration.ZERO : LOOK;
		}
		catch (Problem ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/** Whether this instance maintains the index. */
	private boolean follow(SearchIndex opened) throws InterruptedException {
		boolean writing = opened.writing();
		boolean current = !writing;
		if (writing) {
			if (!this.wrote) {
				begin();
			}
			this.wrote = true;
			Optional<IndexPosition> previous = opened.previous();
			previous.ifPresent((position) -> evict(opened, position));
			boolean all = take(opened);
			opened.settle(all);
			current = all || previous.isPresent();
		}
		this.wrote = writing;
		if (current && opened.answering()) {
			this.caughtUp.countDown();
		}
		return writing;
	}

	private void evict(SearchIndex opened, IndexPosition position) {
		Changed changed = changedAfter(position.changes(), WITHDRAWN);
		if (changed.position() > position.changes()) {
			opened.evict(changed.entries(), new IndexPosition(changed.position(), position.data()));
		}
	}

	/**
	 * Returns if this instance maintains the index.
	 * @throws org.shuyuan.support.problem.Problem if it could not be in its last round
	 * @throws IllegalStateException if it hangs in this one
	 */
	final void check() {
		Problem failed = this.failure;
		if (failed != null) {
			throw failed;
		}
		if (this.task.isHanging()) {
			throw new IllegalStateException("The %s search index hangs".formatted(this.name));
		}
	}

	/** The index; opened at the first call. */
	final synchronized SearchIndex index() {
		SearchIndex opened = this.index;
		if (opened == null) {
			opened = new MeasuredIndex(this.engine.open(this.name), this.name, this.meters);
			this.index = opened;
			this.search = new EntrySearch(opened, this.analysis);
		}
		return opened;
	}

	/**
	 * What answers questions, once the index has caught up.
	 * @throws org.shuyuan.support.problem.Problem if it has not for a while
	 */
	final EntrySearch search() {
		if (this.caughtUp.getCount() > 0 && this.failure instanceof SearchUnavailable down) {
			throw new SearchUnavailable(down);
		}
		try {
			EntrySearch ready = this.caughtUp.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS) ? this.search
					: null;
			if (ready != null) {
				return ready;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw ViewProblems.notReady();
	}

	/** The position that searches reflect, 0 before the index is open. */
	final synchronized long position() {
		return (this.index != null) ? this.index.position().changes() : 0;
	}

	/** The task that maintains it. */
	final BackgroundTask task() {
		return this.task;
	}

	private synchronized void close() {
		if (this.index != null) {
			this.index.close();
			this.index = null;
		}
	}

	/**
	 * A stretch of changes.
	 *
	 * @param entries entries that changed
	 * @param position the position after them
	 */
	record Changed(List<RemovedEntry> entries, long position) {
	}

}
