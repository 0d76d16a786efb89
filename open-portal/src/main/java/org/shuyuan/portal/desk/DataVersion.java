package org.shuyuan.portal.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One version of the data under a distribution.
 *
 * @param state {@code received processing available stopped refused failed}
 * @param table rows and columns, where it could be read as a table
 * @param file why it is kept as a file, where it could not
 * @param findings what the negative list found, masked
 * @param profile per column
 * @param reason why it is not available
 */
public record DataVersion(String version, @Nullable String sha256, @Nullable Long bytes, @Nullable String state,
		@Nullable String filename, @Nullable Instant at, @Nullable Map<String, Object> table,
		@Nullable Map<String, Object> file, @Nullable List<Map<String, Object>> findings, @Nullable Object profile,
		@Nullable Object reason) {

	/** Whether its fate is not known yet. */
	public boolean pending() {
		return "received".equals(this.state) || "processing".equals(this.state);
	}

	/** How many columns were read. */
	public int columnCount() {
		return switch ((this.table == null) ? null : this.table.get("columns")) {
			case List<?> columns -> columns.size();
			case Number number -> number.intValue();
			case null, default -> 0;
		};
	}

	/** The profile, one map per column; empty where there is none. */
	public List<Map<?, ?>> profiled() {
		Object columns = (this.profile instanceof Map<?, ?> whole) ? whole.get("columns") : this.profile;
		List<Map<?, ?>> found = new java.util.ArrayList<>();
		if (columns instanceof List<?> list) {
			for (Object column : list) {
				if (column instanceof Map<?, ?> map) {
					found.add(map);
				}
			}
		}
		return found;
	}

}
