package org.shuyuan.identity.authorizationserver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down password guessing: after five wrong ones a name has to wait, twice as long
 * each time, up to five minutes. Names that do not exist are treated alike.
 */
public final class LoginThrottle {

	private static final int FREE = 5;

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private static final int REMEMBERED = 10_000;

	/** No account has a longer name; what is stored of one is bounded. */
	private static final int LONGEST_NAME = 200;

	private final InstantSource clock;

	private final Map<String, Failures> failures = new LinkedHashMap<>(64, 0.75f, true) {
		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
			return size() > REMEMBERED;
		}
	};

	public LoginThrottle(InstantSource clock) {
		this.clock = clock;
	}

	/** How long the name has to wait, zero if it may try. */
	synchronized Duration wait(String username) {
		Failures known = this.failures.get(name(username));
		if (known == null) {
			return Duration.ZERO;
		}
		Duration left = Duration.between(this.clock.instant(), known.until());
		return left.isNegative() ? Duration.ZERO : left;
	}

	synchronized void failed(String username) {
		Failures known = this.failures.get(name(username));
		int count = (known != null) ? known.count() + 1 : 1;
		Duration pause = (count < FREE) ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(count - FREE + 1, 9));
		this.failures.put(name(username),
				new Failures(count, this.clock.instant().plus((pause.compareTo(LONGEST) > 0) ? LONGEST : pause)));
	}

	public synchronized void succeeded(String username) {
		this.failures.remove(name(username));
	}

	private static String name(String username) {
		return username.substring(0, Math.min(username.length(), LONGEST_NAME));
	}

	private record Failures(int count, Instant until) {
	}

}
