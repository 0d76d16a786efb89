package org.shuyuan.vocab.rdf;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

/**
 * One thing wrong with a description, as a clerk would understand it.
 *
 * @param code stable code that clients switch on, such as {@code title-missing}
 * @param severity whether it stops anything
 * @param path where: a JSON path into the entry, such as {@code items[2].name}
 * @param message what is wrong
 * @param advice how to correct it
 * @param clause what it rests on, such as {@code D13} or a DCAT-AP section; optional
 */
public record Violation(String code, Severity severity, String path, Text message, Text advice,
		@Nullable String clause) {

	/** Whether a violation stops a save, only a publication, or nothing. */
	public enum Severity {

		/** Cannot be saved. */
		INVALID,
		/** May be saved as a draft, not submitted. */
		INCOMPLETE,
		/** Worth correcting; stops nothing. */
		WARNING

	}

}
