package org.shuyuan.identity.keycloak;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;

/**
 * Asks the catalogue every few seconds for its agencies and makes those that are new or
 * renamed groups, all of them after a start. What is changed in Keycloak meanwhile is
 * left alone: that is drift, to be shown.
 */
final class AgencyGroups {

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

	private final AgencyDirectory agencyDirectory;

	private final KeycloakIssuer issuer;

	private Map<String, String> provided = Map.of();

	AgencyGroups(AgencyDirectory agencyDirectory, KeycloakIssuer issuer) {
		this.agencyDirectory = agencyDirectory;
		this.issuer = issuer;
	}

	BackgroundTask task() {
		return new BackgroundTask("agency-groups", this::provide, PAUSE, new Backoff(PAUSE, LONGEST_BACKOFF));
	}

	private void provide() {
		Map<String, String> registered = this.agencyDirectory.agencies();
		Map<String, String> changed = new HashMap<>(registered);
		changed.entrySet().removeAll(this.provided.entrySet());
		if (!changed.isEmpty()) {
			this.issuer.provide(changed);
			this.provided = registered;
		}
	}

}
