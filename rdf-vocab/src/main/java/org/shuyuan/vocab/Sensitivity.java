package org.shuyuan.vocab;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a data item touches; decides what the negative list holds back.
 */
public enum Sensitivity {

	NONE, PERSONAL, SENSITIVE_PERSONAL, TRADE_SECRET, STATE_SECRET;

	/** Only items that touch nothing protected may open to the public. */
	public boolean mayOpen() {
		return this == NONE;
	}

	/** The code used in JSON, RDF and the code lists: lower case, with hyphens. */
	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The constant with the given code.
	 * @throws IllegalArgumentException if there is none
	 */
	@JsonCreator
	public static Sensitivity ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
