package org.shuyuan.gateway.publication;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for a version to move on. Other instances' changes are seen within
 * a second.
 */
@Component
public class FeedSignal {

	private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition moved = this.lock.newCondition();

	/** Something moved on. */
	public void moved() {
		this.lock.lock();
		try {
			this.moved.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits until the condition holds or the time is up. */
	public void await(Duration longest, BooleanSupplier condition) {
		long end = System.nanoTime() + longest.toNanos();
		this.lock.lock();
		try {
			while (!condition.getAsBoolean()) {
				long left = end - System.nanoTime();
				if (left <= 0) {
					return;
				}
				this.moved.awaitNanos(Math.min(left, LOOK_AGAIN));
			}
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
	}

}
