package org.shuyuan.portal.developers;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/**
 * One operation as the page of the API lists it.
 *
 * @param id its {@code operationId}
 * @param verb HTTP method
 * @param path its path
 * @param summary what it does
 * @param callers who may call it
 * @param parameters its parameters
 */
record ApiOperation(String id, String verb, String path, @Nullable Text summary, @Nullable Text callers,
		List<Parameter> parameters) {

	/** The operations of an OpenAPI document by their paths. */
	static List<ApiOperation> all(JsonNode document) {
		List<ApiOperation> operations = new ArrayList<>();
		document.path("paths").properties().forEach((path) -> path.getValue().properties().forEach((verb) -> {
			if (verb.getValue().isObject()) {
				operations.add(of(verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), verb.getValue()));
			}
		}));
		operations.sort(Comparator.comparing(ApiOperation::path).thenComparing(ApiOperation::verb));
		return operations;
	}

	private static ApiOperation of(String verb, String path, JsonNode operation) {
		return new ApiOperation(operation.path("operationId").asString(""), verb, path,
				text(operation, "x-summary-zh", "summary"), text(operation, "x-callers-zh", "x-callers"),
				operation.path("parameters").valueStream().map(Parameter::of).toList());
	}

	private static @Nullable Text text(JsonNode node, String zh, String en) {
		String english = node.path(en).asString("");
		String chinese = node.path(zh).asString(english);
		return chinese.isBlank() ? null : new Text(chinese, english);
	}

	/** The service that answers it. */
	public String service() {
		return this.path.startsWith("/api/v1/sharing") ? "sharing"
				: this.path.startsWith("/api/v1/identity") ? "identity" : "catalogue";
	}

	/** Whether anyone may call it by a link alone. */
	public boolean open() {
		return this.verb.equals("GET") && this.callers != null && this.callers.in("en").startsWith("anybody");
	}

	/** The parameters in its address. */
	public List<Parameter> inputs() {
		return this.parameters.stream().filter((each) -> !each.place().equals("header")).toList();
	}

	/**
	 * Its address with values of its parameters; others are left out.
	 * @throws ResponseStatusException where one that its path needs has none
	 */
	URI address(MultiValueMap<String, String> values) {
		String address = this.path;
		List<String> query = new ArrayList<>();
		for (Parameter parameter : inputs()) {
			List<String> given = values.getOrDefault(parameter.name(), List.of())
				.stream()
				.filter((value) -> !value.isBlank())
				.map((value) -> UriUtils.encode(value, StandardCharsets.UTF_8))
				.toList();
			if (parameter.place().equals("path")) {
				String value = given.stream()
					.filter((each) -> !each.matches("\\.+"))
					.findFirst()
					.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
				address = address.replace("{" + parameter.name() + "}", value);
			}
			else {
				given.forEach((value) -> query.add(parameter.name() + "=" + value));
			}
		}
		return URI.create(query.isEmpty() ? address : address + "?" + String.join("&", query));
	}

	/**
	 * A parameter of an operation.
	 *
	 * @param name its name
	 * @param place path, query or header
	 * @param note what it means
	 * @param example a value, empty where none helps
	 */
	record Parameter(String name, String place, @Nullable Text note, String example) {

		static Parameter of(JsonNode parameter) {
			JsonNode example = parameter.path("example");
			return new Parameter(parameter.path("name").asString(""), parameter.path("in").asString(""),
					text(parameter, "x-description-zh", "description"),
					(example.isArray() ? example.path(0) : example).asString(""));
		}

		/** Whether a call needs it. */
		public boolean required() {
			return this.place.equals("path");
		}

	}

}
