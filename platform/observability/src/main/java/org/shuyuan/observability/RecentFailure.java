package org.shuyuan.observability;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

/**
 * How the last try of real work ended, where only the work shows whether it can be done:
 * a server may answer and yet have no room. A failure counts for half a minute, because
 * no caller retries just to find out.
 */
public final class RecentFailure {

	private static final Duration TERM = Duration.ofSeconds(30);

	private final InstantSource clock;

	private volatile @Nullable Failure failure;

	/** Nothing has been tried yet. */
	public RecentFailure(InstantSource clock) {
		this.clock = clock;
	}

	/** Records the failure. */
	public void failed(Exception why) {
		this.failure = new Failure(why, this.clock.instant());
	}

	/** Records a success. */
	public void succeeded() {
		if (this.failure != null) {
			this.failure = null;
		}
	}

	/**
	 * Returns unless the last attempt failed within half a minute.
	 * @throws Exception the failure of that attempt
	 */
	public void check() throws Exception {
		Failure last = this.failure;
		if (last != null && this.clock.instant().isBefore(last.at().plus(TERM))) {
			throw last.why();
		}
	}

	private record Failure(Exception why, Instant at) {
	}

}
