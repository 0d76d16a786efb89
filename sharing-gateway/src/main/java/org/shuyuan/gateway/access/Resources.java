package org.shuyuan.gateway.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.policy.Resource;
import org.shuyuan.gateway.tables.Column;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.VersionState;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.DistributionId;

import org.springframework.stereotype.Component;

/**
 * Entries and their data as the policy looks at them, drawn once for each entry and
 * version that are in force.
 */
@Component
class Resources {

	private final Map<DistributionId, Drawn> drawn = new ConcurrentHashMap<>();

	private final Snapshot snapshot;

	Resources(Snapshot snapshot) {
		this.snapshot = snapshot;
	}

	Resource of(KnownEntry known, DataVersion data) {
		Drawn before = this.drawn.get(data.distribution());
		if (before != null && before.known == known && before.data == data) {
			return before.resource.heard(this.snapshot.heard());
		}
		Resource resource = draw(known, data);
		this.drawn.put(data.distribution(), new Drawn(known, data, resource));
		return resource;
	}

	private Resource draw(KnownEntry known, DataVersion data) {
		List<DataItem> described = known.entry().items();
		List<String> columns = data.columns().stream().map(Column::name).toList();
		List<Resource.Item> items = new ArrayList<>();
		for (DataItem item : described) {
			if (item.id() != null) {
				String column = columns.stream()
					.filter((name) -> DataVersion.itemFor(name, described).filter(item::equals).isPresent())
					.findFirst()
					.orElse(item.columnName());
				items.add(new Resource.Item(Objects.requireNonNull(item.id()), column, item.mayOpen(),
						item.sensitivity()));
			}
		}
		return new Resource(known.id(), data.distribution(), known.entry().agency(), known.inForce(),
				known.entry().completeness(), known.entry().sharing(), known.entry().openness(),
				known.entry().strictestGrade(), items, new Resource.Content(data.profile() != null, columns,
						data.stateFor(described) == VersionState.STOPPED, Set.copyOf(data.stoppedColumns())),
				this.snapshot.heard());
	}

	private record Drawn(KnownEntry known, DataVersion data, Resource resource) {
	}

}
