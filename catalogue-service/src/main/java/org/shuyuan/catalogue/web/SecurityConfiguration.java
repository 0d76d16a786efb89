package org.shuyuan.catalogue.web;

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

	private static final String API = "/api/v1/catalogue";

	private static final String[] OURS = { API, API + "/**", "/sparql", "/vocab", "/vocab/**",
			"/api/openapi/catalogue" };

	/** What anyone may read. */
	private static final String[] PUBLIC = { API + "/agencies", API + "/agencies/{uscc}", API + "/codes",
			API + "/codes/{scheme}", API + "/entries/{id}", API + "/search", API + "/suggest", API + "/dcat",
			API + "/distributions/*", API + "/items/*", API + "/statistics", API + "/problems", API + "/public/changes",
			"/sparql", "/vocab", "/vocab/**", "/api/openapi/catalogue" };

	@Bean
	@Order(20)
	SecurityFilterChain catalogueSecurity(HttpSecurity http, BearerSecurity bearers) {
		return bearers.protect(http, OURS)
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, PUBLIC)
				.permitAll()
				.requestMatchers(HttpMethod.HEAD, PUBLIC)
				.permitAll()
				.requestMatchers(HttpMethod.POST, "/sparql")
				.permitAll()
				.requestMatchers(HttpMethod.GET, API + "/changes")
				.hasRole("service")
				.requestMatchers(API + "/**")
				.authenticated()
				.anyRequest()
				.denyAll())
			.build();
	}

	@Bean
	@Order(21)
	SecurityFilterChain catalogueHealthSecurity(HttpSecurity http) {
		return http.securityMatcher("/actuator/health", "/actuator/health/**")
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(HttpMethod.GET).permitAll().anyRequest().denyAll())
			.build();
	}

	/** One for all services of a process: whichever asks, the answer is the same. */
	@Bean
	@ConditionalOnMissingBean
	IntrospectionConverter catalogueStanding(PlatformProperties platform, OAuth2ClientProperties clients,
			ClientSpans clientSpans) {
		return IntrospectionConverter.asking(platform, clients, "catalogue-service", clientSpans);
	}

}
