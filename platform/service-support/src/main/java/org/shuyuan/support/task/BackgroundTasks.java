package org.shuyuan.support.task;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.context.SmartLifecycle;

/** Tasks that are started and stopped together. */
public final class BackgroundTasks implements SmartLifecycle, MeterBinder {

	private final List<BackgroundTask> tasks;

	/** Tasks of the same phase that are all wanted, or none. */
	public BackgroundTasks(List<BackgroundTask> tasks) {
		this.tasks = List.copyOf(tasks);
	}

	/** There is something to do for any of them. */
	public void wake() {
		this.tasks.forEach(BackgroundTask::wake);
	}

	@Override
	public void start() {
		this.tasks.forEach(BackgroundTask::start);
	}

	@Override
	public void stop() {
		CountDownLatch stopped = new CountDownLatch(this.tasks.size());
		this.tasks.forEach((task) -> task.stop(stopped::countDown));
		try {
			stopped.await();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void stop(Runnable callback) {
		Thread.ofVirtual().name("tasks-stop").start(() -> {
			try {
				stop();
			}
			finally {
				callback.run();
			}
		});
	}

	@Override
	public boolean isRunning() {
		return this.tasks.stream().anyMatch(BackgroundTask::isRunning);
	}

	@Override
	public boolean isAutoStartup() {
		return this.tasks.stream().allMatch(BackgroundTask::isAutoStartup);
	}

	@Override
	public int getPhase() {
		return this.tasks.getFirst().getPhase();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.tasks.forEach((task) -> task.bindTo(registry));
	}

}
