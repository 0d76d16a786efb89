package org.shuyuan.portal.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Lets people sign in by the portal's own registration, in the language that they read it
 * in (OpenID Connect Core 1.0, section 3.1.2.1, {@code ui_locales}); any other name is no
 * address.
 */
record OnlyPortal(OAuth2AuthorizationRequestResolver asking,
		LocaleResolver languages) implements OAuth2AuthorizationRequestResolver {

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
		return request.getRequestURI().equals("/signin/open-portal") ? read(request, this.asking.resolve(request))
				: null;
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
		return registration.equals("open-portal") ? read(request, this.asking.resolve(request, registration)) : null;
	}

	private @Nullable OAuth2AuthorizationRequest read(HttpServletRequest request,
			@Nullable OAuth2AuthorizationRequest asked) {
		if (asked == null) {
			return null;
		}
		String language = this.languages.resolveLocale(request).toLanguageTag();
		return OAuth2AuthorizationRequest.from(asked)
			.additionalParameters((parameters) -> parameters.put("ui_locales", language))
			.build();
	}

}
