package org.shuyuan.identity.authorizationserver;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginThrottleTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T01:00:00Z"));

	private final LoginThrottle loginThrottle = new LoginThrottle(this.now::get);

	@Test
	void letsFourWrongPasswordsPass() {
		fail(4);
		assertThat(this.loginThrottle.wait("steward")).isZero();
	}

	@Test
	void waitsTwiceAsLongEachTimeUpToFiveMinutes() {
		fail(5);
		assertThat(this.loginThrottle.wait("steward")).isEqualTo(Duration.ofSeconds(2));
		fail(1);
		assertThat(this.loginThrottle.wait("steward")).isEqualTo(Duration.ofSeconds(4));
		fail(20);
		assertThat(this.loginThrottle.wait("steward")).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void forgetsAfterTheRightPassword() {
		fail(9);
		this.loginThrottle.succeeded("steward");
		assertThat(this.loginThrottle.wait("steward")).isZero();
	}

	@Test
	void makesNobodyElseWait() {
		fail(9);
		assertThat(this.loginThrottle.wait("auditor")).isZero();
	}

	@Test
	void remembersOnlyTheBeginningOfLongNames() {
		String longest = "x".repeat(1_000_000);
		for (int i = 0; i < 9; i++) {
			this.loginThrottle.failed(longest + i);
		}
		assertThat(this.loginThrottle.wait("x".repeat(200))).isPositive();
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			this.loginThrottle.failed("steward");
		}
	}

}
