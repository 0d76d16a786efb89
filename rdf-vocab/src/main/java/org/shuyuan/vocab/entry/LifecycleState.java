package org.shuyuan.vocab.entry;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The state of an entry. {@code REVISING} and {@code SUBMITTED} leave an earlier
 * published revision in force.
 */
public enum LifecycleState {

	DRAFT, SUBMITTED, PUBLISHED, REVISING, SUSPENDED, RETIRED;

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
	public static LifecycleState ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
