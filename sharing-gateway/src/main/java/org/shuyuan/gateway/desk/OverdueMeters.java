package org.shuyuan.gateway.desk;

import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.shuyuan.gateway.request.Deadlines;
import org.shuyuan.observability.AsyncGauge;

import org.springframework.stereotype.Component;

/**
 * Counts the requests whose term is over (Government Data Sharing Regulation, art.
 * 21-22).
 */
@Component
class OverdueMeters implements MeterBinder {

	private static final List<String> CLOCKS = List.of("reply", "provision", "order", "data-flow");

	private final AsyncGauge<Map<String, Long>> overdue;

	OverdueMeters(Deadlines deadlines) {
		this.overdue = new AsyncGauge<>(deadlines::overdue);
	}

	@Override
	public void bindTo(MeterRegistry meters) {
		for (String clock : CLOCKS) {
			Gauge.builder("shuyuan.requests.overdue", () -> this.overdue.get((all) -> all.getOrDefault(clock, 0L)))
				.description("Requests whose term is over and which still run, by clock")
				.tag("clock", clock)
				.register(meters);
		}
	}

}
