package org.shuyuan.catalogue.changes;

import org.jspecify.annotations.Nullable;

/**
 * Which assessment of an entry was recorded, with its outcome. The change log, whose rows
 * are compared with the ledger and never change, keeps it as a note.
 *
 * @param kind code of what was assessed
 * @param outcome code of the outcome
 */
public record AssessmentStep(String kind, String outcome) {

	/** What was done, in the change log. */
	public static final String ASSESSED = "assessed";

	private static final String SEPARATOR = ": ";

	/** How the change log keeps it. */
	public String note() {
		return this.kind + SEPARATOR + this.outcome;
	}

	/** What a change recorded; null for any other change. */
	static @Nullable AssessmentStep of(String change, @Nullable String note) {
		if (note == null || !change.equals(ASSESSED)) {
			return null;
		}
		int end = note.indexOf(SEPARATOR);
		return (end < 0) ? null : new AssessmentStep(note.substring(0, end), note.substring(end + SEPARATOR.length()));
	}

}
