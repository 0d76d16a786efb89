package org.shuyuan.portal.developers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The API of all services: one OpenAPI 3.1 document, and a page made from it.
 */
@Controller
class DeveloperController {

	private static final Logger LOG = LoggerFactory.getLogger(DeveloperController.class);

	private static final long FRESH_NANOS = 60_000_000_000L;

	private final ServiceDescriptions services;

	private final JsonMapper json;

	private final String base;

	private final List<String> contact;

	private volatile @Nullable Merged merged;

	DeveloperController(ServiceDescriptions services, JsonMapper json, @Value("${shuyuan.base-uri}") String base,
			@Value("${shuyuan.security.contact:}") List<String> contact) {
		this.services = services;
		this.json = json;
		this.base = base;
		this.contact = contact.stream().map(String::strip).filter((each) -> !each.isEmpty()).toList();
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
			List<JsonNode> parts = this.services.read();
			known = new Merged(merge(parts), System.nanoTime());
			if (parts.size() == this.services.services()) {
				this.merged = known;
			}
		}
		return known.document();
	}

	/** Services of two releases may contradict each other while one is replaced. */
	private ObjectNode merge(List<JsonNode> parts) {
		try {
			return ApiDocument.merge(this.json, this.base, this.contact, parts);
		}
		catch (IllegalStateException ex) {
			LOG.error("The services' interfaces cannot be described together", ex);
			throw new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, ex);
		}
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
			return this.path.startsWith("/api/v1/sharing") ? "sharing"
					: this.path.startsWith("/api/v1/identity") ? "identity" : "catalogue";
		}

	}

	private record Merged(ObjectNode document, long at) {
	}

}
