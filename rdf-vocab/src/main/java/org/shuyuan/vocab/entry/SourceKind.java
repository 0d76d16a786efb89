package org.shuyuan.vocab.entry;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where an agency has a data item from 数源: it collects it itself, shares it from the
 * source, or derives it.
 */
public enum SourceKind {

	COLLECTED, SHARED_FROM, DERIVED_FROM;

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
	public static SourceKind ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
