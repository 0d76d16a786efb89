package org.shuyuan.gateway.versions;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * The data of a distribution that are in force: the version that took over last, by
 * itself or by its steward's decision.
 *
 * @param distribution the distribution
 * @param entry its entry
 * @param version opaque id of the version
 * @param sha256 hash of the original bytes, 64 hexadecimal digits
 * @param bytes length of the original
 * @param filename name it was uploaded under
 * @param mediaType of the original
 * @param at when it was received
 * @param table id of the table made of it; absent for a file
 * @param rows rows of the table, 0 for a file
 * @param columns names of the table's columns in order; empty for a file
 * @param fileReason why there is no table; absent where there is one
 * @param stopped whether the negative list holds its content back
 */
public record VersionInForce(DistributionId distribution, EntryId entry, String version, String sha256, long bytes,
		String filename, String mediaType, Instant at, @Nullable String table, long rows, List<String> columns,
		@Nullable String fileReason, boolean stopped) {

	public VersionInForce {
		columns = List.copyOf(columns);
	}

}
