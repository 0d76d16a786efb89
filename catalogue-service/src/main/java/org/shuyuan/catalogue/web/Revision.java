package org.shuyuan.catalogue.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.problem.Problem;
import org.shuyuan.edge.web.Precondition;

/**
 * What an entry's {@code ETag} says: its revision, and how often its record changed.
 *
 * @param number revision of the content, from 1
 * @param version counts every change of the record, from 1
 */
public record Revision(int number, int version) {

	private static final Pattern FORM = Pattern.compile("\"(\\d{1,9})\\.(\\d{1,9})\"");

	/** The header's value. */
	public String etag() {
		return "\"" + this.number + "." + this.version + "\"";
	}

	/**
	 * Reads {@code If-Match}.
	 * @throws Problem 428 {@code precondition-required} where it is absent, 412 where it
	 * is no ETag of ours
	 */
	public static Revision ifMatch(@Nullable String header) {
		if (header == null || header.isBlank()) {
			throw Precondition.missing();
		}
		Matcher matcher = FORM.matcher(header.strip());
		if (!matcher.matches()) {
			throw Precondition.stale();
		}
		return new Revision(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
	}

}
