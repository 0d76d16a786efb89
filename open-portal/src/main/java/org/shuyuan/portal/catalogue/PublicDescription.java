package org.shuyuan.portal.catalogue;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.Entry;

/**
 * The public part of an entry.
 *
 * @param entry what it says
 * @param record its state and days
 */
public record PublicDescription(Entry entry, @Nullable Standing record) {

	/**
	 * The state of an entry.
	 *
	 * @param state lifecycle state
	 * @param published instant of publication
	 * @param changed instant of the last change
	 */
	public record Standing(@Nullable String state, @Nullable String published, @Nullable String changed) {
	}

}
