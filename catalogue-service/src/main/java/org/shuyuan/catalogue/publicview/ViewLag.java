package org.shuyuan.catalogue.publicview;

import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.shuyuan.observability.AsyncGauge;

/** How far a derived view lags behind its source. */
public final class ViewLag {

	private ViewLag() {
	}

	/**
	 * Measures a view.
	 * @param view what it is called
	 * @param source position it has to reach; may fail
	 * @param reached position it reflects; may fail
	 */
	public static void measure(MeterRegistry meters, String view, LongSupplier source, LongSupplier reached) {
		AsyncGauge<Long> lag = new AsyncGauge<>(() -> Math.max(0, source.getAsLong() - reached.getAsLong()));
		Gauge.builder("shuyuan.view.lag", () -> lag.get(Long::doubleValue))
			.description("Changes that a derived view has not indexed yet")
			.baseUnit("changes")
			.tag("view", view)
			.register(meters);
	}

}
