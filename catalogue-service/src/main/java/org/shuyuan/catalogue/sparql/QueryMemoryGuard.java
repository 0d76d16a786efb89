package org.shuyuan.catalogue.sparql;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.management.ThreadMXBean;
import org.shuyuan.catalogue.sparql.query.QueryRun;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Stops the query that fills the heap before it starves all others: sorting or grouping a
 * cross product would take all there is long before its time is up.
 */
@Component
final class QueryMemoryGuard {

	private static final Duration LOOK = Duration.ofMillis(20);

	private static final Duration UNTIL_A_QUERY_BEGINS = Duration.ofDays(1);

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

	private final BackgroundTask task = new BackgroundTask("catalogue-query-memory", this::watch, Backoff.QUICK)
		.withPhase(0);

	private long collected = System.nanoTime();

	/** The query runs in this thread from now on. */
	void begins(QueryRun run) {
		long thread = Thread.currentThread().threadId();
		this.running.put(run, new Begun(thread, this.threads.getThreadAllocatedBytes(thread)));
		this.task.wake();
	}

	/** The query runs no longer. */
	void ends(QueryRun run) {
		this.running.remove(run);
	}

	/** Watches until the web server has answered its last query. */
	@Bean
	BackgroundTask queryMemoryTask() {
		return this.task;
	}

	private Duration watch() {
		look();
		return this.running.isEmpty() ? UNTIL_A_QUERY_BEGINS : LOOK;
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
