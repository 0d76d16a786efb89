package org.shuyuan.gateway.catalogue;

import org.shuyuan.observability.BoundedHealthIndicator;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Says whether the catalogue was reached recently. Otherwise nothing is delivered, with a
 * reason that helps; requests, uploads and the audit go on, so an instance is not taken
 * out of service for it.
 */
@Component("policyHealthIndicator")
class PolicyHealth implements HealthIndicator {

	private final Snapshot snapshot;

	PolicyHealth(Snapshot snapshot) {
		this.snapshot = snapshot;
	}

	@Override
	public Health health() {
		return Health.status(this.snapshot.stale() ? BoundedHealthIndicator.DEGRADED : Status.UP)
			.withDetail("heard", this.snapshot.heard())
			.build();
	}

}
