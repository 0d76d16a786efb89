package org.shuyuan.gateway.versions;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.process.HitState;

/**
 * A finding that waits for the authority, or was decided.
 *
 * @param id permanent id
 * @param distribution where it was found
 * @param version in which version
 * @param entry the entry
 * @param agency the entry's agency
 * @param finding what was found
 * @param at when
 * @param state its state
 * @param decided when it was decided
 * @param reason why it was decided so
 */
public record NegativeListHit(String id, DistributionId distribution, int version, EntryId entry, AgencyId agency,
		Finding finding, Instant at, HitState state, @Nullable Instant decided, @Nullable String reason) {

	/** Whether it waits for the authority. */
	public boolean open() {
		return this.state == HitState.OPEN;
	}

	/** Whether it holds content back: open or upheld. */
	public boolean stands() {
		return this.state != HitState.DISMISSED;
	}

	/** Whether it holds content back from departments with a grant too. */
	public boolean closesSharing() {
		return this.finding.rule().equals("protected-word");
	}

}
