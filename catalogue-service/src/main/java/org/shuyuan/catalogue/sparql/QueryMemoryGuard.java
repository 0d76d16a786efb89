package org.shuyuan.catalogue.sparql;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.ThreadMXBean;
import org.shuyuan.catalogue.sparql.query.QueryRun;

/**
 * Stops the query that fills the heap before nothing is left for everybody else: sorting
 * or grouping a cross product would take all there is long before its time is up.
 */
final class QueryMemoryGuard {

	private static final Duration LOOK = Duration.ofMillis(20);

	private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(300);

	private static final double FULL = 0.75;

	/** A query that allocated less did not fill the heap. */
	private static final long HARMLESS = 32L << 20;

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final Optional<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans()
		.stream()
		.filter((pool) -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported()
				&& pool.getUsage().getMax() > 0)
		.findFirst();

	private final Map<QueryRun, Begun> running = new ConcurrentHashMap<>();

	private final Thread watching = Thread.ofPlatform().daemon().name("catalogue-query-watch").start(this::watch);

	private long collected = System.nanoTime();

	/** The query runs in this thread from now on. */
	void begins(QueryRun run) {
		long thread = Thread.currentThread().threadId();
		this.running.put(run, new Begun(thread, this.threads.getThreadAllocatedBytes(thread)));
		LockSupport.unpark(this.watching);
	}

	/** The query runs no longer. */
	void ends(QueryRun run) {
		this.running.remove(run);
	}

	void close() {
		this.watching.interrupt();
	}

	private void watch() {
		while (!Thread.currentThread().isInterrupted()) {
			if (this.running.isEmpty()) {
				LockSupport.park();
			}
			else {
				LockSupport.parkNanos(LOOK.toNanos());
				look();
			}
		}
	}

	private void look() {
		if (!full()) {
			return;
		}
		Optional<QueryRun> greediest = this.running.keySet()
			.stream()
			.filter((run) -> allocated(run) > HARMLESS)
			.max(Comparator.comparingLong(this::allocated));
		if (greediest.isPresent() && System.nanoTime() - this.collected > BETWEEN_COLLECTIONS.toNanos()) {
			System.gc();
			this.collected = System.nanoTime();
			if (full()) {
				greediest.get().abortForMemory();
			}
		}
	}

	private boolean full() {
		return this.old.map(MemoryPoolMXBean::getUsage)
			.filter((usage) -> usage.getUsed() > FULL * usage.getMax())
			.isPresent();
	}

	private long allocated(QueryRun run) {
		Begun begun = this.running.get(run);
		return (begun != null) ? this.threads.getThreadAllocatedBytes(begun.thread()) - begun.allocated() : 0;
	}

	private record Begun(long thread, long allocated) {
	}

}
