package org.shuyuan.gateway.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.springdoc.core.models.GroupedOpenApi;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GatewayOpenApi {

	@Bean
	GroupedOpenApi sharingOpenApi() {
		return GroupedOpenApi.builder()
			.group("sharing")
			.pathsToMatch("/api/v1/sharing/**")
			.packagesToScan("org.shuyuan.gateway")
			.addOpenApiCustomizer(GatewayOpenApi::describe)
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
		try (InputStream in = GatewayOpenApi.class.getResourceAsStream("operations.tsv")) {
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
