package org.shuyuan.support.caller;

import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemWriter;
import org.shuyuan.vocab.Text;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * What every call passes whose caller is known by a bearer token (RFC 6750).
 */
public final class BearerSecurity {

	private final AccessTokenDecoder accessTokenDecoder;

	private final Converter<Jwt, ? extends AbstractAuthenticationToken> vouching;

	private final ProblemWriter problems;

	/**
	 * Lets callers be known.
	 * @param vouching who holds a token, and with which roles by now
	 */
	public BearerSecurity(AccessTokenDecoder accessTokenDecoder,
			Converter<Jwt, ? extends AbstractAuthenticationToken> vouching, ProblemWriter problems) {
		this.accessTokenDecoder = accessTokenDecoder;
		this.vouching = vouching;
		this.problems = problems;
	}

	/**
	 * Lets callers be known by their tokens under these paths, and answers those who are
	 * not with problems. Who may call what is still to be said.
	 */
	public HttpSecurity protect(HttpSecurity http, String... paths) {
		return http.securityMatcher(paths)
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.oauth2ResourceServer((server) -> server.bearerTokenResolver(new FastBearerTokenResolver())
				.jwt((jwt) -> jwt.decoder(this.accessTokenDecoder.decoder()).jwtAuthenticationConverter(this.vouching))
				.withObjectPostProcessor(answering())
				.authenticationEntryPoint(unauthenticated())
				.accessDeniedHandler(denied()))
			.exceptionHandling(
					(handling) -> handling.authenticationEntryPoint(unauthenticated()).accessDeniedHandler(denied()));
	}

	/**
	 * Where the state of a token is unknown, the call may be retried; it is no fault.
	 */
	private ObjectPostProcessor<BearerTokenAuthenticationFilter> answering() {
		return new ObjectPostProcessor<>() {
			@Override
			public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
				filter.setAuthenticationFailureHandler((request, response, ex) -> {
					if (ex instanceof AuthenticationServiceException) {
						BearerSecurity.this.problems.write(response, silent());
					}
					else {
						unauthenticated().commence(request, response, ex);
					}
				});
				return filter;
			}
		};
	}

	private static Problem silent() {
		Problem problem = new Problem(CommonProblemType.IDENTITY_SILENT, Text.of("身份服务暂无应答，无法确认令牌是否仍然有效",
				"The authorization server does not answer, so whether the token is still active is unknown"));
		problem.getHeaders().set("Retry-After", "2");
		return problem;
	}

	private AuthenticationEntryPoint unauthenticated() {
		return (request, response, ex) -> {
			response.setHeader("WWW-Authenticate", "Bearer");
			this.problems.write(response, new Problem(CommonProblemType.TOKEN_MISSING,
					Text.of("此操作需要登录，请求没有有效的令牌", "This needs a token, and the request carries no valid one")));
		};
	}

	private AccessDeniedHandler denied() {
		return (request, response, ex) -> this.problems.write(response, new Problem(CommonProblemType.ROLE_MISSING,
				Text.of("令牌中的角色不允许此操作", "The token's roles do not allow this")));
	}

}
