package org.shuyuan.identity.authorizationserver;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.identity.accounts.Account;
import org.shuyuan.identity.accounts.AccountStore;
import org.shuyuan.identity.accounts.IdentityProperties;
import org.shuyuan.support.caller.AccessTokenDecoder;
import org.shuyuan.support.caller.BearerSecurity;
import org.shuyuan.support.caller.IntrospectionConverter;
import org.shuyuan.support.problem.ProblemWriter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.web.authentication.OidcLogoutAuthenticationSuccessHandler;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/**
 * The authorization server's addresses, the login page and the identity API. The session
 * is shared with the portal, so everything stored in it has its own attribute names.
 */
@Configuration(proxyBeanMethods = false)
class IdentitySecurity {

	private static final String API = "/api/v1/identity";

	private static final String DESCRIPTION = "/api/openapi/identity";

	/** Pages available before sign-in. */
	private static final String[] PAGES = { "/login", "/register", "/register/code", "/password", "/password/code" };

	private static final String CONTENT_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'";

	private static final OAuth2ErrorHttpMessageConverter ERRORS = new OAuth2ErrorHttpMessageConverter();

	@Bean
	@EmbeddedServer
	@Order(10)
	SecurityFilterChain identityServerSecurity(HttpSecurity http, JWKSource<SecurityContext> identityKeys,
			Authorizations authorizations, LoginThrottle loginThrottle, TokenValidity live, RevokedTokens revoked,
			AccountStore accounts, IdentityProperties properties) {
		OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
		JwtDecoder decoder = OAuth2AuthorizationServerConfiguration.jwtDecoder(identityKeys);
		MediaTypeRequestMatcher html = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
		html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
		return http.securityMatcher(server.getEndpointsMatcher())
			.with(server, (configurer) -> configurer
				.clientAuthentication((clients) -> clients
					.authenticationProviders((providers) -> providers
						.replaceAll((each) -> (each instanceof ClientSecretAuthenticationProvider)
								? new ThrottledClients(each, loginThrottle) : each))
					.errorResponseHandler(IdentitySecurity::refuse))
				.tokenIntrospectionEndpoint((endpoint) -> endpoint
					.authenticationProvider(new IntrospectionProvider(properties.services().keySet(), decoder, live)))
				.tokenRevocationEndpoint((endpoint) -> endpoint
					.authenticationProvider(new RevocationProvider(decoder, revoked, authorizations)))
				.oidc((oidc) -> oidc
					.providerConfigurationEndpoint((endpoint) -> endpoint.providerConfigurationCustomizer(
							(provider) -> provider.claim("ui_locales_supported", SignInPage.LANGUAGES)))
					.logoutEndpoint((end) -> end.logoutResponseHandler(signedOut(authorizations)))))
			.securityContext((context) -> context.securityContextRepository(new AccountContextRepository(accounts)))
			.requestCache((cache) -> cache.requestCache(requests()))
			.oauth2ResourceServer((resource) -> resource.jwt((jwt) -> jwt.decoder(decoder)))
			.exceptionHandling((handling) -> handling.defaultAuthenticationEntryPointFor(new SignInPage(), html))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.build();
	}

