package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.queue.OrphanedObjects;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Removes unreferenced objects at startup and once a day, in the background. It begins
 * only where {@link StoreOwnership} has found that they are ours.
 */
@Component
class OrphanCleanup {

	private static final Logger LOG = LoggerFactory.getLogger(OrphanCleanup.class);

	private static final Duration PAUSE = Duration.ofDays(1);

	private static final int PAGE = 1000;

	private final ObjectStore objects;

	private final OrphanedObjects orphanedObjects;

	private final BackgroundTask task = new BackgroundTask("gateway-orphan-cleanup", this::sweep, PAUSE,
			new Backoff(Duration.ofMinutes(1), Duration.ofHours(1)));

	OrphanCleanup(ObjectStore objects, OrphanedObjects orphanedObjects, StoreOwnership ours) {
		this.objects = objects;
		this.orphanedObjects = orphanedObjects;
	}

	/** Checks everything, a page at a time, unless it is stopped meanwhile. */
	void sweep() throws IOException {
		long removed = 0;
		try (Stream<Sha256> all = this.objects.list()) {
			for (List<Sha256> page : (Iterable<List<Sha256>>) all.gather(Gatherers.windowFixed(PAGE))::iterator) {
				if (!this.task.isRunning()) {
					return;
				}
				for (Sha256 orphan : this.orphanedObjects.among(page)) {
					removed += this.orphanedObjects.remove(orphan) ? 1 : 0;
				}
			}
		}
		if (removed > 0) {
			LOG.info("Removed {} unreferenced objects", removed);
		}
	}

	@Bean
	BackgroundTask orphanCleanupTask() {
		return this.task;
	}

}
