package org.shuyuan.gateway.request;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where a request stands.
 */
enum RequestState {

	DRAFT, SUBMITTED, COMPLETING, REVIEWED, APPROVED, REFUSED, WITHDRAWN, DECLINED;

	@JsonValue
	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	static RequestState ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

}
