package org.shuyuan.catalogue.web;

import io.swagger.v3.oas.models.info.Info;
import org.apache.jena.rdf.model.Model;
import org.shuyuan.support.web.OperationNotes;
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
		return GroupedOpenApi.builder()
			.group("catalogue")
			.packagesToScan("org.shuyuan.catalogue")
			.addOpenApiCustomizer((api) -> api.info(new Info().title("Shuyuan catalogue 数源目录服务")
				.version("1")
				.description("What data exists: entries, their one source, duties, review, search, RDF.")))
			.addOpenApiCustomizer(new OperationNotes(OpenApiConfiguration.class))
			.build();
	}

}
