package org.shuyuan.portal.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.client.RestClientException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Shows a page, not a problem document, to people whose browser asked for something that
 * is not there, and says so when a service behind a page is unavailable.
 */
@Component
class PageFailures implements HandlerExceptionResolver, Ordered {

	private static final List<String> ROOMS = List.of("home", "search", "entry", "agency", "developers", "about");

	private final PageProblems problems;

	private final JsonMapper json;

	PageFailures(PageProblems problems, JsonMapper json) {
		this.problems = problems;
		this.json = json;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		boolean ours = ours(handler);
		if (!ours && !(handler instanceof ResourceHttpRequestHandler) && handler != null) {
			return null;
		}
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		if (response.isCommitted() || (!ours && (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)))) {
			return null;
		}
		HttpStatusCode status = status(ex);
		if (status == null) {
			return null;
		}
		if (PageProblems.wanted(request)) {
			return tell(response, this.problems.of(status, (ex instanceof ErrorResponse told) ? told.getBody() : null));
		}
		if (request.getAttribute("site") == null) {
			return unframed(response, status);
		}
		response.setStatus(status.value());
		ModelAndView page = new ModelAndView("error");
		page.addObject("status", status.value());
		ProblemDetail problem = (ex instanceof ErrorResponse told) ? told.getBody() : null;
		if (problem != null && problem.getProperties() != null) {
			page.addObject("replacedBy", problem.getProperties().get("replacedBy"));
		}
		return page;
	}

	private ModelAndView tell(HttpServletResponse response, ProblemDetail problem) {
		response.setStatus(problem.getStatus());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		try {
			response.getOutputStream().write(this.json.writeValueAsBytes(problem));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new ModelAndView();
	}

	/** Nothing has framed this request yet; the container's error dispatch will. */
	private static ModelAndView unframed(HttpServletResponse response, HttpStatusCode status) {
		try {
			response.sendError(status.value());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new ModelAndView();
	}

	private static boolean ours(@Nullable Object handler) {
		return handler instanceof HandlerMethod method && ROOMS.stream()
			.anyMatch((room) -> method.getBeanType().getPackageName().equals("org.shuyuan.portal." + room));
	}

	private static @Nullable HttpStatusCode status(Exception ex) {
		if (ex instanceof ErrorResponse told) {
			return told.getStatusCode();
		}
		return (ex instanceof RestClientException) ? HttpStatus.SERVICE_UNAVAILABLE : null;
	}

}
