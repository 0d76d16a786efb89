package org.shuyuan.catalogue.sparql;

import org.shuyuan.observability.BoundedHealthIndicator;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Says whether the SPARQL view is up to date. Everything else works without it, so an
 * instance is not taken out of service for it.
 */
@Component("sparqlHealthIndicator")
class SparqlHealth implements HealthIndicator {

	private final PublicDataset dataset;

	SparqlHealth(PublicDataset dataset) {
		this.dataset = dataset;
	}

	@Override
	public Health health() {
		return Health.status(this.dataset.failing() ? BoundedHealthIndicator.DEGRADED : Status.UP).build();
	}

}
