package org.shuyuan.gateway.web;

import org.shuyuan.support.openapi.ServiceDescription;
import org.springdoc.core.models.GroupedOpenApi;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The description of this service's interface, {@code /api/openapi/sharing}.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	@Bean
	GroupedOpenApi sharingOpenApi() {
		return ServiceDescription.of("sharing", OpenApiConfiguration.class, "org.shuyuan.gateway",
				"Shuyuan sharing gateway 数源共享网关",
				"Who may have which data, and the bytes going out: requests, grants, decisions, delivery, negative list, audit.")
			.pathsToMatch("/api/v1/sharing/**")
			.build();
	}

}
