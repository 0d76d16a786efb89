package org.shuyuan.gateway.catalogue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/** How old the picture of the catalogue is by which decisions are made. */
@Component
class SnapshotMeters implements MeterBinder {

	private final Snapshot snapshot;

	private final Clock clock;

	SnapshotMeters(Snapshot snapshot, Clock clock) {
		this.snapshot = snapshot;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry meters) {
		TimeGauge.builder("shuyuan.policy.age", this::age, MILLISECONDS)
			.description("Since the catalogue was last reached; infinite before the first time")
			.register(meters);
	}

	private double age() {
		Instant heard = this.snapshot.heard();
		return heard.equals(Instant.EPOCH) ? Double.POSITIVE_INFINITY
				: Duration.between(heard, this.clock.instant()).toMillis();
	}

}
