package org.shuyuan.support.caller;

import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.ProblemWriter;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Who calls, for every service of a process at once; controllers may take the
 * {@link Caller} as a parameter. A service that knows callers by their tokens gives the
 * {@link IntrospectionConverter} it asks.
 */
@AutoConfiguration
@EnableConfigurationProperties({ OAuth2ResourceServerProperties.class, OAuth2ClientProperties.class })
class CallerConfiguration implements WebMvcConfigurer {

	static {
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
	}

	@Bean
	@ConditionalOnBean(IntrospectionConverter.class)
	@ConditionalOnMissingBean
	AccessTokenDecoder tokens(OAuth2ResourceServerProperties properties, Clock clock) {
		return AccessTokenDecoder.of(properties.getJwt(), clock);
	}

	@Bean
	@ConditionalOnBean(IntrospectionConverter.class)
	BearerSecurity bearerSecurity(AccessTokenDecoder accessTokenDecoder, IntrospectionConverter introspectionConverter,
			ProblemWriter problems) {
		return new BearerSecurity(accessTokenDecoder, introspectionConverter::convert, problems);
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new CallerResolver());
	}

	private static final class CallerResolver implements HandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == Caller.class;
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
				NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
			return Caller.current();
		}

	}

}
