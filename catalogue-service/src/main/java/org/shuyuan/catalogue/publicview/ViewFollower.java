package org.shuyuan.catalogue.publicview;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A thread that keeps a derived view up with its source: takes step after step, and after
 * a failure tries again, later each time.
 */
public final class ViewFollower {

	private static final Logger LOG = LoggerFactory.getLogger(ViewFollower.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	/** What passes by itself is not worth a warning. */
	private static final Duration WORTH_SAYING = Duration.ofSeconds(3);

	private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

	/** A step is made of little; what it asks of a server may be allowed far longer. */
	private static final Duration LONGEST_STEP = Duration.ofSeconds(15);

	private final String name;

	private final Step step;

	private final Duration longestStep;

	private volatile boolean running;

	private volatile boolean interruptible;

	private volatile @Nullable Long stepped;

	private @Nullable Thread thread;

	/**
	 * A follower, not yet started.
	 * @param name what it keeps up, for the log
	 * @param step takes in what is new, or waits a while for it
	 */
	public ViewFollower(String name, Step step) {
		this(name, step, LONGEST_STEP);
	}

	ViewFollower(String name, Step step, Duration longestStep) {
		this.name = name;
		this.step = step;
		this.longestStep = longestStep;
	}

	/** Starts in the background. */
	public synchronized void start() {
		this.running = true;
		this.thread = Thread.ofPlatform().daemon().name(this.name).start(this::follow);
	}

	/** Whether it has been started and not stopped. */
	public boolean running() {
		return this.running;
	}

	/** Said by the step itself: nothing is left to take in, tidying up may last. */
	public void upToDate() {
		this.stepped = null;
	}

	/** Whether the step it is at takes longer than steps do. */
	public boolean stuck() {
		Long since = this.stepped;
		return since != null && System.nanoTime() - since > this.longestStep.toNanos();
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

	/**
	 * Ends the thread and waits until it has. It is interrupted only while it waits for
	 * some time or over the network: an interrupt in the middle of file work would close
	 * the file under it.
	 */
	public synchronized void stop() {
		this.running = false;
		Thread stopped = this.thread;
		if (stopped == null) {
			return;
		}
		long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
		try {
			while (!stopped.join(Duration.ofMillis(10)) && System.nanoTime() < deadline) {
				if (this.interruptible || stopped.getState() == Thread.State.TIMED_WAITING) {
					stopped.interrupt();
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void follow() {
		Duration pause = FIRST_PAUSE;
		while (this.running) {
			try {
				Duration rest = take();
				pause = FIRST_PAUSE;
				// what another instance or server does is announced to nobody
				Thread.sleep(rest);
			}
			catch (InterruptedException ex) {
				return;
			}
			catch (Exception | OutOfMemoryError | StackOverflowError ex) {
				if (!this.running || Thread.interrupted()) {
					return;
				}
				LOG.atLevel((pause.compareTo(WORTH_SAYING) < 0) ? Level.DEBUG : Level.WARN)
					.log("{} stands still, next try in {}: {}", this.name, pause, ex.toString());
				LOG.trace("{} stands still", this.name, ex);
				LockSupport.parkNanos(pause.toNanos());
				Duration doubled = pause.multipliedBy(2);
				pause = (doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE;
			}
		}
	}

	private Duration take() throws Exception {
		this.stepped = System.nanoTime();
		try {
			return this.step.take();
		}
		finally {
			this.stepped = null;
		}
	}

	/** One step of a follower. */
	@FunctionalInterface
	public interface Step {

		/**
		 * Takes in what is new; where nothing is, waits for it, but not for ever.
		 * @return how long to rest before the next step, zero where waiting is its own
		 */
		Duration take() throws Exception;

	}

}
