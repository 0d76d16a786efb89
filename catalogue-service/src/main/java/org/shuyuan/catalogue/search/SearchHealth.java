package org.shuyuan.catalogue.search;

import org.shuyuan.catalogue.search.index.SearchEngine;
import org.shuyuan.observability.BoundedHealthIndicator;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says whether the search indexes are up to date and can be queried. Everything else
 * works without them, so an instance is not taken out of service for it.
 */
@Component("searchHealthIndicator")
class SearchHealth implements HealthIndicator {

	private final BoundedHealthIndicator search;

	SearchHealth(SearchEngine engine, PublicIndex publicIndex, InternalIndex internalIndex) {
		this.search = new BoundedHealthIndicator(BoundedHealthIndicator.DEGRADED, () -> {
			publicIndex.check();
			internalIndex.check();
			engine.check();
		});
	}

	@Override
	public Health health() {
		return this.search.health();
	}

}
