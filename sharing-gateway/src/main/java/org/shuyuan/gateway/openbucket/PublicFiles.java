package org.shuyuan.gateway.openbucket;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.shuyuan.gateway.access.PolicyResources;
import org.shuyuan.gateway.catalogue.CatalogueFollower;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.objects.OpenCopy;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.Grant;
import org.shuyuan.gateway.policy.SharingPolicy;
import org.shuyuan.gateway.policy.Subject;
import org.shuyuan.gateway.publication.VersionFollower;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.stereotype.Component;

/**
 * The originals that are open to anyone: whole, without condition, without asking.
 */
@Component
class PublicFiles {

	private static final Action FILE = new Action(Action.Kind.FILE, Set.of(), null, null);

	private final Snapshot snapshot;

	private final CatalogueFollower catalogue;

	private final VersionsInForce versions;

	private final VersionFollower followed;

	private final PolicyResources policyResources;

	private final Clock clock;

	PublicFiles(Snapshot snapshot, CatalogueFollower catalogue, VersionsInForce versions, VersionFollower followed,
			PolicyResources policyResources, Clock clock) {
		this.snapshot = snapshot;
		this.catalogue = catalogue;
		this.versions = versions;
		this.followed = followed;
		this.policyResources = policyResources;
		this.clock = clock;
	}

	/** Whether what follows is by all that the catalogue has said up to now. */
	boolean upToDate() {
		this.catalogue.catchUp();
		this.followed.catchUp();
		return !this.snapshot.stale();
	}

	/**
	 * Notified of every distribution with a change, before running streams check.
	 */
	void listen(Consumer<DistributionId> listener) {
		this.snapshot.listen(listener);
		this.versions.listen(listener);
	}

	/** Where there are data at all. */
	Set<DistributionId> distributions() {
		return this.versions.distributions();
	}

	/** The one of a distribution; of what is not known there is none. */
	Optional<OpenCopy> find(DistributionId distribution) {
		Optional<KnownEntry> entry = this.snapshot.find(distribution).filter(PublicFiles::isForAnybody);
		return entry.flatMap((known) -> this.versions.findData(distribution).filter((data) -> isPermitted(known, data)))
			.map((data) -> new OpenCopy(distribution, data.sha256()));
	}

	private static boolean isForAnybody(KnownEntry known) {
		return known.published() && known.entry().discoverability() == Discoverability.PUBLIC
				&& known.entry().openness() instanceof Openness.Unconditional;
	}

	private boolean isPermitted(KnownEntry known, DataVersion data) {
		Instant now = this.clock.instant();
		return SharingPolicy.decide(Subject.PUBLIC, this.policyResources.of(known, data), FILE, null, Grant.Usage.NONE,
				now) instanceof Decision.Permit;
	}

}
