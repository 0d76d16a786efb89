package org.shuyuan.gateway.request;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where a request stands; {@code ORDERED} 应予共享 after the authority decided that the data
 * are to be shared.
 */
public enum RequestState {

	DRAFT, SUBMITTED, COMPLETING, REVIEWED, ORDERED, APPROVED, REFUSED, WITHDRAWN, DECLINED;

	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	static RequestState ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

}
