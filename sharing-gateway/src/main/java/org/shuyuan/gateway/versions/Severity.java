package org.shuyuan.gateway.versions;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a difference means for a version that is to take over.
 */
public enum Severity {

	/** Worth knowing. */
	NOTE,
	/** It has to be confirmed by a person. */
	WAITS,
	/** It never replaces what is in force. */
	FAILS;

	/** The code used in JSON: lower case. */
	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The constant with the given code.
	 * @throws IllegalArgumentException if there is none
	 */
	@JsonCreator
	public static Severity ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

}
