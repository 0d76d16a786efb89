package org.shuyuan.portal.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a department may have: items, rows, purpose and quota, until a day.
 *
 * @param used how much of the quota is used
 * @param etag tells which of its versions was read
 */
public record GrantSummary(String id, @Nullable String request, @Nullable String state, @Nullable String entry,
		@Nullable Object entryTitle, @Nullable String distribution, @Nullable String provider,
		@Nullable String requester, List<String> items, List<Object> rows, @Nullable String purpose,
		@Nullable String mode, @Nullable Long quota, @Nullable Long used, @Nullable String until,
		@Nullable String reason, @Nullable String etag) {

	public GrantSummary {
		items = (items == null) ? List.of() : List.copyOf(items);
		rows = (rows == null) ? List.of() : List.copyOf(rows);
	}

	GrantSummary tagged(@Nullable String tag) {
		return new GrantSummary(this.id, this.request, this.state, this.entry, this.entryTitle, this.distribution,
				this.provider, this.requester, this.items, this.rows, this.purpose, this.mode, this.quota, this.used,
				this.until, this.reason, tag);
	}

	/** The row conditions, each as {@code column:op:value}. */
	public List<String> rowConditions() {
		return this.rows.stream().map(RequestSummary::condition).toList();
	}

	/** Whether data flow under it. */
	public boolean active() {
		return "active".equals(this.state);
	}

}
