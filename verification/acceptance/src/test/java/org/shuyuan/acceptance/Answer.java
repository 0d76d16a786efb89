package org.shuyuan.acceptance;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/**
 * What the platform answered.
 *
 * @param request method and path, for messages
 * @param status HTTP status
 * @param headers HTTP headers
 * @param body the bytes as they came
 */
record Answer(String request, int status, HttpHeaders headers, byte[] body) {

	String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	JsonNode json() {
		return Platform.JSON.readTree(this.body);
	}

	Optional<String> header(String name) {
		return this.headers.firstValue(name);
	}

	String etag() {
		return header("ETag").orElseThrow(() -> new AssertionError(this.request + " gave no ETag"));
	}

	/** The problem's code, empty where the answer is none. */
	String code() {
		return (this.status >= 400 && this.body.length > 0) ? json().path("code").asString("") : "";
	}

	/** This answer, if it was accepted. */
	Answer accepted() {
		if (this.status / 100 != 2) {
			throw new AssertionError("%s answered %d: %s".formatted(this.request, this.status, text()));
		}
		return this;
	}

	/** This answer, if it was refused with the given status and code. */
	Answer refused(int expectedStatus, String expectedCode) {
		if (this.status != expectedStatus || !code().equals(expectedCode)) {
			throw new AssertionError("%s answered %d instead of %d %s: %s".formatted(this.request, this.status,
					expectedStatus, expectedCode, text()));
		}
		return this;
	}

}
