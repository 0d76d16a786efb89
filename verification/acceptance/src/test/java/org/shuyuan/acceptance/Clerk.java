package org.shuyuan.acceptance;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * An agency's two systems, registering and publishing an entry the way its clerk and its
 * head do.
 *
 * @param platform the platform
 * @param agency the agency's code
 */
record Clerk(Platform platform, String agency) {

	private static final String ENTRIES = Platform.CATALOGUE + "/entries";

	String steward() {
		return this.platform.account("steward", this.agency);
	}

	String head() {
		return this.platform.account("department-head", this.agency);
	}

	/** Registers a draft and answers it with its ids. */
	JsonNode register(Map<String, Object> entry) {
		return this.platform.send(steward(), "POST", ENTRIES, entry).accepted().json().path("entry");
	}

	/**
	 * Assesses, consents, submits; the authority looks at the data in doubt and
	 * publishes.
	 */
	void publish(String entry) {
		assess(entry);
		submit(entry).accepted();
		String authority = this.platform.account("authority");
		List<Map<String, Object>> seen = this.platform
			.getAs(authority, Platform.SHARING + "/entries/" + entry + "/data-review")
			.accepted()
			.json()
			.path("items")
			.valueStream()
			.filter((version) -> !version.path("doubts").isEmpty())
			.map(Clerk::seen)
			.toList();
		this.platform.send(authority, "POST", ENTRIES + "/" + entry + "/publish", Map.of("dataSeen", seen)).accepted();
	}

	private static Map<String, Object> seen(JsonNode version) {
		return Map.of("distribution", version.path("distribution"), "version", version.path("version"), "state",
				version.path("state"), "findings", version.path("findings"));
	}

	void assess(String entry) {
		for (String kind : List.of("secrecy", "personal-information")) {
			this.platform
				.send(steward(), "POST", ENTRIES + "/" + entry + "/assessments",
						Map.of("kind", kind, "outcome", "passed", "note", "逐项核对，不涉密、不涉个人信息"), "If-Match",
						etag(steward(), entry))
				.accepted();
		}
		step(head(), entry, "consent").accepted();
	}

	Answer submit(String entry) {
		return step(steward(), entry, "submit");
	}

	Answer step(String client, String entry, String step) {
		return this.platform.send(client, "POST", ENTRIES + "/" + entry + "/" + step, Map.of(), "If-Match",
				etag(client, entry));
	}

	String etag(String client, String entry) {
		return this.platform.getAs(client, ENTRIES + "/" + entry).accepted().etag();
	}

}
