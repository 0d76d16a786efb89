package org.shuyuan.gateway.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * A grant 授权 that an agency holds, in its current state.
 *
 * @param id the grant
 * @param holder the agency that may use it
 * @param entry what it is for
 * @param distribution what it is for
 * @param items the items it covers
 * @param rows conditions that every row satisfies, each {@code column:operator:value}
 * @param purpose what the data may be used for
 * @param state its state
 * @param until the instant it ends
 * @param rowQuota most rows over its life
 * @param callQuota most calls over its life
 * @param mode how the data reach the holder; absent where that is not known
 */
public record Grant(GrantId id, AgencyId holder, EntryId entry, DistributionId distribution, Set<ItemId> items,
		List<String> rows, String purpose, State state, Instant until, @Nullable Long rowQuota,
		@Nullable Long callQuota, @Nullable SharingMode mode) {

	public Grant {
		items = Set.copyOf(items);
		rows = List.copyOf(rows);
	}

	/** The state of a grant. */
	public enum State {

		/** In use. */
		ACTIVE,
		/** Held back until resumed. */
		SUSPENDED,
		/** Revoked for good. */
		REVOKED,
		/** Its time is over. */
		EXPIRED,
		/** The holder has disposed of the data. */
		ENDED

	}

	/**
	 * What was used of a grant so far.
	 *
	 * @param rows rows delivered, 0 or more
	 * @param calls calls permitted, 0 or more
	 */
	public record Usage(long rows, long calls) {

		/** Nothing. */
		public static final Usage NONE = new Usage(0, 0);

	}

}
