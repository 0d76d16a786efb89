package org.shuyuan.edge.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The way of every call to the method that answers it, for all services of a process. */
@AutoConfiguration
class WebConfiguration {

	@Bean
	WebMvcRegistrations routes() {
		return new WebMvcRegistrations() {
			@Override
			public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
				return new Routes();
			}
		};
	}

	/** Seven days unless the settings say otherwise. */
	@Bean
	@ConditionalOnBean(IdempotencyKeys.class)
	KeyTerm keyTerm(List<IdempotencyKeys> keys, Clock clock, @Value("${shuyuan.idempotency-kept:7d}") Duration term) {
		return new KeyTerm(keys, clock, term);
	}

	@Bean
	HttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowedHeaderNames(HeaderText.NAME);
		firewall.setAllowedHeaderValues(HeaderText.VALUE);
		return firewall;
	}

}
