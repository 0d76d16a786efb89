package org.shuyuan.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * What an OpenAPI document lacks to be a contract: each method returns the operations
 * that break its rule, none if the document follows it.
 */
public final class ApiContract {

	private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch", "head");

	private static final Set<String> IDENTIFYING = Set.of("operationId", "summary", "tags", "responses", "security");

	private final JsonNode document;

	/**
	 * The contract that a document states.
	 * @param document an OpenAPI document
	 */
	public ApiContract(JsonNode document) {
		this.document = document;
	}

	/** How many operations there are. */
	public int operations() {
		List<String> all = new ArrayList<>();
		each((operation, told) -> all.add(operation));
		return all.size();
	}

	/** Operations without a name, a summary, a tag, responses or a word on security. */
	public List<String> undescribed() {
		List<String> wrong = new ArrayList<>();
		each((operation, told) -> IDENTIFYING.stream()
			.filter((member) -> told.path(member).isMissingNode()
					|| told.path(member).isValueNode() && told.path(member).asString("").isBlank())
			.forEach((member) -> wrong.add(operation + " has no " + member)));
		return wrong;
	}

	/** Operations whose {@code operationId} another one has. */
	public List<String> namedTwice() {
		Set<String> seen = new HashSet<>();
		List<String> wrong = new ArrayList<>();
		each((operation, told) -> {
			if (!seen.add(told.path("operationId").asString(""))) {
				wrong.add(operation);
			}
		});
		return wrong;
	}

	/** Numbers in the query of reads for which the document states no least value. */
	public List<String> numbersWithoutMinimum() {
		List<String> wrong = new ArrayList<>();
		each((operation, told) -> told.path("parameters").valueStream().forEach((parameter) -> {
			if (operation.startsWith("GET ") && isNumberInQuery(parameter)
					&& parameter.path("schema").path("minimum").isMissingNode()) {
				wrong.add(operation + " " + parameter.path("name").asString());
			}
		}));
		return wrong;
	}

	/**
	 * For each number in the query of a read that has a range, the nearest values outside
	 * it.
	 * @return addresses with made-up identifiers, each with one such value
	 */
	public List<String> readsOutOfRange() {
		List<String> reads = new ArrayList<>();
		each((operation, told) -> {
			if (!operation.startsWith("GET ")) {
				return;
			}
			String path = operation.substring(4)
				.replace("{version}", "1")
				.replace("{uscc}", "11990100MB0A000077")
				.replaceAll("\\{[^}]*}", "a".repeat(26));
			String others = told.path("parameters")
				.valueStream()
				.filter((each) -> each.path("in").asString("").equals("query")
						&& each.path("required").asBoolean(false))
				.map((each) -> "&" + each.path("name").asString() + "=x")
				.collect(Collectors.joining());
			told.path("parameters").valueStream().filter(ApiContract::isNumberInQuery).forEach((parameter) -> {
				String query = path + "?" + parameter.path("name").asString() + "=";
				JsonNode range = parameter.path("schema");
				if (range.has("minimum")) {
					reads.add(query + (range.path("minimum").asLong() - 1) + others);
				}
				if (range.has("maximum")) {
					reads.add(query + (range.path("maximum").asLong() + 1) + others);
				}
			});
		});
		return reads;
	}

	private static boolean isNumberInQuery(JsonNode parameter) {
		return parameter.path("in").asString("").equals("query")
				&& parameter.path("schema").path("type").asString("").equals("integer");
	}

	/** Operations that do not say how they succeed and how the caller may be wrong. */
	public List<String> withoutOutcome() {
		List<String> wrong = new ArrayList<>();
		each((operation, told) -> {
			Set<String> codes = new HashSet<>(told.path("responses").propertyNames());
			if (codes.stream().noneMatch((code) -> code.startsWith("2"))) {
				wrong.add(operation + " never succeeds");
			}
			if (codes.stream().noneMatch((code) -> code.startsWith("4"))) {
				wrong.add(operation + " never refuses");
			}
		});
		return wrong;
	}

	/** Refusals that are no problem of RFC 9457. */
	public List<String> refusalsWithoutProblem() {
		List<String> wrong = new ArrayList<>();
		each((operation, told) -> told.path("responses").properties().forEach((response) -> {
			boolean refusal = response.getKey().startsWith("4") || response.getKey().startsWith("5");
			String schema = referenced(response.getValue(), "responses").path("content")
				.path("application/problem+json")
				.path("schema")
				.path("$ref")
				.asString("");
			if (refusal && !operation.startsWith("HEAD") && !schema.endsWith("/Problem")) {
				wrong.add(operation + " " + response.getKey());
			}
		}));
		return wrong;
	}

	/** Answers and bodies whose schema says nothing. */
	public List<String> untyped() {
		List<String> wrong = new ArrayList<>();
		each((operation, told) -> {
			told.path("responses").properties().forEach((response) -> {
				if (response.getKey().startsWith("2")) {
					untyped(operation + " " + response.getKey(), response.getValue(), wrong);
				}
			});
			untyped(operation + " body", told.path("requestBody"), wrong);
		});
		return wrong;
	}

	private void untyped(String where, JsonNode message, List<String> wrong) {
		message.path("content").properties().forEach((type) -> {
			if (saysNothing(type.getValue().path("schema"))) {
				wrong.add(where + " " + type.getKey());
			}
		});
	}

	private boolean saysNothing(JsonNode schema) {
		JsonNode resolved = referenced(schema, "schemas");
		if (resolved.has("allOf") || resolved.has("oneOf") || resolved.has("anyOf")) {
			return false;
		}
		if (!resolved.has("type")) {
			return true;
		}
		return resolved.path("type").asString("").equals("object") && resolved.path("properties").isEmpty()
				&& !resolved.path("additionalProperties").asBoolean(false)
				&& resolved.path("additionalProperties").isEmpty();
	}

	private JsonNode referenced(JsonNode node, String kind) {
		String reference = node.path("$ref").asString("");
		return reference.isEmpty() ? node
				: this.document.path("components").path(kind).path(reference.substring(reference.lastIndexOf('/') + 1));
	}

	/** Operations that leave a parameter of their path undeclared. */
	public List<String> pathParametersUndeclared() {
		List<String> wrong = new ArrayList<>();
		each((operation, told) -> {
			Set<String> declared = new HashSet<>();
			told.path("parameters").forEach((parameter) -> {
				if (parameter.path("in").asString("").equals("path")) {
					declared.add(parameter.path("name").asString(""));
				}
			});
			for (String part : operation.split("/")) {
				if (part.startsWith("{") && !declared.contains(part.substring(1, part.length() - 1))) {
					wrong.add(operation);
				}
			}
		});
		return wrong;
	}

	/** Parameters that are not explained. */
	public List<String> parametersUnexplained() {
		List<String> wrong = new ArrayList<>();
		each((operation, told) -> told.path("parameters").forEach((parameter) -> {
			if (parameter.path("description").asString("").isBlank()) {
				wrong.add(operation + " " + parameter.path("name").asString(""));
			}
		}));
		return wrong;
	}

	private void each(BiConsumer<String, JsonNode> operation) {
		this.document.path("paths").properties().forEach((path) -> path.getValue().properties().forEach((verb) -> {
			if (VERBS.contains(verb.getKey())) {
				operation.accept(verb.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), verb.getValue());
			}
		}));
	}

}
