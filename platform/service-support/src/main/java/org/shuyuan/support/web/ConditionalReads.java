package org.shuyuan.support.web;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Holds every read whose answer has an entity tag to its preconditions, also to those
 * that Spring MVC leaves aside: {@code If-Match}, and {@code *}.
 */
@ControllerAdvice
class ConditionalReads implements ResponseBodyAdvice<Object> {

	@Override
	public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returned, MediaType type,
			Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
			ServerHttpResponse response) {
		String tag = response.getHeaders().getETag();
		if (tag == null || !(request instanceof ServletServerHttpRequest asked)
				|| !(response instanceof ServletServerHttpResponse answer)
				|| answer.getServletResponse().getStatus() != HttpStatus.OK.value()) {
			return body;
		}
		return EntityTags.isKnown(new ServletWebRequest(asked.getServletRequest(), answer.getServletResponse()), tag)
				? null : body;
	}

}
