package org.shuyuan.support.task;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The time of a task; tests let it pass as they like. */
interface TaskClock {

	/** The system's. */
	TaskClock SYSTEM = new TaskClock() {

		@Override
		public long nanoseconds() {
			return System.nanoTime();
		}

		@Override
		public Instant now() {
			return Instant.now();
		}

		@Override
		public void await(Condition signal, long nanoseconds) throws InterruptedException {
			signal.await(nanoseconds, TimeUnit.NANOSECONDS);
		}

	};

	/** Nanoseconds since some moment. */
	long nanoseconds();

	/** The time of day. */
	Instant now();

	/** Waits for a signal, for so long at most. */
	void await(Condition signal, long nanoseconds) throws InterruptedException;

}
