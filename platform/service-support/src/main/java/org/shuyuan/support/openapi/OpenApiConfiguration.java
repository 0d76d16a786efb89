package org.shuyuan.support.openapi;

import io.swagger.v3.core.jackson.ModelResolver;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** How types become schemas, for all services of a process. */
@AutoConfiguration(before = SpringDocConfiguration.class)
class OpenApiConfiguration {

	static {
		SpringDocUtils.getConfig().replaceWithClass(JsonNode.class, Object.class);
	}

	/** Asked last: every other converter knows a special case. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ModelResolver modelResolver(ObjectMapperProvider mappers) {
		return new PolymorphicTypes.Resolver(mappers.jsonMapper(), new SchemaNames()).openapi31(true);
	}

}
