package org.shuyuan.catalogue.search.index;

import org.shuyuan.vocab.identifier.EntryId;

/**
 * An entry that is not to be found any more.
 *
 * @param id the entry's id
 * @param position position of the change that took it away
 */
public record RemovedEntry(EntryId id, long position) {
}
