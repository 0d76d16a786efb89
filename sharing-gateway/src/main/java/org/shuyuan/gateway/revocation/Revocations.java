package org.shuyuan.gateway.revocation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A number that grows with every revocation. A running stream stores it and checks again
 * when it has changed: at once in this process, within 200 ms on the other instances.
 */
@Component
public class Revocations {

	private static final Duration PAUSE = Duration.ofMillis(200);

	private final AtomicLong epoch = new AtomicLong();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private final RevocationEpoch shared;

	private long seen = -1;

	Revocations(RevocationEpoch shared) {
		this.shared = shared;
	}

	/** The number now. */
	public long epoch() {
		return this.epoch.get();
	}

	/** Runs before the number grows, so that what streams check is fresh. */
	public void listen(Runnable listener) {
		this.listeners.add(listener);
	}

	/**
	 * The caller's transaction revokes something: from its commit on every instance sees
	 * it, even if this one fails. Others who take something back wait from here until it
	 * ends, so it is the last step.
	 * @throws IllegalStateException without a transaction
	 */
	public void announce() {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				announceHere();
			}

		});
		this.shared.increase();
	}

	/** As {@link #announce()}, where every instance learns of it by itself. */
	public void announceHere() {
		this.listeners.forEach(Runnable::run);
		this.epoch.incrementAndGet();
	}

	private void look() {
		long now = this.shared.number();
		if (now != this.seen) {
			announceHere();
			this.seen = now;
		}
	}

	@Bean
	BackgroundTask revocationTask() {
		return new BackgroundTask("gateway-revocations", this::look, PAUSE, Backoff.QUICK);
	}

}
