package org.shuyuan.vocab.classification;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Grade 分级 of an entry or item; the strictest item decides for the whole. Ordered from
 * least to most strict.
 */
public enum Grade {

	GENERAL_1, GENERAL_2, GENERAL_3, GENERAL_4, IMPORTANT, CORE;

	/** Important and core data never open to the public. */
	public boolean mayOpen() {
		return this.compareTo(IMPORTANT) < 0;
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
	public static Grade ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
