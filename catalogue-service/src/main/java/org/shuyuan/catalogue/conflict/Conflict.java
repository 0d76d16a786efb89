package org.shuyuan.catalogue.conflict;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.ItemId;

/**
 * A dispute about the one source of a data element.
 *
 * @param id its id
 * @param element data element
 * @param entityKind what one record is about; empty where not said
 * @param area administrative area; empty where not said
 * @param claimants who collects it: the source so far first
 * @param reason why the second one should
 * @param state {@code open} or {@code decided}
 * @param raised when
 * @param lead the agency that leads, once decided
 * @param decision the authority's reason
 * @param decided when
 */
record Conflict(String id, String element, String entityKind, String area, List<Claimant> claimants, String reason,
		String state, Instant raised, @Nullable AgencyId lead, @Nullable String decision, @Nullable Instant decided) {

	/**
	 * One who collects.
	 *
	 * @param agency who
	 * @param entry in which entry
	 * @param item as which item
	 */
	record Claimant(AgencyId agency, EntryId entry, ItemId item) {
	}

	/** Whether an agency is part of it. */
	boolean concerns(@Nullable AgencyId agency) {
		return this.claimants.stream().anyMatch((claimant) -> claimant.agency().equals(agency));
	}

}
