package org.shuyuan.gateway.web;

import org.shuyuan.support.web.OperationNotes;
import org.springdoc.core.models.GroupedOpenApi;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	@Bean
	GroupedOpenApi sharingOpenApi() {
		return GroupedOpenApi.builder()
			.group("sharing")
			.pathsToMatch("/api/v1/sharing/**")
			.packagesToScan("org.shuyuan.gateway")
			.addOpenApiCustomizer(new OperationNotes(OpenApiConfiguration.class))
			.build();
	}

}
