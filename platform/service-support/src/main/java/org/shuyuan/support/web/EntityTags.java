package org.shuyuan.support.web;

import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Preconditions by entity tag (RFC 9110, section 13): {@code If-None-Match} compares
 * weakly, as an intermediary, such as a compressing proxy, may have made the tag weak;
 * {@code If-Match} compares strongly, so that no weak tag ever matches. Both take a list
 * of tags or {@code *}.
 */
public final class EntityTags {

	private static final Set<String> READING = Set.of("GET", "HEAD");

	private EntityTags() {
	}

	/**
	 * Sets the entity tag of a read and says whether the caller has it already, which is
	 * answered with 304.
	 * @throws org.shuyuan.support.problem.Problem 412 {@code precondition-failed} where
	 * {@code If-Match} names another answer
	 */
	public static boolean isKnown(ServletWebRequest request, String tag) {
		HttpServletResponse response = request.getResponse();
		if (!READING.contains(request.getRequest().getMethod())) {
			return false;
		}
		String match = header(request, HttpHeaders.IF_MATCH);
		if (match != null && !stronglyMatch(match, tag)) {
			throw Precondition.stale();
		}
		boolean known = weaklyMatch(header(request, HttpHeaders.IF_NONE_MATCH), tag);
		if (response != null) {
			response.setHeader(HttpHeaders.ETAG, tag);
			if (known) {
				response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
			}
		}
		return known;
	}

	/** Whether {@code If-None-Match} names the tag. */
	public static boolean weaklyMatch(@Nullable String header, String tag) {
		return match(header, tag, false);
	}

	/** Whether {@code If-Match} names the tag. */
	public static boolean stronglyMatch(@Nullable String header, String tag) {
		return match(header, tag, true);
	}

	private static boolean match(@Nullable String header, String tag, boolean strong) {
		if (!StringUtils.hasText(header)) {
			return false;
		}
		ETag current = ETag.create(tag);
		List<ETag> named = ETag.parse(header);
		return named.stream().anyMatch((each) -> each.isWildcard() || each.compare(current, strong));
	}

	/** The values of all its lines as one list. */
	private static @Nullable String header(ServletWebRequest request, String name) {
		String[] values = request.getHeaderValues(name);
		return (values == null) ? null : String.join(",", values);
	}

}
