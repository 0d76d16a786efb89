package org.shuyuan.support.web;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Refuses query parameters that the operation does not declare, and single-valued ones
 * given more than once: a misspelt filter must not pass for none. Declared are those with
 * {@link RequestParam}, and with {@link Parameter} those that are read off the request.
 */
final class QueryParameterCheck implements HandlerInterceptor {

	private final Map<Method, Map<String, Boolean>> declared = new ConcurrentHashMap<>();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod operation && !operation.hasMethodAnnotation(UncheckedParameters.class)) {
			HeaderCheck.check(request);
			Map<String, Boolean> known = this.declared.computeIfAbsent(operation.getMethod(),
					(method) -> declared(operation));
			Map<String, Integer> given = given(request);
			List<String> unknown = given.keySet().stream().filter((name) -> !known.containsKey(name)).toList();
			if (!unknown.isEmpty()) {
				throw unknown(unknown, known.keySet());
			}
			given.forEach((name, times) -> {
				if (times > 1 && !Boolean.TRUE.equals(known.get(name))) {
					throw repeated(name);
				}
			});
		}
		return true;
	}

	/** The names that an operation knows, each with whether it may be repeated. */
	private static Map<String, Boolean> declared(HandlerMethod operation) {
		Map<String, Boolean> names = new TreeMap<>();
		for (MethodParameter parameter : operation.getMethodParameters()) {
			RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
			if (declared != null && !Map.class.isAssignableFrom(parameter.getParameterType())) {
				boolean many = Collection.class.isAssignableFrom(parameter.getParameterType())
						|| parameter.getParameterType().isArray();
				names.put(name(declared, parameter), many);
			}
		}
		for (Parameter parameter : AnnotatedElementUtils.findMergedRepeatableAnnotations(operation.getMethod(),
				Parameter.class)) {
			if (parameter.in() == ParameterIn.QUERY) {
				names.put(parameter.name(), !parameter.array().schema().type().isEmpty());
			}
		}
		return names;
	}

	private static String name(RequestParam declared, MethodParameter parameter) {
		if (StringUtils.hasText(declared.name())) {
			return declared.name();
		}
		return String.valueOf(parameter.getParameter().getName());
	}

	/** How often each name occurs. A form in the body is not part of the query. */
	private static Map<String, Integer> given(HttpServletRequest request) {
		Map<String, Integer> given = new TreeMap<>();
		if (form(request.getContentType())) {
			String query = request.getQueryString();
			UriComponentsBuilder.newInstance()
				.query(query)
				.build()
				.getQueryParams()
				.forEach((name, values) -> given.put(UriUtils.decode(name, StandardCharsets.UTF_8), values.size()));
		}
		else {
			request.getParameterMap().forEach((name, values) -> given.put(name, values.length));
		}
		return given;
	}

	private static boolean form(@Nullable String contentType) {
		return contentType != null && (contentType.startsWith("application/x-www-form-urlencoded")
				|| contentType.startsWith("multipart/"));
	}

	private static Problem unknown(List<String> unknown, Collection<String> known) {
		String names = unknown.stream().map(SimilarName::shown).collect(Collectors.joining(", "));
		String accepted = String.join(", ", known);
		List<String> meant = new ArrayList<>();
		unknown.forEach((name) -> SimilarName.of(name, known)
			.ifPresent((near) -> meant.add(SimilarName.shown(name) + " → " + near)));
		return new Problem(CommonProblemType.PARAMETER_UNKNOWN,
				Text.of("此接口没有参数 " + names, "This operation has no parameter " + names),
				Text.of((known.isEmpty() ? "此接口不接受查询参数" : "可用参数：" + accepted)
						+ (meant.isEmpty() ? "" : "；是否指 " + String.join("，", meant)),
						(known.isEmpty() ? "It takes no query parameters" : "Known: " + accepted)
								+ (meant.isEmpty() ? "" : "; perhaps meant: " + String.join(", ", meant))))
			.property("parameters", unknown.stream().map(SimilarName::shown).toList())
			.property("known", List.copyOf(known));
	}

	private static Problem repeated(String name) {
		return new Problem(CommonProblemType.PARAMETER_INVALID,
				Text.of("参数 " + name + " 只能给出一次", "The parameter " + name + " may be given only once"),
				Text.of("请只保留一个值", "Keep one value"))
			.property("parameter", name);
	}

}
