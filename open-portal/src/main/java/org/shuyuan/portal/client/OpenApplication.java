package org.shuyuan.portal.client;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A person's application for data that open on conditions.
 *
 * @param name real name stated
 * @param use use stated
 * @param until last day of use
 */
public record OpenApplication(String id, @Nullable String state, @Nullable String entry, @Nullable Object entryTitle,
		@Nullable String provider, @Nullable String name, @Nullable String use, @Nullable String until,
		@Nullable String applied, List<Map<String, Object>> history) {

	public OpenApplication {
		history = (history == null) ? List.of() : List.copyOf(history);
	}

	/** Whether the data may be had. */
	public boolean accepted() {
		return "accepted".equals(this.state);
	}

	/** Whether it waits for the agency. */
	public boolean waiting() {
		return "applied".equals(this.state);
	}

	/** What was said with the last step. */
	public @Nullable Object note() {
		return this.history.isEmpty() ? null : this.history.getLast().get("note");
	}

}
