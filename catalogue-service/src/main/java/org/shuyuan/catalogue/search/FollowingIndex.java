package org.shuyuan.catalogue.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.publicview.Follower;
import org.shuyuan.catalogue.publicview.ViewProblems;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.SmartLifecycle;

/**
 * An index that is opened and kept up in the background, so that nothing waits for it at
 * the start but who searches.
 */
abstract class FollowingIndex implements SmartLifecycle {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private static final Duration COMMITS = Duration.ofSeconds(5);

	private final Path folder;

	private final TextAnalysis analysis;

	private final JsonMapper json;

	private final CountDownLatch caughtUp = new CountDownLatch(1);

	private @Nullable Follower follower;

	private @Nullable SearchIndex index;

	private volatile @Nullable EntrySearch search;

	private long committed;

	FollowingIndex(Path folder, TextAnalysis analysis, JsonMapper json) {
		this.folder = folder;
		this.analysis = analysis;
		this.json = json;
	}

	abstract Follower follower();

	/** The index; opened at the first call. Only for the follower's thread. */
	final synchronized SearchIndex index() {
		SearchIndex opened = this.index;
		if (opened == null) {
			opened = new SearchIndex(this.folder, new EntryDocument(this.analysis, this.json));
			this.index = opened;
			this.search = new EntrySearch(opened, this.analysis, this.json);
		}
		return opened;
	}

	/**
	 * Commits now and then.
	 * @param upToDate whether everything that is known was taken in
	 */
	final void settle(boolean upToDate) {
		SearchIndex opened = index();
		boolean due = System.nanoTime() - this.committed > COMMITS.toNanos();
		if (opened.dirty() && due) {
			opened.commit();
			this.committed = System.nanoTime();
		}
		if (upToDate) {
			this.caughtUp.countDown();
		}
	}

	/**
	 * What answers questions, once the index has caught up.
	 * @throws org.shuyuan.catalogue.problem.CatalogueProblem if it has not for a while
	 */
	final EntrySearch search() {
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
		return (this.index != null) ? this.index.position() : 0;
	}

	@Override
	public final synchronized void start() {
		this.follower = follower();
		this.follower.start();
	}

	@Override
	public final void stop() {
		Follower stopped = this.follower;
		this.follower = null;
		if (stopped != null) {
			stopped.stop();
		}
		close();
	}

	private synchronized void close() {
		if (this.index != null) {
			this.index.close();
			this.index = null;
		}
	}

	@Override
	public final boolean isRunning() {
		return this.follower != null;
	}

}
