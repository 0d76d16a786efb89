package org.shuyuan.identity.authorizationserver;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * The way to the sign-in page, in the first language there is of those that the client
 * prefers (OpenID Connect Core 1.0, section 3.1.2.1, {@code ui_locales}).
 */
class SignInPage extends LoginUrlAuthenticationEntryPoint {

	/** The languages of the page. */
	static final List<String> LANGUAGES = List.of("zh-CN", "en");

	SignInPage() {
		super("/login");
	}

	@Override
	protected String determineUrlToUseForThisRequest(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) {
		return preferred(request).map((language) -> getLoginFormUrl() + "?lang=" + language).orElse(getLoginFormUrl());
	}

	private static Optional<String> preferred(HttpServletRequest request) {
		String preferences = Objects.requireNonNullElse(request.getParameter("ui_locales"), "");
		return Stream.of(preferences.split(" "))
			.flatMap((tag) -> LANGUAGES.stream().filter((language) -> same(tag, language)))
			.findFirst();
	}

	private static boolean same(String tag, String language) {
		return Locale.forLanguageTag(tag).getLanguage().equals(Locale.forLanguageTag(language).getLanguage());
	}

}
