package org.shuyuan.support.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.ProblemType;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.http.HttpStatus;

/**
 * Says how operations refuse (RFC 9457): those statuses that follow from what an
 * operation is like. What only some have is in {@link OperationNotes}.
 */
final class ProblemResponses implements OpenApiCustomizer {

	private static final String API = "/api/";

	private static final String IF_MATCH = "If-Match";

	private static final String IDEMPOTENCY = "Idempotency-Key";

	/** Statuses after which a call may come again. */
	private static final List<Integer> RETRIED = List.of(429, 503);

	private static final Map<Integer, String> MEANINGS = Map.ofEntries(
			Map.entry(400, "A parameter, header or the body cannot be read or is not known"),
			Map.entry(401, "No token, or one that is not valid any more"),
			Map.entry(403, "The token's roles, or the rules, do not allow it"),
			Map.entry(404, "There is no such thing, or none that the caller may know of"),
			Map.entry(406, "It is not there in a type that Accept names"),
			Map.entry(408, "The body did not come in time"), Map.entry(409, "Not possible in the present state"),
			Map.entry(410, "It was there and is no more"),
			Map.entry(412, "If-Match or If-Unmodified-Since names another state than the current one"),
			Map.entry(413, "The body is too large"), Map.entry(415, "The body's media type is not supported"),
			Map.entry(416, "The range is outside the file"),
			Map.entry(422, "What the body or query says is not complete or breaks a rule"),
			Map.entry(428, "If-Match is absent"), Map.entry(429, "Too much at once; try again after Retry-After"),
			Map.entry(500, "The service failed"), Map.entry(502, "The upstream service does not answer properly"),
			Map.entry(503, "Not ready, or too busy; try again after Retry-After"),
			Map.entry(504, "The upstream service does not answer in time"));

	private static final Map<Integer, ProblemType> EXAMPLES = Stream
		.of(CommonProblemType.PARAMETER_UNKNOWN, CommonProblemType.TOKEN_MISSING, CommonProblemType.ROLE_MISSING,
				CommonProblemType.NOT_FOUND, CommonProblemType.NOT_ACCEPTABLE, CommonProblemType.BODY_TIMEOUT,
				CommonProblemType.TRANSITION_IMPOSSIBLE, CommonProblemType.PRECONDITION_FAILED,
				CommonProblemType.TOO_LARGE, CommonProblemType.MEDIA_TYPE_UNSUPPORTED, CommonProblemType.MEMBER_UNKNOWN,
				CommonProblemType.PRECONDITION_REQUIRED, CommonProblemType.TOO_MANY_EXPORTS,
				CommonProblemType.INTERNAL_ERROR, CommonProblemType.TOO_BUSY)
		.collect(Collectors.toUnmodifiableMap((type) -> type.status().value(), Function.identity()));

	@Override
	public void customise(OpenAPI api) {
		Components components = api.getComponents();
		ResolvedSchema problem = ModelConverters.getInstance(true)
			.resolveAsResolvedSchema(new AnnotatedType(ProblemBody.class).resolveAsRef(true));
		problem.referencedSchemas.forEach(components.getSchemas()::putIfAbsent);
		MEANINGS.forEach((status, meaning) -> components.addResponses(name(status), response(status, meaning)));
		api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((verb, operation) -> {
			common(path, verb, operation);
			sort(operation);
		}));
	}

	/** An operation may refuse with this status. */
	static void add(Operation operation, int status) {
		if (!MEANINGS.containsKey(status)) {
			throw new IllegalArgumentException("No meaning of " + status);
		}
		operation.getResponses()
			.addApiResponse(Integer.toString(status), new ApiResponse().$ref("#/components/responses/" + name(status)));
	}

	private static void common(String path, HttpMethod verb, Operation operation) {
		boolean secured = operation.getSecurity() != null && operation.getSecurity().stream().noneMatch(Map::isEmpty);
		boolean changing = verb != HttpMethod.GET && verb != HttpMethod.HEAD;
		add(operation, 401);
		add(operation, 500);
		add(operation, 503);
		if (path.startsWith(API) || takes(operation, "query") || takes(operation, "header")) {
			add(operation, 400);
		}
		if (secured) {
			add(operation, 403);
		}
		if (takes(operation, "path")) {
			add(operation, 404);
		}
		if (!changing || operation.getResponses().values().stream().anyMatch((each) -> each.getContent() != null)) {
			add(operation, 406);
		}
		if (secured && changing) {
			add(operation, 409);
		}
		if (takes(operation, IF_MATCH)) {
			add(operation, 412);
			if (verb == HttpMethod.PUT) {
				add(operation, 428);
			}
		}
		if (operation.getRequestBody() != null) {
			List.of(413, 415, 422).forEach((status) -> add(operation, status));
		}
		if (operation.getRequestBody() == null && takes(operation, IDEMPOTENCY)) {
			add(operation, 422);
		}
	}

	private static boolean takes(Operation operation, String where) {
		return operation.getParameters() != null && operation.getParameters()
			.stream()
			.anyMatch((each) -> where.equals(each.getIn()) || where.equals(each.getName()));
	}

	/** Successes first, then refusals by their status. */
	private static void sort(Operation operation) {
		ApiResponses sorted = new ApiResponses();
		new TreeMap<>(operation.getResponses()).forEach(sorted::addApiResponse);
		operation.setResponses(sorted);
	}

	private static String name(int status) {
		return HttpStatus.valueOf(status).getReasonPhrase().replace(" ", "");
	}

	private static ApiResponse response(int status, String meaning) {
		MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
		if (EXAMPLES.containsKey(status)) {
			problem.example(example(EXAMPLES.get(status)));
		}
		ApiResponse response = new ApiResponse().description(meaning)
			.content(new Content().addMediaType("application/problem+json", problem));
		if (RETRIED.contains(status)) {
			response.addHeaderObject("Retry-After", text("Seconds to wait; present where they are known", "integer"));
		}
		if (status == 401) {
			response.addHeaderObject("WWW-Authenticate", text("Bearer", "string"));
		}
		return response;
	}

	private static Map<String, Object> example(ProblemType type) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("type", "/problems/" + type.code());
		members.put("status", type.status().value());
		members.put("code", type.code());
		members.put("title", type.title().in("en"));
		members.put("titleZh", type.title().in("zh"));
		members.put("advice", type.advice().in("en"));
		members.put("adviceZh", type.advice().in("zh"));
		return members;
	}

	private static Header text(String meaning, String type) {
		JsonSchema schema = new JsonSchema();
		schema.addType(type);
		return new Header().description(meaning).schema(schema);
	}

}
