package org.shuyuan.portal.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A version of the data that the entry's publisher must have seen.
 *
 * @param distribution the distribution
 * @param version number of the version
 * @param state its state
 * @param pending whether it is not inspected yet
 * @param doubts why it is not to be published unseen, each with {@code code} and
 * {@code text}
 * @param findings ids of the undecided findings
 */
public record ReviewedVersion(String distribution, String version, String state, boolean pending,
		List<Map<String, Object>> doubts, List<String> findings) {

	private static final int PARTS = 4;

	public ReviewedVersion {
		doubts = (doubts == null) ? List.of() : List.copyOf(doubts);
		findings = (findings == null) ? List.of() : List.copyOf(findings);
	}

	/** As a field of a form names it. */
	public String field() {
		return String.join("/", this.distribution, this.version, this.state, String.join(",", this.findings));
	}

	/** What a field of a form named; null where it names nothing. */
	public static @Nullable Map<String, Object> seen(String field) {
		String[] parts = field.split("/", PARTS);
		if (parts.length < PARTS) {
			return null;
		}
		Map<String, Object> seen = new LinkedHashMap<>();
		seen.put("distribution", parts[0]);
		seen.put("version", parts[1]);
		seen.put("state", parts[2]);
		seen.put("findings", parts[3].isEmpty() ? List.of() : List.of(parts[3].split(",")));
		return seen;
	}

}
