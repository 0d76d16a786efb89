package org.shuyuan.gateway.publication;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;
import org.shuyuan.vocab.identifier.DistributionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Brings into force here what other instances have decided about versions, within 200 ms
 * of their commit.
 */
@Component
public class VersionFollower {

	private static final Logger LOG = LoggerFactory.getLogger(VersionFollower.class);

	private static final Duration PAUSE = Duration.ofMillis(200);

	private static final int PAGE = 500;

	private final DataFeed feed;

	private final VersionStore versions;

	private final VersionsInForce inForce;

	private final VersionPublisher versionPublisher;

	private final FeedSignal signal;

	private final Revocations revocations;

	private final Tables tables;

	/** What is on record of these cannot be read. */
	private final Set<DistributionId> unreadable = new HashSet<>();

	private long position;

	VersionFollower(DataFeed feed, VersionStore versions, VersionsInForce inForce, VersionPublisher versionPublisher,
			FeedSignal signal, Revocations revocations, Tables tables) {
		this.feed = feed;
		this.versions = versions;
		this.inForce = inForce;
		this.versionPublisher = versionPublisher;
		this.signal = signal;
		this.revocations = revocations;
		this.tables = tables;
	}

	/**
	 * As {@link #take}, for a call that would be refused by what may have changed a
	 * moment ago. Where the database does not answer, what is known holds.
	 */
	public void catchUp() {
		try {
			take();
		}
		catch (DataAccessException | CannotCreateTransactionException ex) {
			LOG.debug("Cannot query versions", ex);
		}
	}

	/** Takes in what has changed since it last looked. */
	synchronized void take() {
		long now = this.feed.position();
		Set.copyOf(this.unreadable).forEach(this::refresh);
		while (this.position < now) {
			var changes = this.feed.changes(this.position, PAGE);
			changes.stream().map(DataChange::distribution).distinct().forEach(this::refresh);
			withdraw(changes);
			this.position = changes.isEmpty() ? now : changes.getLast().position();
			this.signal.moved();
		}
	}

	/** Many at once; where one cannot be read, each by itself. */
	private void refresh(List<DistributionId> distributions) {
		try {
			this.versionPublisher.refresh(distributions);
		}
		catch (DataAccessException | CannotCreateTransactionException ex) {
			throw ex;
		}
		catch (RuntimeException _) {
			distributions.forEach(this::refresh);
		}
	}

	/** What cannot be read is not in force, and is tried again with every look. */
	private void refresh(DistributionId distribution) {
		try {
			this.versionPublisher.refresh(distribution);
			this.unreadable.remove(distribution);
		}
		catch (DataAccessException | CannotCreateTransactionException ex) {
			// it is the database that does not answer
			throw ex;
		}
		catch (RuntimeException ex) {
			if (this.unreadable.add(distribution)) {
				LOG.warn("The record of {} cannot be read; it is out of force", distribution, ex);
				this.inForce.remove(distribution);
			}
		}
	}

	/** What was refused may have been in use here. */
	private void withdraw(List<DataChange> changes) {
		List<DataChange> refused = changes.stream()
			.filter((change) -> VersionState.REFUSED.code().equals(change.state()))
			.toList();
		if (!refused.isEmpty()) {
			this.revocations.announceHere();
			refused.stream().map(DataChange::sha256).filter(Objects::nonNull).forEach(this::delete);
		}
	}

	private void delete(String table) {
		try {
			this.tables.delete(table);
		}
		catch (RuntimeException ex) {
			LOG.warn("The refused version's table could not be removed: {}", table, ex);
		}
	}

	/** Everything that is in force, before any call is answered. */
	private synchronized void load() {
		this.position = this.feed.position();
		List<DistributionId> all = this.versions.distributions();
		for (int from = 0; from < all.size(); from += PAGE) {
			refresh(all.subList(from, Math.min(from + PAGE, all.size())));
		}
	}

	/** Before the web server and the intake. */
	@Bean
	BackgroundTask versionTask() {
		return new BackgroundTask("gateway-versions", this::take, PAUSE, Backoff.QUICK).withStart(this::load)
			.withPhase(0);
	}

}
