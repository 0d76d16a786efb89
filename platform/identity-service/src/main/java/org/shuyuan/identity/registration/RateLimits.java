package org.shuyuan.identity.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something may be done within a time, counted by name in bounded memory. A
 * restart forgives.
 */
public final class RateLimits {

	private static final int REMEMBERED = 10_000;

	private final InstantSource clock;

	private final Map<String, Deque<Instant>> times = new LinkedHashMap<>(64, 0.75f, true) {
		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
			return size() > REMEMBERED;
		}
	};

	public RateLimits(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Counts one more, unless it would be one too many.
	 * @param name what is counted
	 * @param most how many are allowed
	 * @param within in how long
	 */
	synchronized boolean allows(String name, int most, Duration within) {
		Instant now = this.clock.instant();
		Deque<Instant> done = this.times.computeIfAbsent(name, (_) -> new ArrayDeque<>());
		while (!done.isEmpty() && !done.getFirst().isAfter(now.minus(within))) {
			done.removeFirst();
		}
		if (done.size() >= most) {
			return false;
		}
		done.addLast(now);
		return true;
	}

}
