package org.shuyuan.identity;

import org.shuyuan.support.openapi.ServiceDescription;
import org.springdoc.core.models.GroupedOpenApi;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The description of this service's interface, {@code /api/openapi/identity}. What the
 * authorization server itself answers is described by its own metadata (RFC 8414).
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	@Bean
	GroupedOpenApi identityOpenApi() {
		return ServiceDescription
			.of("identity", OpenApiConfiguration.class, "org.shuyuan.identity", "Shuyuan identity 数源身份服务",
					"Who people and systems are: accounts, roles, agencies.")
			.pathsToMatch("/api/v1/identity/**")
			.build();
	}

}
