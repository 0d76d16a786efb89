package org.shuyuan.catalogue.changes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.shuyuan.observability.AsyncGauge;

import org.springframework.stereotype.Component;

/** How far the change log has come. */
@Component
class ChangeMeters implements MeterBinder {

	private final AsyncGauge<Long> position;

	ChangeMeters(ChangeLog log) {
		this.position = new AsyncGauge<>(log::position);
	}

	@Override
	public void bindTo(MeterRegistry meters) {
		Gauge.builder("shuyuan.changes.position", () -> this.position.get(Long::doubleValue))
			.description("Position of the last change of the catalogue")
			.register(meters);
	}

}
