package org.shuyuan.portal.page;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * What programs get of this service's own addresses where a person gets an error page:
 * the same words in both languages (RFC 9457).
 */
@Component
class PageProblems {

	private static final Map<Integer, String> CODES = Map.of(400, "request-broken", 403, "role-missing", 404,
			"page-not-found", 405, "method-not-allowed", 410, "entry-retired", 503, "not-ready");

	private final MessageSource messages;

	PageProblems(MessageSource messages) {
		this.messages = messages;
	}

	/** Whether the caller takes JSON rather than a page. */
	static boolean wanted(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return accept != null && accept.toLowerCase(Locale.ROOT).contains("json");
	}

	ProblemDetail of(HttpStatusCode status, @Nullable ProblemDetail told) {
		ProblemDetail problem = ProblemDetail.forStatus(status);
		String code = CODES.getOrDefault(status.value(), "portal-failed");
		if (told != null && told.getProperties() != null) {
			told.getProperties().forEach(problem::setProperty);
			code = String.valueOf(told.getProperties().getOrDefault("code", code));
		}
		int known = CODES.containsKey(status.value()) ? status.value() : 500;
		problem.setType(URI.create("/problems/" + code));
		problem.setProperty("code", code);
		problem.setTitle(text(known, "title", Locale.ENGLISH));
		String detail = (told != null && told.getProperties() != null && told.getProperties().containsKey("detailZh"))
				? told.getDetail() : null;
		problem.setDetail((detail != null) ? detail : text(known, "detail", Locale.ENGLISH));
		problem.setProperty("titleZh", text(known, "title", Locale.SIMPLIFIED_CHINESE));
		if (detail == null) {
			problem.setProperty("detailZh", text(known, "detail", Locale.SIMPLIFIED_CHINESE));
		}
		if (problem.getProperties() != null && !problem.getProperties().containsKey("adviceZh")) {
			problem.setProperty("advice", text(known, "advice", Locale.ENGLISH));
			problem.setProperty("adviceZh", text(known, "advice", Locale.SIMPLIFIED_CHINESE));
		}
		return problem;
	}

	private String text(int status, String part, Locale locale) {
		return this.messages.getMessage("portal.error." + status + "." + part, null, locale);
	}

}
