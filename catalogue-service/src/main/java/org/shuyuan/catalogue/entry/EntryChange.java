package org.shuyuan.catalogue.entry;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.rdf.CompactRdf;

/**
 * One change of an entry, ready to be written.
 *
 * @param fresh whether the entry is new
 * @param after its state afterwards
 * @param description what the new revision says; absent where only the standing changes
 * @param harvested what the harvested record says beyond, where there is a new revision
 * @param by subject of who does it
 * @param what what is done
 * @param note reason given
 * @param registered SHA-256 of the record registered in bulk
 */
public record EntryChange(boolean fresh, EntryState after, @Nullable CompactRdf description,
		@Nullable CompactRdf harvested, String by, String what, @Nullable String note, byte @Nullable [] registered) {

	static EntryChange of(EntryState after, String by, String what, @Nullable String note) {
		return new EntryChange(false, after, null, null, by, what, note, null);
	}

}
