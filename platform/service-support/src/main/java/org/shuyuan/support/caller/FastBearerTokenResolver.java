package org.shuyuan.support.caller;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Finds the token in the header (RFC 6750, 2.1). The library's expression takes longer
 * over a signed token than all else that is asked of it, so a header in the usual form is
 * read without; of any other the library decides.
 */
final class FastBearerTokenResolver implements BearerTokenResolver {

	private static final String SCHEME = "Bearer ";

	private final BearerTokenResolver library = new DefaultBearerTokenResolver();

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return (header != null && usual(header)) ? header.substring(SCHEME.length()) : this.library.resolve(request);
	}

	/** Whether it is a scheme and a token of the characters that a JWT has. */
	private static boolean usual(String header) {
		for (int i = SCHEME.length(); i < header.length(); i++) {
			char c = header.charAt(i);
			boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
			if (!letter && (c < '0' || c > '9') && c != '.' && c != '-' && c != '_') {
				return false;
			}
		}
		return header.startsWith(SCHEME) && header.length() > SCHEME.length();
	}

}
