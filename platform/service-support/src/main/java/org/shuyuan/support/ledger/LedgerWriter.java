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

import org.shuyuan.support.ledger.chain.Checkpoint;
import org.shuyuan.support.ledger.chain.LedgerRecord;
import org.shuyuan.support.ledger.chain.LedgerSigningKey;
import org.shuyuan.support.ledger.chain.LedgerStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a ledger. Many callers wait on one commit: a single thread takes what has come,
 * takes over the steps that processes have journalled, and signs how far it came.
 */
final class LedgerWriter {

	private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);

	private static final int BATCH = 2000;

	private static final Duration PAUSE = Duration.ofMillis(200);

	/** Nothing older than this is unsigned. */
	private static final Duration SIGNED_EVERY = Duration.ofSeconds(10);

	private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

	private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(100_000);

	private final String origin;

	private final LedgerStore store;

	private final LedgerSigningKey key;

	private final Clock clock;

	private final IntConsumer committed;

	private volatile boolean running;

	private boolean begun;

	private long sealedAt;

	private long signedAt;

	private Thread thread = Thread.ofPlatform().unstarted(() -> {
	});

	LedgerWriter(String origin, LedgerStore store, LedgerSigningKey key, Clock clock, IntConsumer committed) {
		this.origin = origin;
		this.store = store;
		this.key = key;
		this.clock = clock;
		this.committed = committed;
	}

	/**
	 * Records; when this returns it is durable.
	 * @throws LedgerFailed if it could not be recorded
	 */
	void append(LedgerRecord record) {
		Waiting waiting = new Waiting(record, new CompletableFuture<>());
		try {
			if (!this.running || !this.queue.offer(waiting, 1, TimeUnit.SECONDS)) {
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

	private void write() {
		List<Waiting> batch = new ArrayList<>();
		while (this.running || !this.queue.isEmpty()) {
			batch.clear();
			try {
				Waiting first = this.queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
				if (first != null) {
					batch.add(first);
					this.queue.drainTo(batch, BATCH - 1);
					begin();
					this.store.append(batch.stream().map(Waiting::record).toList());
					this.committed.accept(batch.size());
					batch.forEach((each) -> each.done.complete(true));
				}
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
				break;
			}
			catch (RuntimeException ex) {
				LOG.warn("Nothing can be recorded in {}", this.origin, ex);
				batch.forEach((each) -> each.done.completeExceptionally(ex));
			}
			look();
		}
		look(true);
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
		try {
			begin();
			seal();
			if (sign) {
				sign();
			}
		}
		catch (RuntimeException ex) {
			LOG.warn("Steps of processes could not be sealed or signed yet in {}", this.origin, ex);
		}
	}

	void start() {
		this.running = true;
		this.signedAt = System.nanoTime() - SIGNED_EVERY.toNanos();
		this.sealedAt = this.signedAt;
		this.thread = Thread.ofPlatform().daemon().name("ledger").start(this::write);
	}

	/** Waits until what was taken is recorded and signed. */
	void stop() {
		this.running = false;
		try {
			this.thread.join(LONGEST_STOP);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	boolean running() {
		return this.running;
	}

	private record Waiting(LedgerRecord record, CompletableFuture<Boolean> done) {
	}

}
