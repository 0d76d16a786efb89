package org.shuyuan.gateway.catalogue;

import java.util.List;

import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.Discoverability;
import org.shuyuan.vocab.Distribution;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.DistributionKind;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.Grade;
import org.shuyuan.vocab.ItemId;
import org.shuyuan.vocab.ItemType;
import org.shuyuan.vocab.Openness;
import org.shuyuan.vocab.SharingClass;
import org.shuyuan.vocab.SharingMode;
import org.shuyuan.vocab.Text;

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
