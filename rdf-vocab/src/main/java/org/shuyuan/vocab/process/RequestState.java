package org.shuyuan.vocab.process;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The state of a request 共享申请 (Government Data Sharing Regulation, art. 20-22);
 * {@code ORDERED} 应予共享 after the authority decided that the data are to be shared.
 */
public enum RequestState {

	DRAFT, SUBMITTED, COMPLETING, REVIEWED, ORDERED, APPROVED, REFUSED, WITHDRAWN, DECLINED;

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
	public static RequestState ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

	/** Whether no step is left: it was answered, or has lapsed. */
	public boolean over() {
		return switch (this) {
			case DRAFT, SUBMITTED, COMPLETING, REVIEWED, ORDERED -> false;
			case APPROVED, REFUSED, WITHDRAWN, DECLINED -> true;
		};
	}

	/** The states from a draft over this one to where it leads, if all goes well. */
	public List<RequestState> path() {
		return switch (this) {
			case REFUSED -> List.of(DRAFT, SUBMITTED, REVIEWED, REFUSED);
			case ORDERED -> List.of(DRAFT, SUBMITTED, ORDERED, APPROVED);
			case WITHDRAWN -> List.of(DRAFT, WITHDRAWN);
			case DECLINED -> List.of(DRAFT, DECLINED);
			case COMPLETING -> List.of(DRAFT, SUBMITTED, COMPLETING, REVIEWED, APPROVED);
			case DRAFT, SUBMITTED, REVIEWED, APPROVED -> List.of(DRAFT, SUBMITTED, REVIEWED, APPROVED);
		};
	}

}
