package org.shuyuan.acceptance;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares answers with an OpenAPI 3.1 document: the operation, the status, the media
 * type and the body. An object may have no member that its schema does not name, unless
 * the schema says {@code additionalProperties}.
 */
final class ApiContractValidator {

	private static final String DOCUMENT = "https://openapi.invalid/document";

	private static final String API = "/api/v1/";

	private static final String NDJSON = "application/x-ndjson";

	private final JsonNode document;

	private final SchemaRegistry schemas;

	private final List<Template> templates;

	private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

	ApiContractValidator(JsonNode document) {
		this.document = strict(document.deepCopy());
		this.schemas = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31(),
				(registry) -> registry.schemas(Map.of(DOCUMENT, this.document.toString()))
					.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
		this.templates = this.document.path("paths").propertyNames().stream().map(Template::of).sorted().toList();
	}

	/**
	 * The contract of a platform.
	 * @param read reads its document, again until all services have described themselves
	 * for it
	 */
	static ApiContractValidator of(Supplier<byte[]> read) {
		JsonNode[] document = new JsonNode[1];
		Platform.await("an OpenAPI document of all services", Duration.ofMinutes(2), () -> {
			document[0] = Platform.JSON.readTree(read.get());
			return Stream.of(Platform.CATALOGUE, Platform.SHARING)
				.allMatch((service) -> document[0].path("paths")
					.propertyNames()
					.stream()
					.anyMatch((path) -> path.startsWith(service)));
		});
		return new ApiContractValidator(document[0]);
	}

	/**
	 * Refuses an answer that differs from the document.
	 * @param body its bytes, or null where they are not read as a whole
	 */
	void require(HttpRequest request, HttpResponse<?> response, byte @Nullable [] body) {
		List<String> differences = differences(request.method(), request.uri().getRawPath(), response.statusCode(),
				response.headers(), body);
		if (!differences.isEmpty()) {
			throw new AssertionError("%s %s answered %d otherwise than described: %s".formatted(request.method(),
					request.uri(), response.statusCode(), String.join("; ", differences)));
		}
	}

	/**
	 * How an answer differs from the document.
	 * @param method HTTP method of the request
	 * @param path the request's path as it was sent, without a query
	 * @param body the answer's body, or null where it is not read as a whole
	 * @return one sentence for each difference; none where the answer is as described, or
	 * where the path is that of a page and not of an operation
	 */
	List<String> differences(String method, String path, int status, HttpHeaders headers, byte @Nullable [] body) {
		Optional<Template> template = this.templates.stream().filter((each) -> each.matches(path)).findFirst();
		if (template.isEmpty()) {
			return (path.startsWith(API) && status / 100 == 2) ? List.of("the path is not in the document") : List.of();
		}
		String item = "/paths/" + template.get().pointer() + "/" + method.toLowerCase(Locale.ROOT);
		if (this.document.at(item).isMissingNode()) {
			return (status >= 400) ? List.of() : List.of(method + " is not in the document");
		}
		String response = resolved(item + "/responses/" + status);
		if (this.document.at(response).isMissingNode()) {
			return List.of("status " + status + " is not declared");
		}
		return method.equals("HEAD") ? List.of() : content(response, headers, body);
	}

	private List<String> content(String response, HttpHeaders headers, byte @Nullable [] body) {
		JsonNode content = this.document.at(response).path("content");
		if (content.isEmpty()) {
			return (body == null || body.length == 0) ? List.of() : List.of("a body is not declared");
		}
		String type = headers.firstValue("Content-Type").orElse("").replaceAll("\\s*;.*", "");
		String declared = content.has(type) ? type : "*/*";
		if (!content.has(declared)) {
			return List.of("media type '%s' is not declared, but %s".formatted(type, content.propertyNames()));
		}
		String schema = response + "/content/" + escaped(declared) + "/schema";
		if (body == null || this.document.at(schema).path("type").asString("").equals("string")) {
			return List.of();
		}
		if (type.equals(NDJSON)) {
			return new String(body, StandardCharsets.UTF_8).lines()
				.flatMap((line) -> invalid(schema, line).stream())
				.distinct()
				.toList();
		}
		return type.endsWith("json") ? invalid(schema, new String(body, StandardCharsets.UTF_8)) : List.of();
	}

	private List<String> invalid(String pointer, String json) {
		JsonNode body;
		try {
			body = Platform.JSON.readTree(json);
		}
		catch (JacksonException ex) {
			return List.of("the body is no JSON: " + ex.getOriginalMessage());
		}
		Schema schema = this.compiled.computeIfAbsent(pointer,
				(at) -> this.schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + at.replace(" ", "%20"))));
		return schema.validate(body).stream().map((error) -> error.getInstanceLocation() + " " + error).toList();
	}

	/** The pointer of what is there, or of what a reference there names. */
	private String resolved(String pointer) {
		String reference = this.document.at(pointer).path("$ref").asString("");
		return reference.isEmpty() ? pointer : reference.substring(1);
	}

	/** Refuses members that are not named, on each schema that names any. */
	private static JsonNode strict(JsonNode node) {
		List<String> parts = new ArrayList<>();
		node.findValues("allOf")
			.forEach((all) -> all.forEach((part) -> parts.add(part.path("$ref").asString("").replaceAll(".*/", ""))));
		strict(node, parts);
		return node;
	}

	private static void strict(JsonNode node, List<String> parts) {
		List.copyOf(node.properties()).forEach((member) -> {
			if (member.getKey().equals("allOf") && node instanceof ObjectNode schema) {
				schema.put("unevaluatedProperties", false);
			}
			else if (!parts.contains(member.getKey())) {
				strict(member.getValue(), parts);
			}
		});
		if (node.isArray()) {
			node.forEach((each) -> strict(each, parts));
		}
		if (node.path("properties").isObject() && !node.has("additionalProperties") && !node.has("allOf")
				&& node instanceof ObjectNode schema) {
			schema.put("additionalProperties", false);
		}
	}

	private static String escaped(String segment) {
		return segment.replace("~", "~0").replace("/", "~1");
	}

	/**
	 * A path of the document.
	 *
	 * @param path as the document has it
	 * @param pattern matches the paths that it stands for
	 */
	private record Template(String path, Pattern pattern) implements Comparable<Template> {

		static Template of(String path) {
			return new Template(path,
					Pattern.compile(Stream.of(path.split("(?=\\{)|(?<=\\})"))
						.map((part) -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
						.reduce("", String::concat)));
		}

		boolean matches(String requested) {
			return this.pattern.matcher(requested).matches();
		}

		String pointer() {
			return escaped(this.path);
		}

		/** The more of a path is literal, the sooner it is tried. */
		@Override
		public int compareTo(Template other) {
			int mine = this.path.length() - this.path.replace("{", "").length();
			int others = other.path.length() - other.path.replace("{", "").length();
			return (mine != others) ? Integer.compare(mine, others) : this.path.compareTo(other.path);
		}

	}

}
