package org.shuyuan.support.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Ends the term of idempotency keys: once an hour those are forgotten that were kept for
 * long enough.
 */
final class IdempotencyKeyExpiry implements SmartInitializingSingleton, DisposableBean {

	private static final Duration FIRST = Duration.ofMinutes(1);

	private static final Duration EACH = Duration.ofHours(1);

	private final List<IdempotencyKeys> keys;

	private final Clock clock;

	private final Duration term;

	private final SimpleAsyncTaskScheduler hourly = new SimpleAsyncTaskScheduler();

	IdempotencyKeyExpiry(List<IdempotencyKeys> keys, Clock clock, Duration term) {
		this.keys = keys;
		this.clock = clock;
		this.term = term;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.hourly.setThreadNamePrefix("idempotency-key-expiry-");
		this.hourly.scheduleWithFixedDelay(this::end, this.clock.instant().plus(FIRST), EACH);
	}

	void end() {
		this.keys.forEach((kept) -> kept.forget(this.clock.instant().minus(this.term)));
	}

	@Override
	public void destroy() {
		this.hourly.close();
	}

}
