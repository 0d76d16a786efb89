package org.shuyuan.catalogue.web;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.Precondition;

import org.springframework.http.ETag;

/**
 * What an entry's {@code ETag} says: its revision, and how often its record changed.
 *
 * @param number revision of the content, from 1
 * @param version counts every change of the record, from 1
 */
public record Revision(int number, int version) {

	private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.\\d{1,9}");

	/** The header's value. */
	public String etag() {
		return "\"" + this.number + "." + this.version + "\"";
	}

	/**
	 * The revisions that {@code If-Match} names; none by a weak tag, and none by
	 * {@code *}, as no one consents to what was not read.
	 * @throws Problem 428 {@code precondition-required} where it is absent
	 */
	public static Set<Integer> named(@Nullable String header) {
		if (header == null || header.isBlank()) {
			throw Precondition.missing();
		}
		return ETag.parse(header)
			.stream()
			.filter((tag) -> !tag.weak())
			.map((tag) -> FORM.matcher(tag.tag()))
			.filter(Matcher::matches)
			.map((matcher) -> Integer.valueOf(matcher.group(1)))
			.collect(Collectors.toSet());
	}

}
