package org.shuyuan.support.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import io.micrometer.core.instrument.MeterRegistry;
import org.shuyuan.support.ledger.chain.Checkpoint;
import org.shuyuan.support.ledger.chain.LedgerRecord;
import org.shuyuan.support.ledger.chain.LedgerSigningKey;
import org.shuyuan.support.ledger.chain.LedgerStore;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;
import org.shuyuan.support.task.Interrupt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a ledger. Many callers wait on one commit: a single thread appends what was
 * queued and the steps that processes have journalled, and signs the new head.
 */
final class LedgerWriter {

	private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);

	private static final int BATCH = 2000;

	private static final Duration PAUSE = Duration.ofMillis(200);

	/** Nothing older than this is unsigned. */
	private static final Duration SIGNED_EVERY = Duration.ofSeconds(10);

	private static final Backoff BACKOFF = new Backoff(PAUSE, Duration.ofSeconds(1));

	private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(100_000);

	private final String origin;

	private final LedgerStore store;

	private final LedgerSigningKey key;

	private final Clock clock;

	private final IntConsumer committed;

	private final BackgroundTask task;

	private boolean begun;

	private long sealedAt;

	private long signedAt;

	LedgerWriter(String origin, String name, LedgerStore store, LedgerSigningKey key, Clock clock,
			IntConsumer committed, MeterRegistry meters) {
		this.origin = origin;
		this.store = store;
		this.key = key;
		this.clock = clock;
		this.committed = committed;
		this.task = new BackgroundTask(name, this::step, BACKOFF).withInterrupt(Interrupt.NEVER)
			.withStart(this::reset)
			.withEnd(this::finish);
		this.task.bindTo(meters);
	}

	/**
	 * Records; when this returns it is durable.
	 * @throws LedgerFailed if it could not be recorded
	 */
	void append(LedgerRecord record) {
		Waiting waiting = new Waiting(record, new CompletableFuture<>());
		try {
			if (!this.task.isRunning() || !this.queue.offer(waiting, 1, TimeUnit.SECONDS)) {
				throw new LedgerFailed(new IllegalStateException("The ledger does not take records"));
			}
			waiting.done.orTimeout(10, TimeUnit.SECONDS).join();
		}
		catch (CompletionException ex) {
			throw new LedgerFailed(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LedgerFailed(ex);
		}
	}

	/** Takes over the steps taken so far. */
	void seal() {
		while (this.store.seal(BATCH) == BATCH) {
			// there may be more
		}
	}

	/** Signs all that was recorded so far, steps included. */
	Checkpoint sign() {
		begin();
		seal();
		return this.store.sign(this.origin, this.key, this.clock.instant());
	}

	/** Polls for records by itself. */
	private Duration step() throws InterruptedException {
		Waiting first = this.queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		if (first != null) {
			write(first);
		}
		look();
		return Duration.ZERO;
	}

	private void write(Waiting first) {
		List<Waiting> batch = new ArrayList<>();
		batch.add(first);
		this.queue.drainTo(batch, BATCH - 1);
		try {
			begin();
			this.store.append(batch.stream().map(Waiting::record).toList());
			this.committed.accept(batch.size());
			batch.forEach((each) -> each.done.complete(true));
		}
		catch (RuntimeException ex) {
			batch.forEach((each) -> each.done.completeExceptionally(ex));
			throw ex;
		}
	}

	/** What was taken is recorded before the stop is over. */
	private void finish() {
		for (Waiting first = this.queue.poll(); first != null; first = this.queue.poll()) {
			try {
				write(first);
			}
			catch (RuntimeException ex) {
				LOG.warn("The last records of {} could not be recorded", this.origin, ex);
			}
		}
		try {
			look(true);
		}
		catch (RuntimeException ex) {
			LOG.warn("The last steps of {} could not be sealed or signed; the next start does so", this.origin, ex);
		}
	}

	/** Nothing is recorded or signed before the chains of before are continued. */
	private synchronized void begin() {
		if (!this.begun) {
			this.store.continueEarlierChains(this.clock.instant());
			this.begun = true;
		}
	}

	private void look() {
		long now = System.nanoTime();
		if (now - this.sealedAt >= PAUSE.toNanos()) {
			this.sealedAt = now;
			boolean sign = now - this.signedAt >= SIGNED_EVERY.toNanos();
			if (sign) {
				this.signedAt = now;
			}
			look(sign);
		}
	}

	private void look(boolean sign) {
		begin();
		seal();
		if (sign) {
			sign();
		}
	}

	void start() {
		this.task.start();
	}

	private void reset() {
		this.signedAt = System.nanoTime() - SIGNED_EVERY.toNanos();
		this.sealedAt = this.signedAt;
	}

	/** Waits until what was taken is recorded and signed. */
	void stop() {
		this.task.stop();
	}

	boolean running() {
		return this.task.isRunning();
	}

	private record Waiting(LedgerRecord record, CompletableFuture<Boolean> done) {
	}

}
