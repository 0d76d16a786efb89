package org.shuyuan.portal.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.WebUtils;

/**
 * Gives every page what its frame needs, and keeps a choice of language or theme.
 */
class PageFrameInterceptor implements HandlerInterceptor {

	private static final Set<String> THEMES = Set.of("auto", "light", "dark");

	private final Assets assets;

	private final LocaleResolver locales;

	private final PlatformProperties platform;

	PageFrameInterceptor(Assets assets, LocaleResolver locales, PlatformProperties platform) {
		this.assets = assets;
		this.locales = locales;
		this.platform = platform;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		String path = request.getRequestURI();
		if (path.startsWith("/api/v1/") || path.startsWith("/assets/")) {
			return true;
		}
		if (request.getParameter("lang") != null) {
			this.locales.setLocale(request, response, this.locales.resolveLocale(request));
		}
		String theme = request.getParameter("look");
		if (theme != null && THEMES.contains(theme)) {
			PageLocale.keep(request, response, "look", theme);
		}
		request.setAttribute("site", site(request));
		return true;
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		String view = (page != null) ? page.getViewName() : null;
		if (view == null || view.startsWith("redirect:")) {
			return;
		}
		if (response.getHeader(HttpHeaders.CACHE_CONTROL) == null) {
			response.setHeader(HttpHeaders.CACHE_CONTROL,
					(request.getUserPrincipal() == null) ? "private, no-cache" : "no-store");
		}
		response.addHeader(HttpHeaders.VARY, "Cookie, Accept-Language, Accept");
	}

	Site site(HttpServletRequest request) {
		Locale locale = this.locales.resolveLocale(request);
		Principal principal = request.getUserPrincipal();
		Set<String> roles = new LinkedHashSet<>();
		String person = null;
		if (principal instanceof Authentication who && who.isAuthenticated()
				&& who.getPrincipal() instanceof OAuth2User user) {
			String name = user.getAttribute("name");
			String login = user.getAttribute("preferred_username");
			person = (name != null) ? name : (login != null) ? login : who.getName();
			for (GrantedAuthority authority : who.getAuthorities()) {
				String code = authority.getAuthority();
				if (code != null && code.startsWith("ROLE_")) {
					roles.add(code.substring(5));
				}
			}
		}
		Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		String path = (failed != null) ? failed.toString() : request.getRequestURI();
		boolean desk = path.startsWith("/workbench") || path.startsWith("/authority") || path.startsWith("/audit")
				|| path.startsWith("/account");
		return new Site(locale.equals(Locale.ENGLISH) ? "en" : "zh-CN", theme(request), path, query(request), person,
				roles, desk, this.assets, this.platform.baseUri().toString(), this.platform.zone());
	}

	private static String theme(HttpServletRequest request) {
		String asked = request.getParameter("look");
		if (asked != null && THEMES.contains(asked)) {
			return asked;
		}
		Cookie kept = WebUtils.getCookie(request, "look");
		return (kept != null && THEMES.contains(kept.getValue())) ? kept.getValue() : "auto";
	}

	private static String query(HttpServletRequest request) {
		StringBuilder query = new StringBuilder();
		if (!request.getMethod().equals("GET")) {
			return "";
		}
		request.getParameterMap().forEach((name, values) -> {
			for (String value : values) {
				boolean choice = name.equals("lang") || name.equals("look");
				if (!choice && !value.isEmpty()) {
					query.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
						.append('=')
						.append(URLEncoder.encode(value, StandardCharsets.UTF_8))
						.append('&');
				}
			}
		});
		return query.toString();
	}

}
