package org.shuyuan.support.task;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures in a row. The log says so once, as soon as they have lasted for a while: what
 * passes by itself, as while another service starts, is not worth a warning.
 */
final class TaskFailures {

	private static final Logger LOG = LoggerFactory.getLogger(BackgroundTask.class);

	private static final Duration WORTH_SAYING = Duration.ofSeconds(3);

	private final String task;

	private final Backoff backoff;

	private int count;

	private long since;

	private boolean said;

	TaskFailures(String task, Backoff backoff) {
		this.task = task;
		this.backoff = backoff;
	}

	/**
	 * A run has failed.
	 * @param begun when it began, in nanoseconds
	 * @param now when it failed
	 * @return the pause before the next
	 */
	Duration failed(Throwable failure, long begun, long now) {
		if (this.count++ == 0) {
			this.since = begun;
		}
		Duration pause = this.backoff.after(this.count);
		boolean lasting = now - this.since + pause.toNanos() >= WORTH_SAYING.toNanos();
		if (!this.said && lasting) {
			this.said = true;
			LOG.warn("{} fails; trying again until it succeeds", this.task, failure);
		}
		else {
			LOG.debug("{} has failed {} times in a row; next try in {}", this.task, this.count, pause, failure);
		}
		return pause;
	}

	/** A run has succeeded. */
	void succeeded() {
		if (this.said) {
			LOG.info("{} has recovered after {} failures", this.task, this.count);
		}
		this.count = 0;
		this.said = false;
	}

}
