package org.shuyuan.portal.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a department may have: items, rows, purpose and quota, until a day.
 *
 * @param rows row conditions
 * @param used how much of the quota is used
 * @param actions what the person may do with it now
 * @param etag identifies the version that was read
 */
public record GrantSummary(String id, @Nullable String request, @Nullable String state, @Nullable String entry,
		@Nullable Object entryTitle, @Nullable String distribution, @Nullable String provider,
		@Nullable String requester, List<String> items, List<String> rows, @Nullable String purpose,
		@Nullable String mode, @Nullable Long quota, @Nullable Long used, @Nullable String until,
		@Nullable String reason, Actions actions, @Nullable String etag) {

	public GrantSummary {
		items = (items == null) ? List.of() : List.copyOf(items);
		rows = (rows == null) ? List.of() : List.copyOf(rows);
		actions = (actions == null) ? Actions.NONE : actions;
	}

	GrantSummary tagged(@Nullable String tag) {
		return new GrantSummary(this.id, this.request, this.state, this.entry, this.entryTitle, this.distribution,
				this.provider, this.requester, this.items, this.rows, this.purpose, this.mode, this.quota, this.used,
				this.until, this.reason, this.actions, tag);
	}

	/** Whether data flow under it. */
	public boolean active() {
		return "active".equals(this.state);
	}

}
