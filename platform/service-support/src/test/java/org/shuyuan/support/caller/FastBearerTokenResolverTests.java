package org.shuyuan.support.caller;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

import static org.assertj.core.api.Assertions.assertThat;

class FastBearerTokenResolverTests {

	@ParameterizedTest
	@ValueSource(strings = { "Bearer abc.DEF-09_.x", "bearer abc", "Bearer abc==", "Bearer a~b+c/d", "Bearer ",
			"Bearer", "Bearer a b", "Bearer  a", "Bearer =a", "Bearer a\u00e9", "Bearera.b", "Basic YTpi", "Bearer a,b",
			"" })
	void findsWhatTheLibraryFinds(String header) {
		assertThat(found(new FastBearerTokenResolver(), header))
			.isEqualTo(found(new DefaultBearerTokenResolver(), header));
	}

	@Test
	void findsNothingWithoutAHeader() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.setParameter("access_token", "abc");
		assertThat(new FastBearerTokenResolver().resolve(request)).isNull();
	}

	private static Optional<String> found(BearerTokenResolver resolver, String header) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.addHeader("Authorization", header);
		try {
			return Optional.ofNullable(resolver.resolve(request));
		}
		catch (OAuth2AuthenticationException ex) {
			return Optional.of("refused: " + ex.getError().getErrorCode());
		}
	}

}
