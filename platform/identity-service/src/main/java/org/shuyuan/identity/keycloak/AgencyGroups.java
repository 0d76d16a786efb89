package org.shuyuan.identity.keycloak;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.shuyuan.identity.problem.IdentityProblem;
import org.shuyuan.observability.PollingTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Asks the catalogue every few seconds for its agencies and makes those that are new or
 * renamed groups, all of them after a start. What somebody changes in Keycloak meanwhile
 * is left alone: that is drift, to be shown.
 */
class AgencyGroups implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(AgencyGroups.class);

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private final AgencyDirectory agencyDirectory;

	private final KeycloakIssuer issuer;

	private Map<String, String> provided = Map.of();

	private boolean silent;

	private final PollingTask pollingTask = new PollingTask("agency-groups", Duration.ZERO, PAUSE, this::look);

	AgencyGroups(AgencyDirectory agencyDirectory, KeycloakIssuer issuer) {
		this.agencyDirectory = agencyDirectory;
		this.issuer = issuer;
	}

	private void look() {
		try {
			provide();
			this.silent = false;
		}
		catch (IdentityProblem ex) {
			if (!this.silent) {
				LOG.info("Agencies are not made groups yet, trying again: {}", ex.getBody().getDetail());
				this.silent = true;
			}
		}
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

	@Override
	public void start() {
		this.pollingTask.start();
	}

	@Override
	public void stop() {
		this.pollingTask.stop();
	}

	@Override
	public boolean isRunning() {
		return this.pollingTask.running();
	}

}
