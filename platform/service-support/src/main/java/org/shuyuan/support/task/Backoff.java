package org.shuyuan.support.task;

import java.time.Duration;

/**
 * Exponential backoff: each failure in a row doubles the pause before the next try, up to
 * a limit.
 *
 * @param first pause after the first failure; longer than nothing
 * @param longest the limit; at least {@code first}
 */
public record Backoff(Duration first, Duration longest) {

	/** For what others wait for. */
	public static final Backoff QUICK = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

	private static final int MOST_DOUBLINGS = 40;

	public Backoff {
		if (!first.isPositive() || longest.compareTo(first) < 0) {
			throw new IllegalArgumentException("No backoff from %s to %s".formatted(first, longest));
		}
	}

	/**
	 * The pause before the next try.
	 * @param failures failures in a row, 1 or more
	 */
	public Duration after(int failures) {
		Duration pause = this.first;
		for (int i = 1; i < Math.min(failures, MOST_DOUBLINGS) && pause.compareTo(this.longest) < 0; i++) {
			pause = pause.multipliedBy(2);
		}
		return (pause.compareTo(this.longest) < 0) ? pause : this.longest;
	}

}
