package org.shuyuan.gateway.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.problem.Problem;
import org.shuyuan.edge.web.Precondition;

/**
 * How often a record changed, as its {@code ETag} says.
 *
 * @param version from 1
 */
public record Versioned(int version) {

	private static final Pattern FORM = Pattern.compile("\"(\\d{1,9})\"");

	/** The header's value. */
	public String etag() {
		return "\"" + this.version + "\"";
	}

	/**
	 * Reads {@code If-Match}.
	 * @throws Problem 428 {@code precondition-required} where it is absent, 412 where it
	 * is no ETag of ours
	 */
	public static Versioned ifMatch(@Nullable String header) {
		if (header == null || header.isBlank()) {
			throw Precondition.missing();
		}
		Matcher matcher = FORM.matcher(header.strip());
		if (!matcher.matches()) {
			throw Precondition.stale();
		}
		return new Versioned(Integer.parseInt(matcher.group(1)));
	}

}
