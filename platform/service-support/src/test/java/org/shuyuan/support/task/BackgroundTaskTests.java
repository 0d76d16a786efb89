package org.shuyuan.support.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackgroundTaskTests {

	private static final Duration DAY = Duration.ofDays(1);

	private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8));

	private final SkippingClock clock = new SkippingClock();

	private final CountDownLatch over = new CountDownLatch(1);

	private @Nullable BackgroundTask running;

	@AfterEach
	void stop() {
		if (this.running != null) {
			this.running.stop();
		}
	}

	@Test
	void pausesBeforeTheFirstRunAndBetweenRuns() throws Exception {
		run(task(3, () -> {
		}, Duration.ofMinutes(5)).withFirstPause(Duration.ofSeconds(30)));
		assertThat(this.clock.pauses).containsExactly(Duration.ofSeconds(30), Duration.ofMinutes(5),
				Duration.ofMinutes(5));
	}

	@Test
	void backsOffAfterFailuresUntilARunSucceeds() throws Exception {
		AtomicInteger runs = new AtomicInteger();
		run(task(9, () -> {
			int number = runs.incrementAndGet();
			if (number != 6) {
				throw new IllegalStateException("Away");
			}
		}, DAY));
		assertThat(this.clock.pauses.stream().map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 8L,
				DAY.toSeconds(), 1L, 2L);
	}

	@Test
	void aRunThatSucceedsGoesOnAtItsOwnPace() throws Exception {
		AtomicInteger runs = new AtomicInteger();
		CountDownLatch enough = new CountDownLatch(4);
		run(new BackgroundTask("test", () -> {
			enough.countDown();
			if (enough.getCount() == 0) {
				hold();
			}
			return (runs.incrementAndGet() == 2) ? DAY : Duration.ZERO;
		}, BACKOFF).withClock(this.clock).withInterrupt(Interrupt.ALWAYS));
		enough.await();
		assertThat(this.clock.pauses).containsExactly(DAY);
	}

	@Test
	void saysOnceThatItFailsAndOnceThatItHasRecovered(CapturedOutput log) throws Exception {
		AtomicInteger runs = new AtomicInteger();
		run(task(20, () -> {
			if (runs.incrementAndGet() <= 10) {
				throw new IllegalStateException("Nobody answers");
			}
		}, DAY));
		assertThat(log.getAll().lines().filter((line) -> line.contains("test fails; trying again"))).hasSize(1);
		assertThat(log.getAll().lines().filter((line) -> line.contains("IllegalStateException: Nobody answers")))
			.hasSize(1);
		assertThat(log.getAll().lines().filter((line) -> line.contains("test has recovered after 10 failures")))
			.hasSize(1);
	}

	@Test
	void saysNothingOfWhatPassesWithinSeconds(CapturedOutput log) throws Exception {
		AtomicInteger runs = new AtomicInteger();
		run(task(3, () -> {
			if (runs.incrementAndGet() == 1) {
				throw new IllegalStateException("Not yet");
			}
		}, DAY));
		assertThat(log.getAll()).doesNotContain("test fails", "recovered");
	}

	@Test
	void survivesErrorsAndInterruptsOfItsSteps() throws Exception {
		AtomicInteger runs = new AtomicInteger();
		run(task(4, () -> {
			switch (runs.incrementAndGet()) {
				case 1 -> throw new StackOverflowError();
				case 2 -> throw new NoClassDefFoundError("gone");
				case 3 -> throw new InterruptedException();
				default -> {
				}
			}
		}, DAY));
		assertThat(runs).hasValue(3);
	}

	@Test
	void countsRunsAndTellsWhenOneLastSucceeded() throws Exception {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		AtomicInteger runs = new AtomicInteger();
		BackgroundTask task = task(6, () -> {
			this.clock.pass(Duration.ofSeconds(3));
			if (runs.incrementAndGet() > 2) {
				throw new IllegalStateException("Away");
			}
		}, DAY);
		task.bindTo(meters);
		assertThat(meters.get("shuyuan.task.last.success").tag("task", "test").timeGauge().value()).isNaN();
		run(task);
		assertThat(meters.get("shuyuan.task").tag("task", "test").tag("outcome", "done").timer()).satisfies((timer) -> {
			assertThat(timer.count()).isEqualTo(2);
			assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(6);
		});
		assertThat(meters.get("shuyuan.task").tag("task", "test").tag("outcome", "failed").timer().count())
			.isEqualTo(3);
		assertThat(meters.get("shuyuan.task.failing").tag("task", "test").gauge().value()).isEqualTo(1);
		assertThat(meters.get("shuyuan.task.last.success").tag("task", "test").timeGauge().value(TimeUnit.SECONDS))
			.isEqualTo(DAY.plusSeconds(6).toSeconds());
	}

	@Test
	void isWokenFromItsPause() throws Exception {
		CountDownLatch first = new CountDownLatch(1);
		CountDownLatch second = new CountDownLatch(2);
		start(new BackgroundTask("test", () -> {
			first.countDown();
			second.countDown();
		}, DAY, BACKOFF));
		first.await();
		this.running.wake();
		second.await();
	}

	@Test
	void isNotWokenFromItsBackoff() throws Exception {
		AtomicInteger runs = new AtomicInteger();
		BackgroundTask[] itself = new BackgroundTask[1];
		itself[0] = task(3, () -> {
			itself[0].wake();
			if (runs.incrementAndGet() == 1) {
				throw new IllegalStateException("Away");
			}
		}, DAY);
		run(itself[0]);
		assertThat(this.clock.pauses).containsExactly(BACKOFF.first());
	}

	@Test
	void aStopEndsThePauseAndIsFollowedByNoRun() {
		AtomicInteger runs = new AtomicInteger();
		start(new BackgroundTask("test", runs::incrementAndGet, DAY, BACKOFF).withFirstPause(DAY));
		assertThat(this.running.isRunning()).isTrue();
		this.running.stop();
		assertThat(this.running.isRunning()).isFalse();
		assertThat(runs).hasValue(0);
	}

	@Test
	void aStopInterruptsALongPoll() throws Exception {
		CountDownLatch polling = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		BackgroundTask[] itself = new BackgroundTask[1];
		itself[0] = new BackgroundTask("test", () -> itself[0].interruptibly(() -> {
			polling.countDown();
			try {
				this.over.await();
			}
			catch (InterruptedException _) {
				interrupted.countDown();
			}
			return DAY;
		}), BACKOFF);
		start(itself[0]);
		polling.await();
		itself[0].stop();
		assertThat(interrupted.getCount()).isZero();
	}

	@Test
	void aStopLeavesAStepToItsEndThatMustNotBeInterrupted() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch stopped = new CountDownLatch(1);
		List<String> order = new CopyOnWriteArrayList<>();
		start(new BackgroundTask("test", () -> {
			begun.countDown();
			this.over.await(1, TimeUnit.HOURS);
			order.add("step");
		}, DAY, BACKOFF).withInterrupt(Interrupt.NEVER).withEnd(() -> order.add("end")));
		begun.await();
		this.running.stop(() -> {
			order.add("stopped");
			stopped.countDown();
		});
		assertThat(this.running.isRunning()).isFalse();
		assertThat(order).isEmpty();
		this.over.countDown();
		stopped.await();
		assertThat(order).containsExactly("step", "end", "stopped");
	}

	@Test
	void hangsWhileAStepDoesNotEnd() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch tidying = new CountDownLatch(1);
		CountDownLatch tidied = new CountDownLatch(1);
		BackgroundTask[] itself = new BackgroundTask[1];
		itself[0] = new BackgroundTask("test", () -> {
			begun.countDown();
			this.over.await();
			itself[0].upToDate();
			tidied.countDown();
			tidying.await();
		}, DAY, BACKOFF).withClock(this.clock).withInterrupt(Interrupt.ALWAYS).withLongestStep(Duration.ofSeconds(15));
		start(itself[0]);
		begun.await();
		this.clock.pass(Duration.ofSeconds(15));
		assertThat(itself[0].isHanging()).isFalse();
		this.clock.pass(Duration.ofNanos(1));
		assertThat(itself[0].isHanging()).isTrue();
		this.over.countDown();
		tidied.await();
		this.clock.pass(DAY);
		assertThat(itself[0].isHanging()).isFalse();
	}

	@Test
	void canBeStartedAgain() throws Exception {
		CountDownLatch twice = new CountDownLatch(2);
		start(new BackgroundTask("test", twice::countDown, DAY, BACKOFF).withEnd(() -> {
		}));
		while (twice.getCount() == 2) {
			Thread.onSpinWait();
		}
		this.running.stop();
		this.running.start();
		twice.await();
	}

	@Test
	void aStartThatFailsLeavesNothingRunning() {
		BackgroundTask task = new BackgroundTask("test", () -> {
		}, DAY, BACKOFF).withStart(() -> {
			throw new IllegalStateException("Nothing to begin with");
		});
		assertThatIllegalStateException().isThrownBy(task::start);
		assertThat(task.isRunning()).isFalse();
	}

	@Test
	void livesAsLongAsTheApplicationThatWantsIt() throws Exception {
		CountDownLatch run = new CountDownLatch(1);
		BackgroundTask wanted = new BackgroundTask("wanted", run::countDown, DAY, BACKOFF);
		BackgroundTasks unwanted = new BackgroundTasks(
				List.of(new BackgroundTask("unwanted", run::countDown, DAY, BACKOFF).onlyIf(false)));
		BackgroundTasks several = new BackgroundTasks(List.of(new BackgroundTask("one", () -> {
		}, DAY, BACKOFF), new BackgroundTask("other", () -> {
		}, DAY, BACKOFF)));
		try (GenericApplicationContext application = new GenericApplicationContext()) {
			application.registerBean("wanted", BackgroundTask.class, () -> wanted);
			application.registerBean("unwanted", BackgroundTasks.class, () -> unwanted);
			application.registerBean("several", BackgroundTasks.class, () -> several);
			application.refresh();
			run.await();
			assertThat(wanted.isRunning()).isTrue();
			assertThat(several.isRunning()).isTrue();
			assertThat(unwanted.isRunning()).isFalse();
		}
		assertThat(wanted.isRunning()).isFalse();
		assertThat(several.isRunning()).isFalse();
	}

	/** A task that holds in the run of that number. */
	private BackgroundTask task(int last, BackgroundTask.Step step, Duration pause) {
		AtomicInteger runs = new AtomicInteger();
		return new BackgroundTask("test", () -> {
			if (runs.incrementAndGet() == last) {
				hold();
			}
			step.run();
		}, pause, BACKOFF).withClock(this.clock).withInterrupt(Interrupt.ALWAYS);
	}

	private void hold() throws InterruptedException {
		this.clock.held.countDown();
		this.over.await();
	}

	private void run(BackgroundTask task) throws InterruptedException {
		start(task);
		this.clock.held.await();
	}

	private void start(BackgroundTask task) {
		this.running = task;
		task.start();
	}

	/** Time passes when it is told to, and at once where a task would wait for it. */
	private static final class SkippingClock implements TaskClock {

		private final List<Duration> pauses = new CopyOnWriteArrayList<>();

		private final AtomicLong nanoseconds = new AtomicLong();

		private final CountDownLatch held = new CountDownLatch(1);

		@Override
		public long nanoseconds() {
			return this.nanoseconds.get();
		}

		@Override
		public Instant now() {
			return Instant.EPOCH.plusNanos(this.nanoseconds.get());
		}

		@Override
		public void await(Condition signal, long waited) {
			this.pauses.add(Duration.ofNanos(waited));
			this.nanoseconds.addAndGet(waited);
		}

		void pass(Duration duration) {
			this.nanoseconds.addAndGet(duration.toNanos());
		}

	}

}
