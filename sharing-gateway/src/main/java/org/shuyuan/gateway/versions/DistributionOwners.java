package org.shuyuan.gateway.versions;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.shuyuan.gateway.catalogue.CatalogueFollower;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.stereotype.Component;

/**
 * Which entry distributions belong to, by the catalogue's feed.
 */
@Component
public class DistributionOwners {

	private final Snapshot snapshot;

	private final CatalogueFollower catalogue;

	DistributionOwners(Snapshot snapshot, CatalogueFollower catalogue) {
		this.snapshot = snapshot;
		this.catalogue = catalogue;
	}

	/**
	 * Where the distribution belongs, by all that the catalogue has announced so far.
	 */
	public Optional<DistributionOwner> find(DistributionId distribution) {
		return this.catalogue.find((_) -> known(distribution));
	}

	/** Where it belongs, by what is known here; of what is not in force too. */
	public Optional<DistributionOwner> known(DistributionId distribution) {
		return this.snapshot.find(distribution)
			.map((known) -> new DistributionOwner(known.id(), known.entry().agency(), known.entry().items(),
					known.published()));
	}

	/** What the distribution is registered as, by what is known here. */
	public Optional<Distribution> distribution(DistributionId distribution) {
		return this.snapshot.find(distribution)
			.flatMap((known) -> known.entry()
				.distributions()
				.stream()
				.filter((each) -> distribution.equals(each.id()))
				.findFirst());
	}

	/** Whether what is known of the catalogue is too old to decide by. */
	public boolean stale() {
		return this.snapshot.stale();
	}

	/** Notified of every distribution whose entry changed. */
	public void listen(Consumer<DistributionId> listener) {
		this.snapshot.listen(listener);
	}

	/** The items of the entry a distribution belongs to; none while it is not known. */
	public List<DataItem> items(DistributionId distribution) {
		return known(distribution).map(DistributionOwner::items).orElse(List.of());
	}

}
