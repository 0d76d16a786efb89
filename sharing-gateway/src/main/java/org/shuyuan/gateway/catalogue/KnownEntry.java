package org.shuyuan.gateway.catalogue;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.policy.PolicyResource;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * An entry as the catalogue's feed last announced it.
 *
 * @param id the entry
 * @param inForce published and neither suspended nor retired
 * @param published whether it was ever published; a draft is its agency's own affair
 * @param entry the published revision, with items and distributions
 * @param items its items as the policy sees them
 * @param submitted the revision that waits to take the published one's place; absent
 * where none was submitted. Nothing is decided by it
 */
public record KnownEntry(EntryId id, boolean inForce, boolean published, Entry entry, List<PolicyResource.Item> items,
		@Nullable SubmittedRevision submitted) {

	/** An entry of which no revision was submitted. */
	public KnownEntry(EntryId id, boolean inForce, boolean published, Entry entry, List<PolicyResource.Item> items) {
		this(id, inForce, published, entry, items, null);
	}

	/**
	 * A revision that waits to be published.
	 *
	 * @param number its number
	 * @param entry what it says
	 */
	public record SubmittedRevision(int number, Entry entry) {
	}

	/** What a review is about: the revision submitted, or the only one there is. */
	public Entry reviewed() {
		return (this.submitted != null) ? this.submitted.entry() : this.entry;
	}

	static KnownEntry of(EntryId id, boolean inForce, boolean published, Entry entry) {
		return of(id, inForce, published, entry, null);
	}

	static KnownEntry of(EntryId id, boolean inForce, boolean published, Entry entry,
			@Nullable SubmittedRevision submitted) {
		return new KnownEntry(id, inForce, published, entry,
				entry.items()
					.stream()
					.filter((item) -> item.id() != null)
					.map((item) -> new PolicyResource.Item(Objects.requireNonNull(item.id()), item.columnName(),
							item.mayOpen(), item.sensitivity()))
					.toList(),
				submitted);
	}

}
