package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.versions.Orphans;
import org.shuyuan.operations.Lookout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Removes objects that nobody refers to, at the start and once a day, in the background.
 * It begins only where {@link ObjectOwner} has found that they are ours.
 */
@Component
class ObjectSweep implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(ObjectSweep.class);

	private static final Duration PAUSE = Duration.ofDays(1);

	private static final int PAGE = 1000;

	private final ObjectStore objects;

	private final Orphans orphans;

	private final Lookout lookout = new Lookout("gateway-object-sweep", Duration.ZERO, PAUSE, this::round);

	ObjectSweep(ObjectStore objects, Orphans orphans, ObjectOwner ours) {
		this.objects = objects;
		this.orphans = orphans;
	}

	/** Looks at everything, a page at a time, unless it is stopped meanwhile. */
	void sweep() throws IOException {
		long removed = 0;
		try (Stream<Sha256> all = this.objects.list()) {
			for (List<Sha256> page : (Iterable<List<Sha256>>) all.gather(Gatherers.windowFixed(PAGE))::iterator) {
				if (!isRunning()) {
					return;
				}
				for (Sha256 orphan : this.orphans.among(page)) {
					removed += this.orphans.remove(orphan) ? 1 : 0;
				}
			}
		}
		if (removed > 0) {
			LOG.info("Removed {} objects nobody refers to", removed);
		}
	}

	private void round() {
		try {
			sweep();
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	@Override
	public void start() {
		this.lookout.start();
	}

	@Override
	public void stop() {
		this.lookout.stop();
	}

	@Override
	public boolean isRunning() {
		return this.lookout.running();
	}

}
