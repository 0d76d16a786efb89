package org.shuyuan.support.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;

/**
 * Ends the term of idempotency keys: expired ones are deleted once an hour.
 */
final class IdempotencyKeyExpiry {

	private static final Duration FIRST = Duration.ofMinutes(1);

	private static final Duration EACH = Duration.ofHours(1);

	private final List<IdempotencyKeys> keys;

	private final Clock clock;

	private final Duration term;

	IdempotencyKeyExpiry(List<IdempotencyKeys> keys, Clock clock, Duration term) {
		this.keys = keys;
		this.clock = clock;
		this.term = term;
	}

	BackgroundTask task() {
		return new BackgroundTask("idempotency-key-expiry", this::end, EACH, new Backoff(FIRST, EACH))
			.withFirstPause(FIRST);
	}

	void end() {
		this.keys.forEach((kept) -> kept.forget(this.clock.instant().minus(this.term)));
	}

}
