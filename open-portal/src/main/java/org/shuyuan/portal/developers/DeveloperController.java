package org.shuyuan.portal.developers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.catalogue.Catalogue;
import org.shuyuan.portal.gateway.Gateway;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.client.RestClientException;

/**
 * The API of all services: one OpenAPI 3.1 document, and a page made from it.
 */
@Controller
class DeveloperController {

	private static final int SERVICES = 2;

	private static final long FRESH_NANOS = 60_000_000_000L;

	private final Catalogue catalogue;

	private final Gateway gateway;

	private final JsonMapper json;

	private final String base;

	private volatile @Nullable Merged merged;

	DeveloperController(Catalogue catalogue, Gateway gateway, JsonMapper json,
			@Value("${shuyuan.base-uri}") String base) {
		this.catalogue = catalogue;
		this.gateway = gateway;
		this.json = json;
		this.base = base;
	}

	@GetMapping("/api/openapi.json")
	ResponseEntity<String> document() {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(this.json.writeValueAsString(merged()));
	}

	@GetMapping({ "/api", "/developers" })
	String page(Model model) {
		List<Operation> operations = operations(merged());
		model.addAttribute("operations", operations);
		model.addAttribute("described", operations.stream().map(Operation::service).distinct().toList());
		model.addAttribute("base", this.base);
		return "portal/api";
	}

	private ObjectNode merged() {
		Merged known = this.merged;
		if (known == null || System.nanoTime() - known.at() > FRESH_NANOS) {
			List<JsonNode> parts = parts();
			known = new Merged(merge(parts), System.nanoTime());
			if (parts.size() == SERVICES) {
				this.merged = known;
			}
		}
		return known.document();
	}

	/** What the services say of themselves; fewer than there are while one is silent. */
	private List<JsonNode> parts() {
		List<JsonNode> parts = new ArrayList<>();
		try {
			parts.add(this.catalogue.openApi());
		}
		catch (RestClientException | ErrorResponseException ex) {
			// what the other service says is still worth showing
		}
		try {
			parts.add(this.gateway.openApi());
		}
		catch (RestClientException ex) {
			// as above
		}
		return parts;
	}

	private ObjectNode merge(List<JsonNode> parts) {
		ObjectNode document = this.json.createObjectNode();
		document.put("openapi", "3.1.0");
		document.putObject("info")
			.put("title", "Shuyuan 数源")
			.put("version", "1")
			.put("description", "One city's public data: catalogue, sharing, open data.");
		document.putArray("servers").addObject().put("url", this.base);
		ObjectNode paths = document.putObject("paths");
		ObjectNode components = document.putObject("components");
		components.putObject("securitySchemes")
			.putObject("bearer")
			.put("type", "http")
			.put("scheme", "bearer")
			.put("bearerFormat", "JWT");
		for (JsonNode part : parts) {
			part.path("paths").properties().forEach((path) -> paths.set(path.getKey(), path.getValue()));
			for (Map.Entry<String, JsonNode> kind : part.path("components").properties()) {
				ObjectNode into = (components.path(kind.getKey()) instanceof ObjectNode there) ? there
						: components.putObject(kind.getKey());
				kind.getValue().properties().forEach((one) -> into.set(one.getKey(), one.getValue()));
			}
		}
		return document;
	}

	private static List<Operation> operations(JsonNode document) {
		List<Operation> operations = new ArrayList<>();
		document.path("paths").properties().forEach((path) -> path.getValue().properties().forEach((verb) -> {
			if (verb.getValue().isObject()) {
				List<String> parameters = new ArrayList<>();
				verb.getValue()
					.path("parameters")
					.forEach((parameter) -> parameters.add(parameter.path("name").asString("")));
				operations.add(new Operation(verb.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(),
						told(verb.getValue(), "x-summary-zh", "summary"),
						told(verb.getValue(), "x-callers-zh", "x-callers"), parameters));
			}
		}));
		operations.sort(Comparator.comparing(Operation::path).thenComparing(Operation::verb));
		return operations;
	}

	private static @Nullable Text told(JsonNode operation, String zh, String en) {
		String english = operation.path(en).asString("");
		String chinese = operation.path(zh).asString(english);
		return chinese.isBlank() ? null : new Text(chinese, english);
	}

	/**
	 * One operation as the page lists it.
	 *
	 * @param verb HTTP method
	 * @param path its path
	 * @param summary what it does
	 * @param callers who may call it
	 * @param parameters names of its parameters
	 */
	record Operation(String verb, String path, @Nullable Text summary, @Nullable Text callers,
			List<String> parameters) {

		/** The service that answers it. */
		public String service() {
			return this.path.startsWith("/api/v1/sharing") ? "sharing" : "catalogue";
		}

	}

	private record Merged(ObjectNode document, long at) {
	}

}
