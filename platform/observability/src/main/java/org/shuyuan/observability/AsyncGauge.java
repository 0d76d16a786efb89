package org.shuyuan.observability;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures that cost a query. Reading them returns the last result and starts a refresh in
 * the background, so an unresponsive database blocks no caller.
 *
 * @param <T> what a look finds
 */
public final class AsyncGauge<T> {

	private static final Logger LOG = LoggerFactory.getLogger(AsyncGauge.class);

	private static final Duration FRESH = Duration.ofSeconds(2);

	private final Supplier<T> look;

	private final AtomicBoolean looking = new AtomicBoolean();

	private volatile @Nullable T found;

	private volatile long until = System.nanoTime();

	/**
	 * Figures.
	 * @param look finds them; may fail
	 */
	public AsyncGauge(Supplier<T> look) {
		this.look = look;
	}

	/** One of them; not a number where nothing was found. */
	public double get(ToDoubleFunction<T> figure) {
		if (System.nanoTime() - this.until >= 0 && this.looking.compareAndSet(false, true)) {
			Thread.ofVirtual().name("figures").start(this::look);
		}
		T known = this.found;
		return (known != null) ? figure.applyAsDouble(known) : Double.NaN;
	}

	private void look() {
		try {
			this.found = this.look.get();
		}
		catch (RuntimeException ex) {
			this.found = null;
			LOG.debug("A figure cannot be found", ex);
		}
		finally {
			this.until = System.nanoTime() + FRESH.toNanos();
			this.looking.set(false);
		}
	}

}
