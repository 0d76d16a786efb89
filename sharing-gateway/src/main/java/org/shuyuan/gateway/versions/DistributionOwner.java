package org.shuyuan.gateway.versions;

import java.util.List;

import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * Where the catalogue says a distribution belongs.
 *
 * @param entry its entry
 * @param agency the entry's agency
 * @param items the entry's items, as last known
 * @param published whether the entry was ever published; a draft is its agency's own
 * affair
 */
public record DistributionOwner(EntryId entry, AgencyId agency, List<DataItem> items, boolean published) {

	public DistributionOwner {
		items = List.copyOf(items);
	}

	/** Of an entry that was published. */
	public DistributionOwner(EntryId entry, AgencyId agency, List<DataItem> items) {
		this(entry, agency, items, true);
	}

}
