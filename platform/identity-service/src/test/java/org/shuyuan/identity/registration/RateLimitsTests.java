package org.shuyuan.identity.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitsTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T01:00:00Z"));

	private final RateLimits limits = new RateLimits(this.now::get);

	@Test
	void allowsSoManyWithinATime() {
		assertThat(allows("a")).isTrue();
		later(Duration.ofMinutes(30));
		assertThat(allows("a")).isTrue();
		assertThat(allows("a")).isFalse();
		assertThat(allows("b")).isTrue();
		later(Duration.ofMinutes(30));
		assertThat(allows("a")).as("the first is an hour ago").isTrue();
		assertThat(allows("a")).isFalse();
	}

	@Test
	void doesNotCountWhatItRefused() {
		allows("a");
		allows("a");
		for (int minute = 0; minute < 59; minute++) {
			later(Duration.ofMinutes(1));
			assertThat(allows("a")).isFalse();
		}
		later(Duration.ofMinutes(1));
		assertThat(allows("a")).isTrue();
	}

	private boolean allows(String name) {
		return this.limits.allows(name, 2, Duration.ofHours(1));
	}

	private void later(Duration by) {
		this.now.updateAndGet((instant) -> instant.plus(by));
	}

}
