package org.shuyuan.catalogue.web;

import org.apache.jena.rdf.model.Model;
import org.shuyuan.support.openapi.ServiceDescription;
import org.springdoc.core.models.GroupedOpenApi;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The description of this service's interface, {@code /api/openapi/catalogue}.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	static {
		SpringDocUtils.getConfig().replaceWithClass(Model.class, String.class);
	}

	@Bean
	GroupedOpenApi catalogueOpenApi() {
		return ServiceDescription
			.of("catalogue", OpenApiConfiguration.class, "org.shuyuan.catalogue", "Shuyuan catalogue 数源目录服务",
					"What data exists: entries, their one source, duties, review, search, RDF.")
			.build();
	}

}
