package org.shuyuan.gateway.versions;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.EntryId;

/**
 * A line of the data feed: what became of a version.
 *
 * @param position place in the feed; positions follow each other without gaps
 * @param distribution the distribution
 * @param entry its entry
 * @param version the version
 * @param state the version's state
 * @param at when it changed
 * @param publicAvailable whether the negative list lets the public have what may open
 * @param rows rows, for a table
 * @param columns columns, for a table
 * @param bytes length of the original
 * @param format code of the format found
 * @param sha256 hash of the original
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataChange(long position, DistributionId distribution, EntryId entry, int version, String state,
		Instant at, boolean publicAvailable, @Nullable Long rows, @Nullable Integer columns, long bytes,
		@Nullable String format, String sha256) {
}
