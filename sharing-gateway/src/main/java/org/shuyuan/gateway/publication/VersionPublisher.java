package org.shuyuan.gateway.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.shuyuan.gateway.comparison.ComparisonOutcome;
import org.shuyuan.gateway.comparison.VersionComparator;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.ScanResult;
import org.shuyuan.gateway.inspection.SenderDeclaration;
import org.shuyuan.gateway.inspection.VersionReason;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.DistributionOwner;
import org.shuyuan.gateway.versions.DistributionOwners;
import org.shuyuan.gateway.versions.NegativeListHit;
import org.shuyuan.gateway.versions.VersionInForce;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.stereotype.Component;

/**
 * Brings verdicts into force: SQL first, then what decisions use, then the waiting
 * readers of the feed.
 */
@Component
public class VersionPublisher {

	private static final Duration EVERYTHING = Duration.ofHours(1);

	private static final int PAGE = 1000;

	private final VersionStore versions;

	private final VersionTransitions versionTransitions;

	private final DataFeed feed;

	private final VersionsInForce inForce;

	private final DistributionOwners distributionOwners;

	private final FeedSignal signal;

	private final VersionComparator versionComparator;

	private final Rescans rescans;

	/** Those whose entry or data changed since the last check. */
	private final Set<DistributionId> changed = ConcurrentHashMap.newKeySet();

	private volatile long everythingAt = System.nanoTime();

	VersionPublisher(VersionStore versions, VersionTransitions versionTransitions, DataFeed feed,
			VersionsInForce inForce, DistributionOwners distributionOwners, FeedSignal signal,
			VersionComparator versionComparator, Rescans rescans) {
		this.rescans = rescans;
		this.feed = feed;
		this.versionComparator = versionComparator;
		this.versions = versions;
		this.versionTransitions = versionTransitions;
		this.inForce = inForce;
		this.distributionOwners = distributionOwners;
		this.signal = signal;
		distributionOwners.listen(this.changed::add);
		inForce.listen(this.changed::add);
	}

	/**
	 * Records what became of a version, and brings it into force where it holds against
	 * its entry's items and the version that is.
	 * @return what became of it
	 */
	public VersionState complete(PendingVersion pendingVersion, InspectionResult inspectionResult) {
		DistributionId distribution = pendingVersion.distribution();
		SenderDeclaration senderDeclaration = this.versions.declared(distribution, pendingVersion.version());
		ComparisonOutcome comparisonOutcome;
		do {
			Optional<DataVersion> before = (inspectionResult.state() == VersionState.AVAILABLE)
					? this.versions.findInForce(distribution) : Optional.empty();
			comparisonOutcome = this.versionComparator.compare(pendingVersion, inspectionResult, before,
					this.distributionOwners.known(distribution), senderDeclaration);
		}
		while (!this.versionTransitions.complete(pendingVersion, comparisonOutcome,
				this.distributionOwners.items(distribution)));
		refresh(distribution);
		this.signal.moved();
		return comparisonOutcome.outcome().state();
	}

	/**
	 * Records what newer rules find in a stored version, and revokes what is not valid.
	 * @param recipients who took the version in that time
	 * @return whether it was recalled
	 */
	public boolean rescanned(PendingVersion version, ScanResult scan, Recipients recipients) {
		DistributionId distribution = version.distribution();
		DataVersion before = this.versions.find(distribution, version.version()).orElseThrow();
		Set<AgencyId> taken = (scan.findings().isEmpty() && before.state() != VersionState.REFUSED) ? Set.of()
				: recipients.between(before, before.at(), this.rescans.givenOutUntil(before));
		boolean recalled = this.rescans.record(version, scan, taken, this.distributionOwners.items(distribution));
		refresh(distribution);
		this.signal.moved();
		return recalled;
	}

	/** Finds the agencies that took a version. */
	@FunctionalInterface
	public interface Recipients {

		Set<AgencyId> between(DataVersion version, Instant from, Instant to);

	}

	/** Puts a version in force by its steward's decision. */
	void enter(DataVersion version, String action, String subject, String reason) {
		this.versionTransitions.enter(version, action, subject, reason,
				this.distributionOwners.items(version.distribution()));
		refresh(version.distribution());
		this.signal.moved();
	}

	/** Puts a version that waits aside. */
	void reject(DataVersion version, String subject, String reason) {
		this.versionTransitions.reject(version, subject, reason);
		this.signal.moved();
	}

	/** Revokes every version with bytes that no one may keep, old ones included. */
	public void withdraw(Sha256 bytes, VersionReason reason) {
		this.versionTransitions.withdraw(bytes, reason, this.distributionOwners::items).forEach(this::refresh);
		this.signal.moved();
	}

	/**
	 * Decides a hit and brings what follows into force.
	 * @return false if it was decided before
	 */
	public boolean decide(NegativeListHit negativeListHit, boolean uphold, String reason, String subject) {
		boolean decided = this.versionTransitions.decide(negativeListHit, uphold, reason, subject,
				this.distributionOwners.items(negativeListHit.distribution()));
		refresh(negativeListHit.distribution());
		this.signal.moved();
		return decided;
	}

	/**
	 * Looks again at versions in force of which something changed, and at all with hits
	 * once an hour: what the public may have depends on the entry's items. While the
	 * catalogue is unreachable, or does not know an entry, its items are unknown, and the
	 * last announcement stays.
	 */
	public void reconcile() {
		if (this.distributionOwners.stale()) {
			return;
		}
		if (System.nanoTime() - this.everythingAt >= 0) {
			this.changed.addAll(this.versions.distributionsWithHits());
			this.changed.addAll(this.feed.untold());
			this.everythingAt = System.nanoTime() + EVERYTHING.toNanos();
		}
		List<DistributionId> taken = List.copyOf(this.changed);
		taken.forEach(this.changed::remove);
		for (int from = 0; from < taken.size(); from += PAGE) {
			try {
				this.versions.findInForce(taken.subList(from, Math.min(from + PAGE, taken.size())))
					.forEach(this::reconcile);
			}
			catch (RuntimeException failure) {
				this.changed.addAll(taken.subList(from, taken.size()));
				throw failure;
			}
		}
	}

	private void reconcile(DataVersion version) {
		Optional<DistributionOwner> known = this.distributionOwners.known(version.distribution());
		if (known.isEmpty()) {
			return;
		}
		VersionState state = version.stateFor(known.get().items());
		boolean stopped = this.inForce.find(version.distribution()).map(VersionInForce::stopped).orElse(false);
		if (stopped != (state == VersionState.STOPPED)) {
			refresh(version.distribution());
		}
		if (!this.feed.isTold(version, known.get().items())) {
			this.versionTransitions.tellAgain(version, known.get().items());
			this.signal.moved();
		}
	}

	/** Brings into force what is on record of some distributions. */
	void refresh(Collection<DistributionId> distributions) {
		synchronized (this.inForce) {
			Set<DistributionId> without = new HashSet<>(distributions);
			this.versions.findInForce(distributions).forEach((version) -> {
				without.remove(version.distribution());
				this.inForce.put(version, this.distributionOwners.items(version.distribution()));
			});
			without.forEach(this.inForce::remove);
		}
	}

	/** Brings into force what is on record; the last writer has read last. */
	void refresh(DistributionId distribution) {
		synchronized (this.inForce) {
			this.versions.findInForce(distribution)
				.ifPresentOrElse((version) -> this.inForce.put(version, this.distributionOwners.items(distribution)),
						() -> this.inForce.remove(distribution));
		}
	}

}
