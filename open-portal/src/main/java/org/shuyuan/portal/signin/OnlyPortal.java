package org.shuyuan.portal.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Lets people sign in by the portal's own registration; any other name is no address.
 */
record OnlyPortal(OAuth2AuthorizationRequestResolver asking) implements OAuth2AuthorizationRequestResolver {

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
		return request.getRequestURI().equals("/signin/open-portal") ? this.asking.resolve(request) : null;
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
		return registration.equals("open-portal") ? this.asking.resolve(request, registration) : null;
	}

}
