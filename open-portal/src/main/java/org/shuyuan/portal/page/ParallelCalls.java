package org.shuyuan.portal.page;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;

/**
 * Threads for what one page asks side by side. What they ask belongs to the page's trace;
 * nothing else of the page goes with them, the person least of all.
 */
public final class ParallelCalls {

	private static final ContextSnapshotFactory TRACE = ContextSnapshotFactory.builder()
		.captureKeyPredicate(ObservationThreadLocalAccessor.KEY::equals)
		.build();

	private ParallelCalls() {
	}

	/** Threads of one page, to be closed with it. */
	public static ExecutorService threads() {
		return ContextExecutorService.wrap(Executors.newVirtualThreadPerTaskExecutor(), TRACE::captureAll);
	}

}
