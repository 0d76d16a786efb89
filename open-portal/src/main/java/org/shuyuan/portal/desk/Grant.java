package org.shuyuan.portal.desk;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a department may have: items, rows, purpose and quota, until a day.
 *
 * @param used how much of the quota is used
 */
public record Grant(String id, @Nullable String request, @Nullable String state, @Nullable String entry,
		@Nullable Object entryTitle, @Nullable String distribution, @Nullable String provider,
		@Nullable String requester, List<String> items, List<Object> rows, @Nullable String purpose,
		@Nullable String mode, @Nullable Long quota, @Nullable Long used, @Nullable String until,
		@Nullable String reason) {

	public Grant {
		items = (items == null) ? List.of() : List.copyOf(items);
		rows = (rows == null) ? List.of() : List.copyOf(rows);
	}

	/** The row conditions, each as {@code column:op:value}. */
	public List<String> rowConditions() {
		return this.rows.stream().map(SharingRequest::condition).toList();
	}

	/** Whether data flow under it. */
	public boolean active() {
		return "active".equals(this.state);
	}

}
