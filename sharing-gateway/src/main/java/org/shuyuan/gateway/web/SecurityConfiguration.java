package org.shuyuan.gateway.web;

import org.shuyuan.observability.ClientSpans;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.caller.BearerSecurity;
import org.shuyuan.support.caller.IntrospectionConverter;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Who may call what: bearer tokens for everything but the short public list.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String API = "/api/v1/sharing";

	private static final String[] OURS = { API, API + "/**", "/api/openapi/sharing" };

	/** What anyone may request; the door decides what the public may have. */
	private static final String[] PUBLIC = { API + "/distributions/{id}", API + "/distributions/{id}/file",
			API + "/distributions/{id}/rows", API + "/distributions/{id}/groups", API + "/distributions/{id}/profile",
			API + "/distributions/{id}/service", API + "/negative-list", API + "/problems", "/api/openapi/sharing" };

	@Bean
	@Order(30)
	SecurityFilterChain gatewaySecurity(HttpSecurity http, BearerSecurity bearers) {
		return bearers.protect(http, OURS)
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

	/** One for all services of a process: whichever asks, the answer is the same. */
	@Bean
	@ConditionalOnMissingBean
	IntrospectionConverter gatewayStanding(PlatformProperties platform, OAuth2ClientProperties clients,
			ClientSpans clientSpans) {
		return IntrospectionConverter.asking(platform, clients, "sharing-gateway", clientSpans);
	}

}
