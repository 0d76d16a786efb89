package org.shuyuan.portal.authority;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.desk.DataVersion;
import org.shuyuan.vocab.Distribution;

/**
 * The data of one distribution as the reviewer sees them beside the decision to publish.
 *
 * @param distribution what the entry says of it
 * @param versions its newest versions, newest first
 * @param newest the newest one in full; absent where nothing was uploaded yet
 * @param unknown whether the gateway could not say
 */
record ReviewedData(Distribution distribution, List<DataVersion> versions, @Nullable DataVersion newest,
		boolean unknown) {

	ReviewedData {
		versions = List.copyOf(versions);
	}

	/** What the content scan found in the newest version. */
	public List<Map<String, Object>> findings() {
		return (this.newest == null) ? List.of() : Objects.requireNonNullElse(this.newest.findings(), List.of());
	}

	/**
	 * Whether the newest version needs a look before anybody publishes: it was refused,
	 * is not available, or has findings that nobody has decided.
	 */
	public boolean doubtful() {
		if (this.newest == null) {
			return this.unknown;
		}
		return !"available".equals(this.newest.state())
				|| findings().stream().anyMatch((finding) -> "open".equals(finding.get("state")));
	}

}