	@Bean
	@EmbeddedServer
	@Order(11)
	SecurityFilterChain identityLoginSecurity(HttpSecurity http, AccountStore accounts, LoginThrottle loginThrottle) {
		HttpSessionCsrfTokenRepository csrf = new HttpSessionCsrfTokenRepository();
		csrf.setSessionAttributeName("identity.csrf");
		SavedRequestAwareAuthenticationSuccessHandler success = new SavedRequestAwareAuthenticationSuccessHandler();
		success.setRequestCache(requests());
		success.setDefaultTargetUrl("/");
		return http.securityMatcher(PAGES)
			.authenticationProvider(PeopleProvider.over(accounts, loginThrottle))
			.securityContext((context) -> context.securityContextRepository(new AccountContextRepository(accounts)))
			.requestCache((cache) -> cache.requestCache(requests()))
			.csrf((configurer) -> configurer.csrfTokenRepository(csrf))
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_POLICY)))
			.formLogin((form) -> form.loginPage("/login").successHandler((request, response, authentication) -> {
				loginThrottle.succeeded(username(request));
				success.onAuthenticationSuccess(request, response, authentication);
			}).failureHandler((request, response, ex) -> refuse(request, response, ex, loginThrottle)))
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, PAGES)
				.permitAll()
				.requestMatchers(HttpMethod.POST, PAGES)
				.permitAll()
				.anyRequest()
				.denyAll())
			.build();
	}

	@Bean
	@Order(12)
	SecurityFilterChain identityApiSecurity(HttpSecurity http, AccountStore accounts,
			ObjectProvider<TokenValidity> live, OAuth2ResourceServerProperties properties, ProblemWriter problems) {
		return new BearerSecurity(AccessTokenDecoder.of(properties.getJwt(), InstantSource.system()),
				(token) -> authentication(token, holder(token, accounts, live.getIfAvailable())), problems)
			.protect(http, API, API + "/**", DESCRIPTION)
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, DESCRIPTION)
				.permitAll()
				.requestMatchers(API + "/people", API + "/people/*", API + "/systems", API + "/systems/*",
						API + "/drift", API + "/provisioning")
				.hasRole("administrator")
				.requestMatchers(HttpMethod.GET, API + "/problems")
				.permitAll()
				.requestMatchers(HttpMethod.HEAD, API + "/problems")
				.permitAll()
				.requestMatchers(HttpMethod.GET, API + "/audit", API + "/audit/*")
				.authenticated()
				.requestMatchers(API + "/audit/erasures", API + "/audit/erasures/**")
				.authenticated()
				.anyRequest()
				.denyAll())
			.build();
	}

	/** Where the services run apart, only health is served here. The last chain. */
	@Bean
	@Order(90)
	@ConditionalOnProperty(name = "shuyuan.part", havingValue = "identity")
	SecurityFilterChain identityRestSecurity(HttpSecurity http) {
		return http.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, "/actuator/health/**")
				.permitAll()
				.anyRequest()
				.denyAll())
			.build();
	}

	/** With the session end the tokens that were issued in it. */
	private static AuthenticationSuccessHandler signedOut(Authorizations authorizations) {
		OidcLogoutAuthenticationSuccessHandler leave = new OidcLogoutAuthenticationSuccessHandler();
		return (request, response, authentication) -> {
			if (authentication instanceof OidcLogoutAuthenticationToken ended) {
				OAuth2Authorization issued = authorizations.findByToken(ended.getIdTokenHint(), null);
				if (issued != null) {
					authorizations.endSessionOf(issued);
				}
			}
			leave.onAuthenticationSuccess(request, response, authentication);
		};
	}

	private static HttpSessionRequestCache requests() {
		HttpSessionRequestCache requests = new HttpSessionRequestCache();
		requests.setSessionAttrName("identity.request");
		return requests;
	}

	private static String username(HttpServletRequest request) {
		return Objects.requireNonNullElse(request.getParameter("username"), "").strip().toLowerCase(Locale.ROOT);
	}

	private static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex,
			LoginThrottle loginThrottle) throws IOException {
		String username = username(request);
		if (loginThrottle.wait(username).isZero()) {
			loginThrottle.failed(username);
		}
		long wait = loginThrottle.wait(username).toSeconds();
		response.sendRedirect((wait > 0) ? "/login?wait=" + wait : "/login?error");
	}

	/** The answer of RFC 6749, section 5.2; 429 where the client has to wait. */
	private static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		OAuth2Error error = (ex instanceof OAuth2AuthenticationException refused) ? refused.getError()
				: new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT);
		HttpStatus status = OAuth2ErrorCodes.INVALID_CLIENT.equals(error.getErrorCode()) ? HttpStatus.UNAUTHORIZED
				: HttpStatus.BAD_REQUEST;
		ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
		if (ex instanceof ThrottledClients.Wait wait) {
			status = HttpStatus.TOO_MANY_REQUESTS;
			answer.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(wait.seconds()));
		}
		answer.setStatusCode(status);
		ERRORS.write(error, MediaType.APPLICATION_JSON, answer);
	}

	/** Whose the token is by now; Keycloak alone knows of the sessions it began. */
	private static Optional<Account> holder(Jwt token, AccountStore accounts, @Nullable TokenValidity live) {
		return (live != null) ? live.holder(token) : accounts.findBySubject(String.valueOf(token.getSubject()));
	}

	/**
	 * A disabled user has no access here, whatever the token says; only a person
	 * administers.
	 */
	private static AbstractAuthenticationToken authentication(Jwt token, Optional<Account> holder) {
		Account account = holder.orElseThrow(() -> new InvalidBearerTokenException("The token holds no more"));
		List<GrantedAuthority> authorities = new ArrayList<>();
		account.roleCodes().forEach((role) -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
		return (account.kind() == Account.Kind.SYSTEM) ? IntrospectionConverter.ofSystem(token, authorities)
				: new JwtAuthenticationToken(token, authorities);
	}

}
