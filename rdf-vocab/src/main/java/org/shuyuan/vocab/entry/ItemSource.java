package org.shuyuan.vocab.entry;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * The source 数源 of one data item.
 *
 * @param kind how the agency has it
 * @param agency the source department; required unless collected here
 * @param item the item at the source, where known
 */
public record ItemSource(SourceKind kind, @Nullable AgencyId agency, @Nullable ItemId item) {

	public static ItemSource collected() {
		return new ItemSource(SourceKind.COLLECTED, null, null);
	}

}
