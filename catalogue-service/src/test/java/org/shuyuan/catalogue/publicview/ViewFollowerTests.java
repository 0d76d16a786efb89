package org.shuyuan.catalogue.publicview;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ViewFollowerTests {

	private static final Duration SOON = Duration.ofMillis(20);

	private final CountDownLatch silence = new CountDownLatch(1);

	@Test
	void isStuckWhileAStepDoesNotEnd() {
		ViewFollower viewFollower = new ViewFollower("test", () -> {
			this.silence.await();
			return Duration.ofHours(1);
		}, SOON);
		assertThat(viewFollower.stuck()).isFalse();
		viewFollower.start();
		waiting().until(viewFollower::stuck);
		this.silence.countDown();
		waiting().until(() -> !viewFollower.stuck());
		viewFollower.stop();
	}

	@Test
	void maySpendLongOnTidyingUp() {
		CountDownLatch tidying = new CountDownLatch(1);
		ViewFollower[] itself = new ViewFollower[1];
		itself[0] = new ViewFollower("test", () -> {
			itself[0].upToDate();
			tidying.countDown();
			this.silence.await();
			return Duration.ofHours(1);
		}, Duration.ZERO);
		itself[0].start();
		waiting().until(() -> tidying.getCount() == 0);
		assertThat(itself[0].stuck()).isFalse();
		this.silence.countDown();
		itself[0].stop();
	}

	@Test
	void aStopInterruptsALongPoll() {
		CountDownLatch polling = new CountDownLatch(1);
		AtomicReference<Exception> ended = new AtomicReference<>();
		ViewFollower[] itself = new ViewFollower[1];
		itself[0] = new ViewFollower("test", () -> itself[0].interruptibly(() -> {
			polling.countDown();
			try {
				this.silence.await();
			}
			catch (InterruptedException ex) {
				ended.set(ex);
			}
			return Duration.ofHours(1);
		}));
		itself[0].start();
		waiting().until(() -> polling.getCount() == 0);
		itself[0].stop();
		assertThat(ended.get()).isInstanceOf(InterruptedException.class);
	}

	private static ConditionFactory waiting() {
		return Awaitility.await().atMost(Duration.ofMinutes(2));
	}

}
