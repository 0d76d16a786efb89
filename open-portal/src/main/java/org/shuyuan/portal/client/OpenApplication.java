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
 * @param actions what the person may do with it now
 */
public record OpenApplication(String id, @Nullable String state, @Nullable String entry, @Nullable Object entryTitle,
		@Nullable String provider, @Nullable String name, @Nullable String use, @Nullable String until,
		@Nullable String applied, List<Map<String, Object>> history, Actions actions) {

	public OpenApplication {
		history = (history == null) ? List.of() : List.copyOf(history);
		actions = (actions == null) ? Actions.NONE : actions;
	}

	/** Whether the data may be had. */
	public boolean accepted() {
		return "accepted".equals(this.state);
	}

	/** What was said with the last step. */
	public @Nullable Object note() {
		return this.history.isEmpty() ? null : this.history.getLast().get("note");
	}

}
