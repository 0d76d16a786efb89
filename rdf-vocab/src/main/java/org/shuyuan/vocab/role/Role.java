package org.shuyuan.vocab.role;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a person or system may do, within an agency. Auditor, operator and administrator
 * are mutually exclusive in one account.
 */
public enum Role {

	CITIZEN, DEVELOPER, STEWARD, SHARING_OFFICER, SHARING_HEAD, DEPARTMENT_HEAD, CDO, AUTHORITY, AUDITOR, OPERATOR,
	ADMINISTRATOR, SERVICE;

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
	public static Role ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
