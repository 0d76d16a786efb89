package org.shuyuan.observability;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again in the background, as at what other instances have committed. A
 * look that fails is passed over: the next one finds what it would have found.
 */
public final class PollingTask {

	private static final Logger LOG = LoggerFactory.getLogger(PollingTask.class);

	private static final Duration PAUSE = Duration.ofMillis(200);

	private final String name;

	private final Duration first;

	private final Duration pause;

	private final Runnable look;

	private @Nullable ScheduledExecutorService looking;

	private volatile boolean blind;

	/**
	 * A lookout that looks every 200 ms, not yet started.
	 * @param name of its thread
	 * @param look takes in what is new
	 */
	public PollingTask(String name, Runnable look) {
		this(name, PAUSE, PAUSE, look);
	}

	/**
	 * A lookout, not yet started.
	 * @param name of its thread
	 * @param first time before the first look
	 * @param pause time between the end of one look and the next
	 * @param look does what is to be done
	 */
	public PollingTask(String name, Duration first, Duration pause, Runnable look) {
		this.name = name;
		this.first = first;
		this.pause = pause;
		this.look = look;
	}

	/** Starts in the background. */
	public synchronized void start() {
		ScheduledExecutorService started = Executors
			.newSingleThreadScheduledExecutor(Thread.ofVirtual().name(this.name).factory());
		started.scheduleWithFixedDelay(this::look, this.first.toMillis(), this.pause.toMillis(), TimeUnit.MILLISECONDS);
		this.looking = started;
	}

	private void look() {
		try {
			this.look.run();
			this.blind = false;
		}
		catch (RuntimeException ex) {
			if (!this.blind) {
				LOG.warn("{} cannot look; trying again", this.name, ex);
				this.blind = true;
			}
		}
		catch (Error ex) {
			// a schedule ends with the first that is thrown
			LOG.error("{} could not look", this.name, ex);
		}
	}

	/** Takes no further look; one that has begun comes to its end. */
	public synchronized void stop() {
		ScheduledExecutorService stopped = this.looking;
		if (stopped != null) {
			stopped.shutdown();
			this.looking = null;
		}
	}

	/** Whether it has been started and not stopped. */
	public synchronized boolean running() {
		return this.looking != null;
	}

}
