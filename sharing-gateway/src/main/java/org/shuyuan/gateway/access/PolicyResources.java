package org.shuyuan.gateway.access;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.policy.PolicyResource;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.ItemId;

import org.springframework.stereotype.Component;

/**
 * Entries and their data as the policy sees them, built once for each entry and version
 * in force.
 */
@Component
public class PolicyResources {

	private final Map<DistributionId, Drawn> drawn = new ConcurrentHashMap<>();

	private final Snapshot snapshot;

	PolicyResources(Snapshot snapshot) {
		this.snapshot = snapshot;
	}

	public PolicyResource of(KnownEntry known, DataVersion data) {
		Drawn before = this.drawn.get(data.distribution());
		if (before != null && before.known == known && before.data == data) {
			return before.resource.heard(this.snapshot.heard());
		}
		PolicyResource resource = draw(known, data);
		this.drawn.put(data.distribution(), new Drawn(known, data, resource));
		return resource;
	}

	private PolicyResource draw(KnownEntry known, DataVersion data) {
		List<DataItem> described = known.entry().items();
		Map<DataItem, PolicyResource.Item> items = new IdentityHashMap<>();
		described.forEach((item) -> items.put(item, item(item)));
		Map<String, List<PolicyResource.Item>> columns = new LinkedHashMap<>();
		data.columnItems(described)
			.all()
			.forEach((column, candidates) -> columns.put(column, candidates.stream().map(items::get).toList()));
		return new PolicyResource(known.id(), data.distribution(), known.entry().agency(), known.inForce(),
				known.entry().completeness(), known.entry().sharing(), known.entry().openness(),
				known.entry().strictestGrade(), described.stream().map(items::get).toList(),
				new PolicyResource.Content(data.profile() != null, columns,
						data.stateFor(described) == VersionState.STOPPED, data.closedToSharing(),
						Set.copyOf(data.stoppedColumns()), holdsMore(known, data)),
				this.snapshot.heard());
	}

	/**
	 * Whether the original may hold more than the items describe: parts beside the table,
	 * or anything where a table was to come.
	 */
	private static boolean holdsMore(KnownEntry known, DataVersion data) {
		return (data.profile() != null) ? !data.undescribed().isEmpty()
				: known.entry()
					.distributions()
					.stream()
					.anyMatch((each) -> data.distribution().equals(each.id()) && each.kind() == DistributionKind.TABLE);
	}

	/** An item without an id from the catalogue is one that no one may have. */
	private static PolicyResource.Item item(DataItem item) {
		ItemId id = item.id();
		return new PolicyResource.Item((id != null) ? id : ItemId.random(), item.columnName(),
				id != null && item.mayOpen(), item.sensitivity());
	}

	private record Drawn(KnownEntry known, DataVersion data, PolicyResource resource) {
	}

}
