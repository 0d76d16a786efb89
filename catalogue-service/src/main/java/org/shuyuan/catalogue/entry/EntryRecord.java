package org.shuyuan.catalogue.entry;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.process.AllowedAction;

/**
 * The catalogue's record about an entry (dcat:CatalogRecord).
 *
 * @param actions what the caller may do with it now
 */
record EntryRecord(LifecycleState state, int revision, @Nullable Integer publishedRevision, Instant created,
		Instant changed, @Nullable Instant published, List<Assessment> assessments, @Nullable Consent consent,
		EntryState.@Nullable Returned returned, @Nullable EntryId replacedBy, List<String> missing,
		List<AllowedAction> actions) {
}
