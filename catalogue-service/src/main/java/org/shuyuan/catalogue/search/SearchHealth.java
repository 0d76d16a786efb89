package org.shuyuan.catalogue.search;

import org.shuyuan.operations.Dependency;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Says whether the search indexes are kept up. Without them everything else goes on, so
 * an instance is not taken out of service for it.
 */
@Component("searchHealthIndicator")
class SearchHealth implements HealthIndicator {

	private final PublicIndex everybody;

	private final InternalIndex departments;

	SearchHealth(PublicIndex everybody, InternalIndex departments) {
		this.everybody = everybody;
		this.departments = departments;
	}

	@Override
	public Health health() {
		boolean failing = this.everybody.failing() || this.departments.failing();
		return Health.status(failing ? Dependency.DEGRADED : Status.UP).build();
	}

}
