package org.shuyuan.gateway.catalogue;

import java.util.List;
import java.util.Objects;

import org.shuyuan.gateway.policy.PolicyResource;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.EntryId;

/**
 * An entry as the catalogue's feed last told it.
 *
 * @param id the entry
 * @param inForce published and neither suspended nor retired
 * @param published whether it was ever published; a draft is its agency's own affair
 * @param entry the published revision, with items and distributions
 * @param items its items as the policy looks at them
 */
public record KnownEntry(EntryId id, boolean inForce, boolean published, Entry entry, List<PolicyResource.Item> items) {

	static KnownEntry of(EntryId id, boolean inForce, boolean published, Entry entry) {
		return new KnownEntry(id, inForce, published, entry,
				entry.items()
					.stream()
					.filter((item) -> item.id() != null)
					.map((item) -> new PolicyResource.Item(Objects.requireNonNull(item.id()), item.columnName(),
							item.mayOpen(), item.sensitivity()))
					.toList());
	}

}
