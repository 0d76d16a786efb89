package org.shuyuan.support.task;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * A step that is taken again and again in one background thread, with a pause after each
 * and exponential backoff after failures. As a bean it is started, stopped and measured
 * with the application; the log says once that it fails and once when it has recovered.
 */
public final class BackgroundTask implements SmartLifecycle, MeterBinder {

	private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

	private static final Duration INTERRUPT_EVERY = Duration.ofMillis(10);

	private final TaskSettings settings;

	private final TaskClock clock;

	private final TaskMeters meters;

	private final TaskFailures failures;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition signal = this.lock.newCondition();

	private boolean woken;

	/** What follows the last step is not interrupted. */
	private boolean stepsOver;

	private volatile @Nullable Thread thread;

	private volatile boolean interruptible;

	private volatile @Nullable Long stepSince;

	/**
	 * A task that is not started yet.
	 * @param name of the task, its thread and its meters
	 * @param step what is done in each run
	 * @param pause time between the end of one run and the next
	 * @param backoff pauses after runs that fail
	 */
	public BackgroundTask(String name, Step step, Duration pause, Backoff backoff) {
		this(name, () -> {
			step.run();
			return pause;
		}, backoff);
	}

	/**
	 * A task whose steps return how long to pause; not started yet.
	 * @param name of the task, its thread and its meters
	 * @param step what is done in each run
	 * @param backoff pauses after runs that fail
	 */
	public BackgroundTask(String name, PacedStep step, Backoff backoff) {
		this(TaskSettings.of(name, step, backoff), TaskClock.SYSTEM);
	}

	private BackgroundTask(TaskSettings settings, TaskClock clock) {
		this.settings = settings;
		this.clock = clock;
		this.meters = new TaskMeters(settings.name());
		this.failures = new TaskFailures(settings.name(), settings.backoff());
	}

	/** The same, with this pause before the first run; there is none otherwise. */
	public BackgroundTask withFirstPause(Duration pause) {
		return new BackgroundTask(this.settings.withFirstPause(pause), this.clock);
	}

	/** The same, started by the application only where it is wanted. */
	public BackgroundTask onlyIf(boolean wanted) {
		return new BackgroundTask(this.settings.withWanted(wanted), this.clock);
	}

	/** The same in another phase; the last to start and first to stop otherwise. */
	public BackgroundTask withPhase(int phase) {
		return new BackgroundTask(this.settings.withPhase(phase), this.clock);
	}

	/** The same, interrupted otherwise than while it waits. */
	public BackgroundTask withInterrupt(Interrupt interrupt) {
		return new BackgroundTask(this.settings.withInterrupt(interrupt), this.clock);
	}

	/** The same, hanging once a step takes longer than this; 15 seconds otherwise. */
	public BackgroundTask withLongestStep(Duration longest) {
		return new BackgroundTask(this.settings.withLongestStep(longest), this.clock);
	}

	/** The same; the start does this first, and fails where it fails. */
	public BackgroundTask withStart(Runnable start) {
		return new BackgroundTask(this.settings.withStart(start), this.clock);
	}

	/** The same; its thread does this after the last step, and the stop waits for it. */
	public BackgroundTask withEnd(Runnable end) {
		return new BackgroundTask(this.settings.withEnd(end), this.clock);
	}

	/** The same in another time. */
	BackgroundTask withClock(TaskClock time) {
		return new BackgroundTask(this.settings, time);
	}

