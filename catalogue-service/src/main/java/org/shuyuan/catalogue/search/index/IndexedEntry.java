package org.shuyuan.catalogue.search.index;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * An entry as an index takes it in: no more of it than the readers of that index may see.
 *
 * @param id the entry's id
 * @param position position of the change that made it so
 * @param entry the entry
 * @param agencyName what its agency is called
 * @param modified day of its last change
 * @param data what is known of its data
 */
public record IndexedEntry(EntryId id, long position, Entry entry, Text agencyName, @Nullable LocalDate modified,
		Data data) {

	/**
	 * What is known of the data under an entry.
	 *
	 * @param available whether there are data to be had by the readers of the index
	 * @param rows rows of its tables together, 0 or more
	 * @param modified day of the newest version
	 */
	public record Data(boolean available, @Nullable Long rows, @Nullable LocalDate modified) {

		public static final Data NONE = new Data(false, null, null);

	}

}
