package org.shuyuan.observability;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BoundedHealthIndicatorTests {

	@Test
	void isUpWhereItDoesItsWork() {
		assertThat(new BoundedHealthIndicator(Status.DOWN, () -> {
		}).health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void saysWithoutWhatTheServiceIsButNotInWhoseWords() {
		BoundedHealthIndicator broken = new BoundedHealthIndicator(BoundedHealthIndicator.DEGRADED, () -> {
			throw new IOException("password=hush");
		});
		assertThat(broken.health().getStatus()).isEqualTo(BoundedHealthIndicator.DEGRADED);
		assertThat(broken.health().getDetails()).containsEntry("why", "IOException");
	}

	@Test
	void isTriedAgainAfterAnError() {
		AtomicInteger tried = new AtomicInteger();
		BoundedHealthIndicator once = new BoundedHealthIndicator(Status.DOWN, () -> {
			if (tried.incrementAndGet() == 1) {
				throw new NoClassDefFoundError("org/example/Driver");
			}
		});
		assertThat(once.health().getDetails()).containsEntry("why", "NoClassDefFoundError");
		await().atMost(Duration.ofMinutes(2)).until(() -> once.health().getStatus().equals(Status.UP));
	}

	@Test
	void leavesBehindWhoDoesNotComeBack() {
		CountDownLatch silence = new CountDownLatch(1);
		AtomicInteger tried = new AtomicInteger();
		BoundedHealthIndicator hanging = new BoundedHealthIndicator(Status.DOWN, () -> {
			if (tried.incrementAndGet() == 1) {
				silence.await();
			}
		}, Duration.ZERO);
		assertThat(hanging.health().getStatus()).isEqualTo(Status.DOWN);
		await().atMost(Duration.ofMinutes(2)).until(() -> hanging.health().getStatus().equals(Status.UP));
	}

	@Test
	void waitsForNoneThatIsSilentAndTriesItOnceAtATime() {
		CountDownLatch silence = new CountDownLatch(1);
		AtomicInteger tried = new AtomicInteger();
		BoundedHealthIndicator silent = new BoundedHealthIndicator(Status.DOWN, () -> {
			tried.incrementAndGet();
			silence.await();
		});
		assertThat(silent.health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(silent.health().getDetails()).containsEntry("why", "silent");
		assertThat(tried).hasValue(1);
		silence.countDown();
		await().atMost(Duration.ofMinutes(2)).until(() -> silent.health().getStatus().equals(Status.UP));
	}

}
