package org.shuyuan.observability;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Something a service depends on. Every caller is answered within two seconds, even if it
 * is unresponsive, and concurrent callers share one check; a check that has not returned
 * within a minute is abandoned.
 */
public final class BoundedHealthIndicator implements HealthIndicator {

	/** The service does its work but for a part; it stays in service. */
	public static final Status DEGRADED = new Status("DEGRADED");

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** A check that has not returned by then is abandoned. */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final Status without;

	private final Trial trial;

	private final Duration longest;

	private @Nullable Running running;

	/**
	 * A dependency.
	 * @param without what the service is without it
	 * @param trial fails where it does not do its work
	 */
	public BoundedHealthIndicator(Status without, Trial trial) {
		this(without, trial, LONGEST);
	}

	BoundedHealthIndicator(Status without, Trial trial, Duration longest) {
		this.without = without;
		this.trial = trial;
		this.longest = longest;
	}

	@Override
	public Health health() {
		try {
			return running().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException _) {
			return failed("silent");
		}
		catch (ExecutionException ex) {
			return failed(String.valueOf(ex.getCause()));
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return failed("interrupted");
		}
	}

	private synchronized CompletableFuture<Health> running() {
		Running known = this.running;
		if (known != null && !known.answer().isDone()) {
			if (System.nanoTime() - known.since() < this.longest.toNanos()) {
				return known.answer();
			}
			known.thread().interrupt();
		}
		CompletableFuture<Health> answer = new CompletableFuture<>();
		this.running = new Running(System.nanoTime(), answer,
				Thread.ofVirtual().name("health").start(() -> answer.complete(tried())));
		return answer;
	}

	private Health tried() {
		try {
			this.trial.run();
			return Health.up().build();
		}
		catch (Throwable ex) {
			return failed(ex.getClass().getSimpleName());
		}
	}

	private Health failed(String why) {
		return Health.status(this.without).withDetail("why", why).build();
	}

	private record Running(long since, CompletableFuture<Health> answer, Thread thread) {
	}

	/** Tries whether a dependency does its work. */
	@FunctionalInterface
	public interface Trial {

		/** Returns where it does. */
		void run() throws Exception;

	}

}
