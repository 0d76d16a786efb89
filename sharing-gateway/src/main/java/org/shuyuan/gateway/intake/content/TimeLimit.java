package org.shuyuan.gateway.intake.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets work take so long and no longer. Work that exceeds the limit is interrupted, and
 * its result is discarded.
 *
 * @param longest the limit
 */
public record TimeLimit(Duration longest) {

	/** The work was not done in time. */
	public static final class Exceeded extends Exception {

		Exceeded(TimeoutException cause) {
			super("Over the time limit", cause);
		}

	}

	/**
	 * Does the work in its own thread.
	 * @throws Exceeded if it takes too long
	 * @throws IllegalStateException if it needs more stack than there is
	 * @throws InterruptedException if the caller is interrupted meanwhile; the work is
	 * too
	 */
	public <T> T call(String name, Callable<T> work) throws Exceeded, InterruptedException, IOException {
		FutureTask<T> task = new FutureTask<>(work);
		Thread.ofPlatform().name(name).daemon().start(task);
		try {
			return task.get(this.longest.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException late) {
			task.cancel(true);
			throw new Exceeded(late);
		}
		catch (InterruptedException stopped) {
			task.cancel(true);
			throw stopped;
		}
		catch (ExecutionException failure) {
			switch (failure.getCause()) {
				case IOException broken -> throw broken;
				case RuntimeException broken -> throw broken;
				// fails the file, not the worker's thread
				case StackOverflowError deep -> throw new IllegalStateException("Nested too deep", deep);
				case Error broken -> throw broken;
				case null, default -> throw new IllegalStateException(failure);
			}
		}
	}

	/** Ends the work of an interrupted thread. */
	public static void check() {
		if (Thread.currentThread().isInterrupted()) {
			throw new IllegalStateException("Interrupted");
		}
	}

	/** The same bytes, for as long as the thread that reads them is not interrupted. */
	public static InputStream interruptible(InputStream in) {
		return new FilterInputStream(in) {
			@Override
			public int read(byte[] bytes, int from, int length) throws IOException {
				if (Thread.currentThread().isInterrupted()) {
					throw new InterruptedIOException("Interrupted");
				}
				return super.read(bytes, from, length);
			}
		};
	}

}
