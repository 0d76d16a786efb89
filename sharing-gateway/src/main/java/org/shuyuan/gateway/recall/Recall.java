package org.shuyuan.gateway.recall;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * A version that was delivered and is not valid under newer rules: it is closed, and its
 * recipients must be notified.
 *
 * @param id permanent id
 * @param at when it was closed
 * @param entry its entry
 * @param distribution its distribution
 * @param version the version
 * @param agency the entry's agency
 * @param rulesVersion the rules it does not hold under
 * @param effect {@code refused} where nothing was stored, {@code stopped}, or
 * {@code columns-closed}
 * @param findings what was found
 * @param recipients the agencies that took it; absent for those who took it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Recall(String id, Instant at, EntryId entry, DistributionId distribution, String version, AgencyId agency,
		int rulesVersion, String effect, List<Found> findings, @Nullable List<AgencyId> recipients) {

	/**
	 * What was found, without any value.
	 *
	 * @param rule code of the rule
	 * @param column the column; absent where it concerns the whole
	 * @param count how many times
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Found(String rule, @Nullable String column, long count) {
	}

}
