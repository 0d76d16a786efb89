package org.shuyuan.standalone.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptsTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T01:00:00Z"));

	private final Attempts attempts = new Attempts(this.now::get);

	@Test
	void letsFourWrongPasswordsPass() {
		fail(4);
		assertThat(this.attempts.wait("steward")).isZero();
	}

	@Test
	void waitsTwiceAsLongEachTimeUpToFiveMinutes() {
		fail(5);
		assertThat(this.attempts.wait("steward")).isEqualTo(Duration.ofSeconds(2));
		fail(1);
		assertThat(this.attempts.wait("steward")).isEqualTo(Duration.ofSeconds(4));
		fail(20);
		assertThat(this.attempts.wait("steward")).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void forgetsAfterTheRightPassword() {
		fail(9);
		this.attempts.succeeded("steward");
		assertThat(this.attempts.wait("steward")).isZero();
	}

	@Test
	void makesNobodyElseWait() {
		fail(9);
		assertThat(this.attempts.wait("auditor")).isZero();
	}

	@Test
	void remembersOnlyTheBeginningOfLongNames() {
		String longest = "x".repeat(1_000_000);
		for (int i = 0; i < 9; i++) {
			this.attempts.failed(longest + i);
		}
		assertThat(this.attempts.wait("x".repeat(200))).isPositive();
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			this.attempts.failed("steward");
		}
	}

}
