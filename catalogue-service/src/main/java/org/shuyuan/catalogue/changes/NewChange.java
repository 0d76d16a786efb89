package org.shuyuan.catalogue.changes;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * A change on its way into the log. The revisions it names are written in the same
 * transaction.
 */
public sealed interface NewChange {

	/**
	 * An entry was registered, revised or moved.
	 *
	 * @param entry which entry
	 * @param at when
	 * @param by subject of who did it
	 * @param what what was done, such as {@code registered}
	 * @param note reason given, if any
	 * @param agency the agency that answers for the entry
	 * @param state its state since then
	 * @param revision its latest revision
	 * @param publishedRevision the revision last published
	 * @param published when
	 * @param replacedBy what takes the place of a retired entry
	 */
	record OfEntry(EntryId entry, Instant at, String by, String what, @Nullable String note, AgencyId agency,
			LifecycleState state, int revision, @Nullable Integer publishedRevision, @Nullable Instant published,
			@Nullable EntryId replacedBy) implements NewChange {
	}

	/**
	 * An agency was created or changed.
	 *
	 * @param agency which agency
	 * @param at when
	 * @param by subject of who did it
	 * @param document the agency as JSON
	 */
	record OfAgency(AgencyId agency, Instant at, String by, String document) implements NewChange {
	}

}
