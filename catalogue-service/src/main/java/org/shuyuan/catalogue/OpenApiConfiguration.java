package org.shuyuan.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.apache.jena.rdf.model.Model;
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
			.addOpenApiCustomizer(OpenApiConfiguration::describe)
			.build();
	}

	/** Says for each operation what it does and who may call it, in both languages. */
	private static void describe(OpenAPI api) {
		Map<String, String[]> known = operations();
		api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((verb, operation) -> {
			String[] told = known.get(verb + " " + path);
			if (told == null) {
				return;
			}
			operation.summary(told[3]).addExtension("x-callers", told[2]);
			operation.addExtension("x-callers-zh", told[4]);
			operation.addExtension("x-summary-zh", told[5]);
			operation.security(
					told[2].startsWith("anybody") ? List.of(new SecurityRequirement(), bearer()) : List.of(bearer()));
		}));
	}

	private static SecurityRequirement bearer() {
		return new SecurityRequirement().addList("bearer");
	}

	private static Map<String, String[]> operations() {
		try (InputStream in = OpenApiConfiguration.class.getResourceAsStream("operations.tsv")) {
			Map<String, String[]> operations = new HashMap<>();
			for (String line : new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
				.split("\n")) {
				String[] told = line.split("\t");
				if (told.length == 6) {
					operations.put(told[0] + " " + told[1], told);
				}
			}
			return operations;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
