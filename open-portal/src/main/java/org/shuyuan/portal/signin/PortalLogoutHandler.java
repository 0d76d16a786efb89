package org.shuyuan.portal.signin;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * After the portal's own session the one at the authorization server ends too (OpenID
 * Connect RP-Initiated Logout 1.0), and the person is back at the portal's home.
 */
class PortalLogoutHandler implements LogoutSuccessHandler {

	private final String endSession;

	private final String home;

	PortalLogoutHandler(String endSession, String home) {
		this.endSession = endSession;
		this.home = home;
	}

	@Override
	public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response,
			@Nullable Authentication authentication) throws IOException {
		response.sendRedirect((authentication instanceof OAuth2AuthenticationToken token
				&& token.getPrincipal() instanceof OidcUser person) ? ending(person) : "/");
	}

	private String ending(OidcUser person) {
		return UriComponentsBuilder.fromUriString(this.endSession)
			.queryParam("id_token_hint", "{hint}")
			.queryParam("post_logout_redirect_uri", "{home}")
			.encode()
			.buildAndExpand(person.getIdToken().getTokenValue(), this.home)
			.toUriString();
	}

}
