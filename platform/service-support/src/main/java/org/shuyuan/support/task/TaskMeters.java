package org.shuyuan.support.task;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/** How a task's runs end, how long they take, and when one last succeeded. */
final class TaskMeters {

	private final String task;

	private volatile @Nullable Timer done;

	private volatile @Nullable Timer failed;

	private volatile @Nullable Instant succeeded;

	private volatile boolean failing;

	TaskMeters(String task) {
		this.task = task;
	}

	void bindTo(MeterRegistry registry) {
		this.done = timer("done", registry);
		this.failed = timer("failed", registry);
		Gauge.builder("shuyuan.task.failing", this, (meters) -> meters.failing ? 1 : 0)
			.description("1 while the last run of a background task has failed")
			.tag("task", this.task)
			.register(registry);
		TimeGauge.builder("shuyuan.task.last.success", this, TimeUnit.MILLISECONDS, TaskMeters::lastSuccess)
			.description("When a run of a background task last succeeded, since 1970; not a number before the first")
			.tag("task", this.task)
			.register(registry);
	}

	private Timer timer(String outcome, MeterRegistry registry) {
		return Timer.builder("shuyuan.task")
			.description("Runs of a background task, by outcome")
			.tag("task", this.task)
			.tag("outcome", outcome)
			.register(registry);
	}

	private static double lastSuccess(TaskMeters meters) {
		Instant last = meters.succeeded;
		return (last != null) ? last.toEpochMilli() : Double.NaN;
	}

	void done(long nanoseconds, Instant now) {
		this.failing = false;
		this.succeeded = now;
		record(this.done, nanoseconds);
	}

	void failed(long nanoseconds) {
		this.failing = true;
		record(this.failed, nanoseconds);
	}

	private static void record(@Nullable Timer timer, long nanoseconds) {
		if (timer != null) {
			timer.record(nanoseconds, TimeUnit.NANOSECONDS);
		}
	}

}
