package org.shuyuan.support.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the method that answers a call. Where all services are one process, some hundred
 * addresses with variables would each be held against the call; those that begin
 * otherwise are passed over first.
 */
final class PrefixHandlerMapping extends RequestMappingHandlerMapping {

	private final Map<RequestMappingInfo, String[]> beginnings = new ConcurrentHashMap<>();

	@Override
	protected @Nullable HandlerMethod lookupHandlerMethod(String lookupPath, HttpServletRequest request)
			throws Exception {
		boolean plain = lookupPath.indexOf('%') < 0 && lookupPath.indexOf(';') < 0;
		return super.lookupHandlerMethod(lookupPath, plain ? new Call(request, lookupPath) : request);
	}

	@Override
	protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
		return (request instanceof Call call && !mayFit(info, call.path)) ? null
				: super.getMatchingMapping(info, request);
	}

	private boolean mayFit(RequestMappingInfo info, String path) {
		for (String beginning : this.beginnings.computeIfAbsent(info, PrefixHandlerMapping::beginnings)) {
			if (path.startsWith(beginning)) {
				return true;
			}
		}
		return false;
	}

	private static String[] beginnings(RequestMappingInfo info) {
		return info.getPatternValues().stream().map(PrefixHandlerMapping::beginning).toArray(String[]::new);
	}

	/** What every path that fits the pattern begins with. */
	static String beginning(String pattern) {
		int end = 0;
		while (end < pattern.length() && "{*?\\".indexOf(pattern.charAt(end)) < 0) {
			end++;
		}
		return (end == pattern.length()) ? pattern : pattern.substring(0, Math.max(0, pattern.lastIndexOf('/', end)));
	}

	/** A call whose path has no encoded characters and no parameters. */
	private static final class Call extends HttpServletRequestWrapper {

		private final String path;

		Call(HttpServletRequest request, String path) {
			super(request);
			this.path = path;
		}

	}

}
