package org.shuyuan.portal.client;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.entry.Entry;

/**
 * The public part of an entry, which is all that someone without an agency may see of it:
 * no revisions, assessments or consents.
 */
public record PublicRead(Entry entry) {

	/** Whether its data open on conditions, so that they can be applied for. */
	public boolean opensOnConditions() {
		return this.entry.openness() instanceof Openness.Conditional;
	}

	/** The conditions, where the entry states any. */
	public @Nullable Text conditions() {
		return (this.entry.openness() instanceof Openness.Conditional conditional) ? conditional.conditions() : null;
	}

}
