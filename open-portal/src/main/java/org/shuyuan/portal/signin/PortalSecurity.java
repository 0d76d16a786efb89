package org.shuyuan.portal.signin;

import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Public pages for everyone, desks for signed-in users, nothing else. People sign in by
 * authorization code with PKCE and keep a session.
 */
@Configuration(proxyBeanMethods = false)
class PortalSecurity {

	private static final String SIGN_IN = "/signin";

	private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
			+ "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

	/** What anyone may open. */
	private static final String[] PUBLIC = { "/", "/catalogue", "/catalogue.{suffix}", "/entries/{id}",
			"/entries/{id}/data", "/distributions/{id}", "/items/{id}", "/agencies", "/agencies/{uscc}", "/themes",
			"/developers", "/api", "/api/openapi.json", "/api/try", "/about", "/suggest", "/robots.txt",
			"/.well-known/security.txt", "/sitemap.xml", "/sitemap-{page}.xml", "/opensearch.xml", "/feed.atom",
			"/favicon.ico", "/problems", "/problems/{code}", "/assets/**", "/error", "/actuator/health",
			"/actuator/health/**" };

	private static final String[] ACCOUNT = { "/desk", "/account", "/account/**" };

	private static final String[] STEWARD = { "/workbench/entries/new", "/workbench/import", "/workbench/import/**" };

	private static final String[] HEAD = { "/workbench/consents" };

	private static final String[] SHARING = { "/workbench/requests", "/workbench/requests/**", "/workbench/grants",
			"/workbench/grants/**", "/workbench/undertaking", "/workbench/applications", "/workbench/applications/**" };

	private static final String[] DESKS = { "/workbench", "/workbench/**" };

	private static final String[] AUTHORITY = { "/authority", "/authority/**" };

	private static final String[] ERASURES = { "/audit/erasures", "/audit/erasures/**" };

	private static final String[] AUDIT = { "/audit", "/audit/**" };

	@Bean
	@Order(40)
	SecurityFilterChain portalSecurityFilterChain(HttpSecurity http, ClientRegistrationRepository registrations,
			LocaleResolver languages, SignInProperties properties, PlatformProperties platform) {
		DefaultOAuth2AuthorizationRequestResolver asking = new DefaultOAuth2AuthorizationRequestResolver(registrations,
				SIGN_IN);
		asking.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
		LoginUrlAuthenticationEntryPoint signIn = new LoginUrlAuthenticationEntryPoint(SIGN_IN + "/open-portal");
		signIn.setFavorRelativeUris(true);
		return http
			.authorizeHttpRequests(
					(requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
						.permitAll()
						.requestMatchers(HttpMethod.GET, PUBLIC)
						.permitAll()
						.requestMatchers(HttpMethod.HEAD, PUBLIC)
						.permitAll()
						.requestMatchers(ACCOUNT)
						.authenticated()
						.requestMatchers(STEWARD)
						.hasRole("steward")
						.requestMatchers(HEAD)
						.hasAnyRole("department-head", "cdo")
						.requestMatchers(SHARING)
						.hasAnyRole("sharing-officer", "sharing-head")
						.requestMatchers(DESKS)
						.hasAnyRole("steward", "sharing-officer", "sharing-head", "department-head", "cdo")
						.requestMatchers(AUTHORITY)
						.hasRole("authority")
						.requestMatchers(ERASURES)
						.hasAnyRole("auditor", "authority")
						.requestMatchers(AUDIT)
						.hasRole("auditor")
						.anyRequest()
						.denyAll())
			.csrf((csrf) -> csrf.ignoringRequestMatchers(nowhere()))
			.oauth2Login((login) -> login.loginPage(SIGN_IN + "/open-portal")
				.authorizationEndpoint(
						(endpoint) -> endpoint.authorizationRequestResolver(new OnlyPortal(asking, languages)))
				.userInfoEndpoint((endpoint) -> endpoint.oidcUserService(PortalSecurity::person))
				.defaultSuccessUrl("/desk")
				.failureUrl("/?signin=failed"))
			.logout((logout) -> logout.logoutUrl("/signout")
				.logoutSuccessHandler(
						new PortalLogoutHandler(properties.endSessionUri().toString(), platform.baseUri() + "/")))
			.exceptionHandling((handling) -> handling.defaultAuthenticationEntryPointFor(signIn, desks())
				.defaultAuthenticationEntryPointFor(PortalSecurity::notFound, (request) -> true))
			.headers((headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives(contentPolicy(properties.endSessionUri())))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN)))
			.build();
	}

	/** Signing out is a form whose answer leads to the authorization server. */
	private static String contentPolicy(URI end) {
		return CONTENT_POLICY + " " + end.getScheme() + "://" + end.getRawAuthority();
	}

	private static RequestMatcher desks() {
		List<RequestMatcher> matchers = new ArrayList<>();
		for (String[] patterns : List.of(ACCOUNT, DESKS, AUTHORITY, AUDIT)) {
			for (String pattern : patterns) {
				matchers.add(PathPatternRequestMatcher.withDefaults().matcher(pattern));
			}
		}
		return new OrRequestMatcher(matchers);
	}

	/**
	 * Where no form leads: a write there is answered that nothing exists, not that the
	 * CSRF token is missing.
	 */
	private static RequestMatcher nowhere() {
		PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
		return new NegatedRequestMatcher(new OrRequestMatcher(desks(), path.matcher("/signout"),
				path.matcher("/login/**"), path.matcher(SIGN_IN + "/**")));
	}

	/** An address that does not exist is not worth signing in for. */
	private static void notFound(jakarta.servlet.http.HttpServletRequest request, HttpServletResponse response,
			Exception refused) throws java.io.IOException {
		response.sendError(HttpServletResponse.SC_NOT_FOUND);
	}

	/** The person in the ID token; roles from there or else from the access token. */
	private static OidcUser person(OidcUserRequest request) {
		OidcIdToken token = request.getIdToken();
		List<String> roles = token.getClaimAsStringList("roles");
		if (roles == null) {
			roles = rolesOf(request.getAccessToken().getTokenValue());
		}
		Set<GrantedAuthority> authorities = new java.util.LinkedHashSet<>();
		for (String role : roles) {
			authorities.add(new SimpleGrantedAuthority("ROLE_" + role));
		}
		return new DefaultOidcUser(authorities, token, "sub");
	}

	/**
	 * The token came directly from the authorization server, so it needs no check here.
	 */
	private static List<String> rolesOf(String accessToken) {
		try {
			@Nullable List<String> roles = JWTParser.parse(accessToken).getJWTClaimsSet().getStringListClaim("roles");
			return (roles != null) ? roles : List.of();
		}
		catch (ParseException ex) {
			return List.of();
		}
	}

}
