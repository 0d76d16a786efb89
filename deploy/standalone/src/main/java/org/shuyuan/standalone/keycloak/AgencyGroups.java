package org.shuyuan.standalone.keycloak;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.standalone.identity.IdentityProblem;
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

	private final Register register;

	private final KeycloakIssuer issuer;

	private Map<String, String> provided = Map.of();

	private boolean silent;

	private volatile @Nullable Thread following;

	AgencyGroups(Register register, KeycloakIssuer issuer) {
		this.register = register;
		this.issuer = issuer;
	}

	private void follow() {
		while (isRunning()) {
			try {
				provide();
				this.silent = false;
			}
			catch (IdentityProblem ex) {
				if (!this.silent && isRunning()) {
					LOG.info("Agencies are not made groups yet, trying again: {}", ex.getBody().getDetail());
					this.silent = true;
				}
			}
			catch (RuntimeException ex) {
				LOG.warn("Agencies could not be made groups, trying again", ex);
			}
			pause();
		}
	}

	private void provide() {
		Map<String, String> registered = this.register.agencies();
		Map<String, String> changed = new HashMap<>(registered);
		changed.entrySet().removeAll(this.provided.entrySet());
		if (!changed.isEmpty()) {
			this.issuer.provide(changed);
			this.provided = registered;
		}
	}

	private void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException _) {
			this.following = null;
		}
	}

	@Override
	public void start() {
		Thread thread = Thread.ofVirtual().name("agency-groups").unstarted(this::follow);
		this.following = thread;
		thread.start();
	}

	@Override
	public void stop() {
		Thread running = this.following;
		this.following = null;
		if (running != null) {
			running.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.following != null;
	}

}
