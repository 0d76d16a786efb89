package org.shuyuan.portal.developers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One OpenAPI 3.1 document of several services' own.
 */
final class ApiDocument {

	private static final String VERSION = "1";

	private final ObjectNode document;

	private final ObjectNode paths;

	private final ObjectNode components;

	private final TreeMap<String, JsonNode> tags = new TreeMap<>();

	private ApiDocument(JsonMapper json, String base, List<String> contact) {
		this.document = json.createObjectNode();
		this.document.put("openapi", "3.1.0");
		ObjectNode info = this.document.putObject("info")
			.put("title", "Shuyuan 数源")
			.put("version", VERSION)
			.put("description", "One city's public data: catalogue, sharing, open data.");
		info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
		contact(info.putObject("contact"), contact.stream().findFirst().orElse(base + "/about"));
		this.document.putArray("servers").addObject().put("url", base);
		this.paths = this.document.putObject("paths");
		this.components = this.document.putObject("components");
	}

	/**
	 * Merges the documents of services.
	 * @param base address of the platform
	 * @param contact addresses of whom to ask, the preferred one first; where there are
	 * none, the page about the platform is given
	 * @param parts the services' own documents
	 * @throws IllegalStateException where two of them describe different things under one
	 * name or path
	 */
	static ObjectNode merge(JsonMapper json, String base, List<String> contact, List<JsonNode> parts) {
		ApiDocument merged = new ApiDocument(json, base, contact);
		parts.forEach(merged::add);
		merged.tags.values().forEach(merged.document.withArray("/tags")::add);
		return merged.document;
	}

	private static void contact(ObjectNode contact, String address) {
		if (address.startsWith("mailto:")) {
			contact.put("email", address.substring("mailto:".length()));
		}
		else {
			contact.put("url", address);
		}
	}

	private void add(JsonNode part) {
		part.path("paths").properties().forEach((path) -> set(this.paths, path));
		part.path("tags").forEach((tag) -> this.tags.putIfAbsent(tag.path("name").asString(""), tag));
		for (Map.Entry<String, JsonNode> kind : part.path("components").properties()) {
			ObjectNode into = (this.components.path(kind.getKey()) instanceof ObjectNode there) ? there
					: this.components.putObject(kind.getKey());
			kind.getValue().properties().forEach((one) -> set(into, one));
		}
	}

	private static void set(ObjectNode into, Map.Entry<String, JsonNode> one) {
		JsonNode there = into.get(one.getKey());
		if (there != null && !there.equals(one.getValue())) {
			throw new IllegalStateException("Two services describe different things as " + one.getKey());
		}
		into.set(one.getKey(), one.getValue());
	}

}
