package org.shuyuan.catalogue.publicview;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.support.problem.Problem;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the public view has come as far as the change log stood at the start. Before,
 * as after a restore, it is not asked: what it has not read yet is not deleted.
 */
@Component("publicViewHealthIndicator")
public class ViewReadiness implements HealthIndicator {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

	private static final Duration LOOK = Duration.ofMillis(20);

	private final ChangeLog log;

	private final PublicStore store;

	private volatile long start = -1;

	private volatile boolean reached;

	ViewReadiness(ChangeLog log, PublicStore store) {
		this.log = log;
		this.store = store;
	}

	/** Whether the view can be asked. */
	public boolean ready() {
		if (this.reached) {
			return true;
		}
		if (this.start < 0) {
			this.start = this.log.position();
		}
		PublicStore.Progress progress = this.store.progress();
		this.reached = progress.version().equals(PublicProjector.VERSION) && progress.source() >= this.start;
		return this.reached;
	}

	/**
	 * Proceeds only if the view can be queried; waits a moment for it.
	 * @throws Problem 503 {@code not-ready}
	 */
	public void require() {
		long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
		while (!ready()) {
			if (System.nanoTime() > deadline) {
				throw ViewProblems.notReady();
			}
			LockSupport.parkNanos(LOOK.toNanos());
		}
	}

	@Override
	public Health health() {
		return (ready() ? Health.up() : Health.outOfService()).build();
	}

}
