package org.shuyuan.portal.authority;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.ReviewedRows;
import org.shuyuan.portal.client.ReviewedVersion;
import org.shuyuan.portal.client.VersionSummary;
import org.shuyuan.vocab.entry.Distribution;

/**
 * The data of one distribution as the reviewer sees them beside the decision to publish.
 *
 * @param distribution what the entry says of it
 * @param versions its newest versions, newest first
 * @param newest the newest one in full; absent where nothing was uploaded yet
 * @param rows its first rows; absent where it has none to show
 * @param doubtful the versions that are not to be published unseen
 * @param unknown whether the gateway could not say
 */
record ReviewedData(Distribution distribution, List<VersionSummary> versions, @Nullable VersionSummary newest,
		@Nullable ReviewedRows rows, List<ReviewedVersion> doubtful, boolean unknown) {

	ReviewedData {
		versions = List.copyOf(versions);
		doubtful = List.copyOf(doubtful);
	}

	static ReviewedData unknown(Distribution distribution) {
		return new ReviewedData(distribution, List.of(), null, null, List.of(), true);
	}

	/** What the content scan found in the newest version. */
	public List<Map<String, Object>> findings() {
		return (this.newest == null) ? List.of() : Objects.requireNonNullElse(this.newest.findings(), List.of());
	}

}
