package org.shuyuan.vocab.process;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The state of a hit of the negative list 负面清单; {@code CLOSED} with a version that was
 * replaced.
 */
public enum HitState {

	OPEN, UPHELD, DISMISSED, CLOSED;

	/** The code used in JSON and SQL: lower case. */
	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The constant with the given code.
	 * @throws IllegalArgumentException if there is none
	 */
	@JsonCreator
	public static HitState ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

}
