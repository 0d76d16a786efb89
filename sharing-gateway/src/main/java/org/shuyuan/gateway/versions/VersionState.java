package org.shuyuan.gateway.versions;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What became of a version of data.
 */
public enum VersionState {

	/** Durable, not looked at yet. */
	RECEIVED,
	/** Being looked at. */
	PROCESSING,
	/** Looked at; departments may have it under grants. */
	AVAILABLE,
	/** Available to departments, held back from the public by the negative list. */
	STOPPED,
	/** Carried a secrecy marking; the bytes are gone. */
	REFUSED,
	/** Could not be looked at. */
	FAILED;

	/** The code used in JSON and SQL: lower case. */
	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	static VersionState ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

}
