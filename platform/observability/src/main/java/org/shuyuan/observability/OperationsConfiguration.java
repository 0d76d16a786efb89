package org.shuyuan.observability;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The operators' side of a service. An auto-configuration, so that one process has one of
 * it, however many services it holds.
 */
@AutoConfiguration(before = ObservationAutoConfiguration.class)
@EnableConfigurationProperties({ ManagementProperties.class, PlatformProperties.class })
class OperationsConfiguration {

	/** What anyone may request: whether it lives and does its work. */
	private static final RequestMatcher PUBLIC = anyOf("/actuator/health", "/actuator/health/liveness",
			"/actuator/health/readiness");

	private static final RequestMatcher OURS = anyOf("/actuator", "/actuator/**");

	@Bean
	@ConditionalOnProperty("shuyuan.management.port")
	ManagementPort managementPort(ManagementProperties properties) {
		return new ManagementPort(Objects.requireNonNull(properties.port()), properties.address());
	}

	/** There is one disk to watch, and its mount point is not exposed. */
	@Bean
	MeterFilter noPaths() {
		return MeterFilter.ignoreTags("path");
	}

	/** Nothing reads the observations. */
	@Bean
	@ConditionalOnProperty(name = "shuyuan.observed", havingValue = "false")
	ObservationRegistry observations() {
		return ObservationRegistry.NOOP;
	}

	@Bean
	ClientSpans rounds(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
		return new ClientSpans(tracer.getIfAvailable(() -> Tracer.NOOP),
				propagator.getIfAvailable(() -> Propagator.NOOP));
	}

	/** Every filter of every call would be observed. */
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	/** Everything but the public's health is there on the management port alone. */
	@Bean
	@Order(15)
	SecurityFilterChain operationsSecurity(HttpSecurity http) {
		return http
			.securityMatcher((request) -> ManagementPort.received(request)
					|| (OURS.matches(request) && !PUBLIC.matches(request)))
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(
					(request, response, ex) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)))
			.authorizeHttpRequests((requests) -> requests
				.requestMatchers((request) -> ManagementPort.received(request) && reads(request))
				.permitAll()
				.anyRequest()
				.denyAll())
			.build();
	}

	private static boolean reads(HttpServletRequest request) {
		return Set.of("GET", "HEAD").contains(request.getMethod());
	}

	private static RequestMatcher anyOf(String... patterns) {
		return new OrRequestMatcher(
				Stream.of(patterns).<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher).toList());
	}

}
