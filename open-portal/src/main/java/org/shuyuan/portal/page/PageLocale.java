package org.shuyuan.portal.page;

import java.time.Duration;
import java.util.Locale;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Chinese or English: what the address asks for ({@code ?lang=}), else the cookie, else
 * what the browser prefers of the two, else Chinese.
 */
class PageLocale implements LocaleResolver {

	private static final String NAME = "lang";

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		String asked = request.getParameter(NAME);
		if (asked != null) {
			return of(asked);
		}
		Cookie kept = WebUtils.getCookie(request, NAME);
		if (kept != null) {
			return of(kept.getValue());
		}
		if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null) {
			String first = request.getLocale().getLanguage();
			return first.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
		}
		return Locale.SIMPLIFIED_CHINESE;
	}

	private static Locale of(String tag) {
		return tag.startsWith("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
	}

	@Override
	public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
		if (response != null && locale != null) {
			keep(request, response, NAME, of(locale.getLanguage()).toLanguageTag());
		}
	}

	/** Keeps a choice for a year. */
	static void keep(HttpServletRequest request, HttpServletResponse response, String name, String value) {
		ResponseCookie cookie = ResponseCookie.from(name, value)
			.path("/")
			.maxAge(Duration.ofDays(365))
			.httpOnly(true)
			.secure(request.isSecure())
			.sameSite("Lax")
			.build();
		response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
	}

}
