package org.shuyuan.gateway.catalogue;

import java.util.List;

import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * Entries for tests.
 */
public final class TestEntries {

	private TestEntries() {
	}

	public static DataItem item(String name, boolean open) {
		return DataItem.of(Text.of(name), ItemType.STRING)
			.id(ItemId.random())
			.open(open)
			.openingReason(open ? "依法公开" : null)
			.build();
	}

	public static Entry entry(EntryId id, DistributionId distribution, AgencyId agency, SharingClass sharing,
			Openness openness, List<DataItem> items) {
		return entry(id, distribution, DistributionKind.TABLE, agency, sharing, openness, items);
	}

	public static Entry entry(EntryId id, DistributionId distribution, DistributionKind kind, AgencyId agency,
			SharingClass sharing, Openness openness, List<DataItem> items) {
		return Entry.of(Text.of("许可"), agency)
			.id(id)
			.sharing(sharing)
			.modes(List.of(SharingMode.values()))
			.openness(openness)
			.discoverability(Discoverability.PUBLIC)
			.grade(Grade.GENERAL_1)
			.items(items)
			.distributions(List.of(new Distribution(distribution, Text.of("表"), kind, "csv", null)))
			.build();
	}

	public static void put(Snapshot snapshot, Entry entry) {
		snapshot.put(KnownEntry.of(entry.id(), true, true, entry));
	}

}
