package org.shuyuan.gateway.versions;

import java.util.List;

import org.shuyuan.gateway.revocation.Lookout;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.gateway.tables.Tables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Brings into force here what other instances have decided about versions, within 200 ms
 * of their commit.
 */
@Component
public class VersionFollower implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(VersionFollower.class);

	private static final int PAGE = 500;

	private final DataFeed feed;

	private final Publishing publishing;

	private final FeedSignal signal;

	private final Revocations revocations;

	private final Tables tables;

	private final Lookout lookout = new Lookout("gateway-versions", this::take);

	private long position;

	VersionFollower(DataFeed feed, Publishing publishing, FeedSignal signal, Revocations revocations, Tables tables) {
		this.feed = feed;
		this.publishing = publishing;
		this.signal = signal;
		this.revocations = revocations;
		this.tables = tables;
	}

	/**
	 * As {@link #take}, for whoever would be refused by what may have changed a moment
	 * ago. Where the database does not answer, what is known holds.
	 */
	public void catchUp() {
		try {
			take();
		}
		catch (DataAccessException | CannotCreateTransactionException ex) {
			LOG.debug("Cannot look for versions", ex);
		}
	}

	/** Takes in what has changed since it last looked. */
	synchronized void take() {
		long now = this.feed.position();
		while (this.position < now) {
			var changes = this.feed.changes(this.position, PAGE);
			changes.stream().map(DataChange::distribution).distinct().forEach(this.publishing::refresh);
			withdraw(changes);
			this.position = changes.isEmpty() ? now : changes.getLast().position();
			this.signal.moved();
		}
	}

	/** What was refused may have been in use here. */
	private void withdraw(List<DataChange> changes) {
		List<DataChange> refused = changes.stream()
			.filter((change) -> VersionState.REFUSED.code().equals(change.state()))
			.toList();
		if (!refused.isEmpty()) {
			this.revocations.announceHere();
			refused.forEach((change) -> this.tables.delete(change.sha256()));
		}
	}

	/** Everything that is in force, before anybody may ask. */
	@Override
	public void start() {
		this.position = this.feed.position();
		this.publishing.refreshAll();
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

	/** Before the web server and the intake. */
	@Override
	public int getPhase() {
		return 0;
	}

}