	/**
	 * There is something to do: a pause ends, or is not made if a step is under way. The
	 * backoff after a failure continues.
	 */
	public void wake() {
		this.lock.lock();
		try {
			this.woken = true;
			this.signal.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Said by the step itself: nothing is left to do, tidying up may last. */
	public void upToDate() {
		this.stepSince = null;
	}

	/** Whether the step under way takes longer than steps do. */
	public boolean isHanging() {
		Long since = this.stepSince;
		return since != null && this.clock.nanoseconds() - since > this.settings.longestStep().toNanos();
	}

	/**
	 * Makes a call over the network as part of a step: a stop interrupts it, where it
	 * would wait for the end of a long poll otherwise.
	 */
	public <T extends @Nullable Object> T interruptibly(Supplier<T> call) {
		this.interruptible = true;
		try {
			return call.get();
		}
		finally {
			this.interruptible = false;
		}
	}

	@Override
	public void start() {
		if (this.thread == null) {
			this.settings.start().run();
			this.stepsOver = false;
			Thread started = Thread.ofPlatform().daemon().name(this.settings.name()).unstarted(this::repeat);
			this.thread = started;
			started.start();
		}
	}

	/** No further step begins; waits until the one under way has ended. */
	@Override
	public void stop() {
		join(end());
	}

	@Override
	public void stop(Runnable callback) {
		Thread ending = end();
		Thread.ofVirtual().name(this.settings.name() + "-stop").start(() -> {
			try {
				join(ending);
			}
			finally {
				callback.run();
			}
		});
	}

	private @Nullable Thread end() {
		this.lock.lock();
		try {
			Thread ending = this.thread;
			this.thread = null;
			this.signal.signalAll();
			return ending;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void join(@Nullable Thread ending) {
		if (ending == null || ending == Thread.currentThread()) {
			return;
		}
		long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
		interrupt(ending, this.settings.interrupt() == Interrupt.ALWAYS);
		try {
			while (!ending.join(INTERRUPT_EVERY) && System.nanoTime() < deadline) {
				interrupt(ending, this.settings.interrupt() == Interrupt.WAITING && waits(ending));
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void interrupt(Thread ending, boolean now) {
		this.lock.lock();
		try {
			if (now && !this.stepsOver) {
				ending.interrupt();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean waits(Thread ending) {
		return this.interruptible || ending.getState() == Thread.State.TIMED_WAITING;
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	@Override
	public boolean isAutoStartup() {
		return this.settings.wanted();
	}

	@Override
	public int getPhase() {
		return this.settings.phase();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.meters.bindTo(registry);
	}

	private boolean goesOn() {
		return this.thread == Thread.currentThread();
	}

	private void repeat() {
		pause(this.settings.firstPause(), true);
		while (goesOn()) {
			take();
		}
		this.lock.lock();
		this.stepsOver = true;
		this.lock.unlock();
		Thread.interrupted();
		this.settings.end().run();
	}

	private void take() {
		this.lock.lock();
		this.woken = false;
		this.lock.unlock();
		long begun = this.clock.nanoseconds();
		this.stepSince = begun;
		try {
			Duration pause = this.settings.step().run();
			this.stepSince = null;
			this.meters.done(this.clock.nanoseconds() - begun, this.clock.now());
			this.failures.succeeded();
			pause(pause, true);
		}
		catch (Throwable failure) {
			this.stepSince = null;
			if (goesOn()) {
				this.meters.failed(this.clock.nanoseconds() - begun);
				Thread.interrupted();
				pause(this.failures.failed(failure, begun, this.clock.nanoseconds()), false);
			}
		}
	}

	private void pause(Duration pause, boolean wakeable) {
		long deadline = this.clock.nanoseconds() + pause.toNanos();
		this.lock.lock();
		try {
			while (goesOn() && !(wakeable && this.woken)) {
				long left = deadline - this.clock.nanoseconds();
				if (left <= 0) {
					return;
				}
				this.clock.await(this.signal, left);
			}
		}
		catch (InterruptedException _) {
			// the stopping thread has logged it
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What is done in each run. */
	@FunctionalInterface
	public interface Step {

		/** Does it. */
		void run() throws Exception;

	}

	/** What is done in each run, at its own pace. */
	@FunctionalInterface
	public interface PacedStep {

		/**
		 * Does it.
		 * @return how long to pause before the next run; zero where it waits by itself
		 */
		Duration run() throws Exception;

	}

}
