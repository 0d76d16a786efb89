package org.shuyuan.gateway.caller;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.DispatcherType;
import org.shuyuan.gateway.problem.GatewayProblem;
import org.shuyuan.gateway.problem.NotFound;
import org.shuyuan.gateway.problem.ProblemWriter;
import org.shuyuan.vocab.Text;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.RestClientOpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.client.RestClient;

/**
 * Who may call what: bearer tokens for everything but the short public list.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String API = "/api/v1/sharing";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final String[] OURS = { API, API + "/**", "/api/openapi/sharing" };

	/** What anybody may ask for; the door decides what the public may have. */
	private static final String[] PUBLIC = { API + "/distributions/{id}", API + "/distributions/{id}/file",
			API + "/distributions/{id}/rows", API + "/distributions/{id}/groups", API + "/distributions/{id}/profile",
			API + "/distributions/{id}/service", API + "/negative-list", "/api/openapi/sharing" };

	@Bean
	@Order(30)
	SecurityFilterChain gatewaySecurity(HttpSecurity http, GatewayTokens tokens, Standing standing,
			ProblemWriter problems) {
		return http.securityMatcher(OURS)
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.oauth2ResourceServer((server) -> server
				.jwt((jwt) -> jwt.decoder(tokens.decoder()).jwtAuthenticationConverter(standing::vouchFor))
				.withObjectPostProcessor(answering(problems))
				.authenticationEntryPoint(unauthenticated(problems))
				.accessDeniedHandler(denied(problems)))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(unauthenticated(problems))
				.accessDeniedHandler(denied(problems)))
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, PUBLIC)
				.permitAll()
				.requestMatchers(HttpMethod.HEAD, PUBLIC)
				.permitAll()
				.requestMatchers(API + "/**")
				.authenticated()
				.anyRequest()
				.denyAll())
			.build();
	}

	/** The address that failures are handed to is none to call. */
	@Bean
	@Order(31)
	SecurityFilterChain gatewayErrorSecurity(HttpSecurity http, ProblemWriter problems) {
		return http
			.securityMatcher((request) -> request.getDispatcherType() == DispatcherType.REQUEST
					&& request.getRequestURI().equals("/error"))
			.csrf(AbstractHttpConfigurer::disable)
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(
					(request, response, ex) -> problems.write(response, NotFound.of("address", "地址", "address"))))
			.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll())
			.build();
	}

	@Bean
	GatewayTokens gatewayTokens(@Value("${spring.security.oauth2.resourceserver.jwt.jwk-set-uri}") String jwkSetUri,
			@Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri:}") String issuer, Clock clock) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(jwkSetUri).build();
		List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
		validators.add(new JwtTimestampValidator());
		validators.add(new JwtAudienceValidator("shuyuan"));
		if (!issuer.isBlank()) {
			validators.add(new JwtIssuerValidator(issuer));
		}
		OAuth2TokenValidator<Jwt> validator = new DelegatingOAuth2TokenValidator<>(validators);
		decoder.setJwtValidator(validator);
		return new GatewayTokens(new VerifiedTokens(decoder, validator, clock));
	}

	@Bean
	Standing gatewayStanding(
			@Value("${shuyuan.introspection-uri:${shuyuan.base-uri}/oauth2/introspect}") String introspectionUri,
			@Value("${spring.security.oauth2.client.registration.sharing-gateway.client-id:sharing-gateway}") String client,
			@Value("${spring.security.oauth2.client.registration.sharing-gateway.client-secret:}") String secret) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build());
		requests.setReadTimeout(PATIENCE);
		RestClient server = RestClient.builder()
			.requestFactory(requests)
			.defaultHeaders((headers) -> headers.setBasicAuth(client, secret))
			.build();
		return new Standing(new RestClientOpaqueTokenIntrospector(introspectionUri, server), InstantSource.system());
	}

	/**
	 * Where nobody says whether a token holds, the call may come again; it is no fault.
	 */
	private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answering(ProblemWriter problems) {
		return new ObjectPostProcessor<>() {
			@Override
			public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
				filter.setAuthenticationFailureHandler((request, response, ex) -> {
					if (ex instanceof AuthenticationServiceException) {
						problems.write(response, silent());
					}
					else {
						unauthenticated(problems).commence(request, response, ex);
					}
				});
				return filter;
			}
		};
	}

	private static GatewayProblem silent() {
		GatewayProblem problem = new GatewayProblem(HttpStatus.SERVICE_UNAVAILABLE, "identity-silent",
				Text.of("无法确认身份", "Nobody vouches for you"),
				Text.of("身份服务暂无应答，无法确认令牌是否仍然有效",
						"The authorization server does not answer, so nobody says whether the token still holds"),
				Text.of("请按 Retry-After 稍后重试；开放数据无需登录", "Try again after Retry-After; open data need no account"));
		problem.getHeaders().set("Retry-After", "2");
		return problem;
	}

	private static AuthenticationEntryPoint unauthenticated(ProblemWriter problems) {
		return (request, response, ex) -> {
			response.setHeader("WWW-Authenticate", "Bearer");
			problems.write(response,
					new GatewayProblem(HttpStatus.UNAUTHORIZED, "token-missing",
							Text.of("需要有效的令牌", "A valid token is needed"),
							Text.of("此操作需要登录，请求没有有效的令牌", "This needs a token, and the request carries no valid one"),
							Text.of("请在 /oauth2/token 取得令牌，放入 Authorization: Bearer 请求头",
									"Get a token at /oauth2/token and send it as Authorization: Bearer")));
		};
	}

	private static AccessDeniedHandler denied(ProblemWriter problems) {
		return (request, response, ex) -> problems.write(response,
				new GatewayProblem(HttpStatus.FORBIDDEN, "role-missing", Text.of("缺少所需角色", "Role missing"),
						Text.of("令牌中的角色不允许此操作", "The token's roles do not allow this"),
						Text.of("请由具备该角色的人员或系统办理", "Use an account that holds the role")));
	}

	/**
	 * Reads tokens; of a type of its own, as other services in the same context have
	 * theirs.
	 *
	 * @param decoder checks signature, time, audience and issuer; calls nobody before the
	 * first token
	 */
	record GatewayTokens(JwtDecoder decoder) {
	}

}
