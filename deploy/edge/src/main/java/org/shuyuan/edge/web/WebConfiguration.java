package org.shuyuan.edge.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
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

	@Bean
	HttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowedHeaderNames(HeaderText.NAME);
		firewall.setAllowedHeaderValues(HeaderText.VALUE);
		return firewall;
	}

}
