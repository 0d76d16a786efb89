package org.shuyuan.catalogue.search;

import org.shuyuan.vocab.EntryId;

/**
 * An entry that is not to be found any more.
 *
 * @param id the entry's id
 * @param position position of the change that took it away
 */
record RemovedEntry(EntryId id, long position) {
}
