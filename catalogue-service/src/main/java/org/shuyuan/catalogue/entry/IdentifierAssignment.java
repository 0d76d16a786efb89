package org.shuyuan.catalogue.entry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * Gives permanent ids to an entry, its items and its distributions. Existing parts keep
 * their ids: an item by its column, a distribution by its title; clients never supply ids
 * of their own.
 */
final class IdentifierAssignment {

	private IdentifierAssignment() {
	}

	static Entry given(Entry entry, @Nullable Entry before, EntryId id) {
		List<DataItem> items = new ArrayList<>();
		Set<ItemId> usedItems = new HashSet<>();
		for (DataItem item : entry.items()) {
			ItemId known = known(item, before, usedItems);
			usedItems.add(known);
			items.add(item.withId(known));
		}
		List<Distribution> distributions = new ArrayList<>();
		Set<DistributionId> usedDistributions = new HashSet<>();
		for (Distribution distribution : entry.distributions()) {
			DistributionId known = known(distribution, before, usedDistributions);
			usedDistributions.add(known);
			distributions.add(new Distribution(known, distribution.title(), distribution.kind(), distribution.format(),
					distribution.accessUrl(), distribution.atSource()));
		}
		return entry.change().id(id).items(items).distributions(distributions).build();
	}

	private static ItemId known(DataItem item, @Nullable Entry before, Set<ItemId> used) {
		if (before == null) {
			return ItemId.random();
		}
		return before.items()
			.stream()
			.filter((old) -> (item.id() != null) ? item.id().equals(old.id())
					: old.columnName().equals(item.columnName()))
			.map(DataItem::id)
			.filter(Objects::nonNull)
			.filter((id) -> !used.contains(id))
			.findFirst()
			.orElseGet(ItemId::random);
	}

	private static DistributionId known(Distribution distribution, @Nullable Entry before, Set<DistributionId> used) {
		if (before == null) {
			return DistributionId.random();
		}
		return before.distributions()
			.stream()
			.filter((old) -> (distribution.id() != null) ? distribution.id().equals(old.id())
					: old.title().equals(distribution.title()) && Objects.equals(old.address(), distribution.address()))
			.map(Distribution::id)
			.filter(Objects::nonNull)
			.filter((id) -> !used.contains(id))
			.findFirst()
			.orElseGet(DistributionId::random);
	}

}
