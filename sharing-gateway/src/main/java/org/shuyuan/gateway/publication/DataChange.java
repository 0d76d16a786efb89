package org.shuyuan.gateway.publication;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

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
 * @param mediaType media type of the original
 * @param rowsOpen whether the public may have rows of the table; absent where an earlier
 * release announced it
 * @param original whether the items let the public have the unchanged original
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataChange(long position, DistributionId distribution, EntryId entry, int version, String state,
		Instant at, boolean publicAvailable, @Nullable Long rows, @Nullable Integer columns, @Nullable Long bytes,
		@Nullable String format, @Nullable String sha256, @Nullable String mediaType, @Nullable Boolean rowsOpen,
		@JsonIgnore boolean original) {

	/**
	 * As it is announced: by length and digest of an original that is closed its content
	 * could be guessed.
	 */
	DataChange told() {
		return this.original ? this
				: new DataChange(this.position, this.distribution, this.entry, this.version, this.state, this.at,
						this.publicAvailable, this.rows, this.columns, null, this.format, null, null, this.rowsOpen,
						false);
	}

}
