package org.shuyuan.gateway.versions;

import java.util.List;

import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.DistributionId;

import org.springframework.stereotype.Component;

/**
 * Brings verdicts into force: SQL first, then what decisions look at, then the waiting
 * readers of the feed.
 */
@Component
public class Publishing {

	private final VersionStore versions;

	private final Verdicts verdicts;

	private final VersionsInForce inForce;

	private final Registrations registrations;

	private final FeedSignal signal;

	Publishing(VersionStore versions, Verdicts verdicts, VersionsInForce inForce, Registrations registrations,
			FeedSignal signal) {
		this.versions = versions;
		this.verdicts = verdicts;
		this.inForce = inForce;
		this.registrations = registrations;
		this.signal = signal;
	}

	/** Records what became of a version and brings it into force. */
	public void complete(Waiting waiting, Outcome outcome) {
		this.verdicts.complete(waiting, outcome, this.registrations.items(waiting.distribution()));
		refresh(waiting.distribution());
		this.signal.moved();
	}

	/** Takes back every version with bytes that nobody may keep, old ones included. */
	public void withdraw(Sha256 bytes, Reason reason) {
		this.verdicts.withdraw(bytes, reason, this.registrations::items).forEach(this::refresh);
		this.signal.moved();
	}

	/**
	 * Decides a hit and brings what follows into force.
	 * @return false if it was decided before
	 */
	public boolean decide(Hit hit, boolean uphold, String reason, String subject) {
		boolean decided = this.verdicts.decide(hit, uphold, reason, subject,
				this.registrations.items(hit.distribution()));
		refresh(hit.distribution());
		this.signal.moved();
		return decided;
	}

	/**
	 * Looks again at versions with hits: what they hold back depends on the entry's
	 * items.
	 */
	public void reconcile() {
		for (DataVersion version : this.versions.withHits()) {
			List<DataItem> items = this.registrations.items(version.distribution());
			VersionState state = version.stateFor(items);
			boolean stopped = this.inForce.find(version.distribution()).map(VersionInForce::stopped).orElse(false);
			if (stopped != (state == VersionState.STOPPED)) {
				refresh(version.distribution());
			}
			if ((state == VersionState.AVAILABLE) != version.publicAvailable()) {
				this.verdicts.tellAgain(version, items);
				this.signal.moved();
			}
		}
	}

	/** Brings into force what is on record. */
	void refresh(DistributionId distribution) {
		this.versions.findInForce(distribution)
			.ifPresentOrElse((version) -> this.inForce.put(version, this.registrations.items(distribution)),
					() -> this.inForce.remove(distribution));
	}

}
