package org.shuyuan.gateway.inspection;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What became of a version of data.
 */
public enum VersionState {

	/** Durable, not inspected yet. */
	RECEIVED,
	/** Being inspected. */
	PROCESSING,
	/** Inspected; not in force until its steward confirms it. */
	WAITING,
	/** Inspected; departments may have it under grants while it is in force. */
	AVAILABLE,
	/** Available to departments, held back from the public by the negative list. */
	STOPPED,
	/** Carried a secrecy marking; the bytes are gone. */
	REFUSED,
	/** Rejected by its steward. */
	REJECTED,
	/** Could not be inspected, or cannot replace what is in force. */
	FAILED;

	/** The code used in JSON and SQL: lower case. */
	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	public static VersionState ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

}
