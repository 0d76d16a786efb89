package org.shuyuan.support.web;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.Problem;

/**
 * What an edit says that it edits, in {@code If-Match} (RFC 9110, section 13.1.1): tags,
 * compared strongly, or {@code *} for any version.
 */
public final class IfMatch {

	private final @Nullable String header;

	private IfMatch(@Nullable String header) {
		this.header = header;
	}

	/**
	 * Of an edit that has to say it.
	 * @throws Problem 428 {@code precondition-required} where it is absent
	 */
	public static IfMatch required(@Nullable String header) {
		if (header == null || header.isBlank()) {
			throw Precondition.missing();
		}
		return new IfMatch(header);
	}

	/** Of a step that may say it. */
	public static IfMatch optional(@Nullable String header) {
		return new IfMatch(header);
	}

	/**
	 * Proceeds only if it names the current version.
	 * @throws Problem 412 {@code precondition-failed} otherwise
	 */
	public void require(String tag) {
		if (this.header != null && !EntityTags.stronglyMatch(this.header, tag)) {
			throw Precondition.stale();
		}
	}

}
