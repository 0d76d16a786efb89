package org.shuyuan.portal.developers;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.portal.home.SecurityContact;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

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

	DeveloperController(ServiceDescriptions services, JsonMapper json, PlatformProperties platform,
			SecurityContact security) {
		this.services = services;
		this.json = json;
		this.base = platform.baseUri().toString();
		this.contact = Objects.requireNonNullElse(security.contact(), List.of());
	}

	@GetMapping("/api/openapi.json")
	ResponseEntity<String> document() {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(this.json.writeValueAsString(merged()));
	}

	@GetMapping({ "/api", "/developers" })
	String page(Model model) {
		List<ApiOperation> operations = ApiOperation.all(merged());
		model.addAttribute("operations", operations);
		model.addAttribute("described", operations.stream().map(ApiOperation::service).distinct().toList());
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

	/** Calls public operations by a form that works without scripts. */
	@GetMapping("/api/try")
	ResponseEntity<Void> attempt(@RequestParam String operation, @RequestParam MultiValueMap<String, String> values) {
		return ApiOperation.all(merged())
			.stream()
			.filter((each) -> each.id().equals(operation) && each.open())
			.findFirst()
			.map((each) -> ResponseEntity.status(HttpStatus.SEE_OTHER).location(each.address(values)).<Void>build())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private record Merged(ObjectNode document, long at) {
	}

}
