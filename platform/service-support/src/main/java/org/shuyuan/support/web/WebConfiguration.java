package org.shuyuan.support.web;

import java.time.Clock;
import java.util.List;

import org.shuyuan.support.task.BackgroundTask;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The way of every call to the method that answers it, for all services of a process. */
@AutoConfiguration
@EnableConfigurationProperties(IdempotencyProperties.class)
class WebConfiguration {

	@Bean
	WebMvcRegistrations routes() {
		return new WebMvcRegistrations() {
			@Override
			public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
				return new PrefixHandlerMapping();
			}
		};
	}

	@Bean
	@ConditionalOnBean(IdempotencyKeys.class)
	BackgroundTask idempotencyKeyExpiry(List<IdempotencyKeys> keys, Clock clock, IdempotencyProperties properties) {
		return new IdempotencyKeyExpiry(keys, clock, properties.idempotencyKept()).task();
	}

	/** What callers send is read whole or refused. */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ServerHttpMessageConvertersCustomizer strictJson(JsonMapper json) {
		return (converters) -> converters.withJsonConverter(new StrictJsonConverter(json));
	}

	@Bean
	WebMvcConfigurer queryParameterCheck() {
		return new WebMvcConfigurer() {
			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new QueryParameterCheck()).addPathPatterns("/api/v1/**");
			}
		};
	}

	@Bean
	ConditionalReads taggedReads() {
		return new ConditionalReads();
	}

	@Bean
	HttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowedHeaderNames(AllowedHeaderText.NAME);
		firewall.setAllowedHeaderValues(AllowedHeaderText.VALUE);
		return firewall;
	}

}
