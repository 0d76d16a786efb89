package org.shuyuan.catalogue.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.BodyText;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.rdf.Violation;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Reads entries from JSON and says where one is wrong, without repeating what it says.
 */
@Component
public class EntryJsonReader {

	private static final Object UNKNOWN = "unknown members";

	/** Most unknown members that are named. */
	private static final int NAMED = 50;

	private final ObjectReader reader;

	EntryJsonReader(JsonMapper json) {
		this.reader = json.rebuild()
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.addHandler(new UnknownMembers())
			.build()
			.readerFor(Entry.class);
	}

	/**
	 * The entry in a JSON object.
	 * @throws Problem 400 {@code body-broken} where it is no JSON, 422
	 * {@code entry-invalid} with the place where it is no entry
	 */
	public Entry read(byte[] json) {
		List<Violation> unknown = new ArrayList<>();
		try {
			check(json);
			Entry entry = this.reader.withAttribute(UNKNOWN, unknown).readValue(json);
			if (entry == null) {
				throw broken("1");
			}
			if (!unknown.isEmpty()) {
				throw EntryProblems.invalid(unknown);
			}
			return entry;
		}
		catch (StreamReadException ex) {
			throw broken(String.valueOf(ex.getLocation().getLineNr()));
		}
		catch (DatabindException ex) {
			unknown.add(violation(ex));
			throw EntryProblems.invalid(unknown);
		}
		catch (JacksonException ex) {
			throw broken("1");
		}
	}

	/** Checks every text in it, in any member. */
	private static void check(byte[] json) {
		JsonNode tree;
		try {
			tree = BodyText.read(json);
		}
		catch (Problem ex) {
			if (ex.code().equals("value-invalid")) {
				throw EntryProblems.invalid(List.of(invalid(member(ex), ex.getBody().getDetail())));
			}
			throw ex;
		}
		BodyText.findBlankItem(tree).ifPresent((path) -> {
			throw EntryProblems.invalid(List.of(invalid(path, "The text is blank")));
		});
	}

	private static String member(Problem problem) {
		Map<String, Object> properties = problem.getBody().getProperties();
		return (properties != null) ? String.valueOf(properties.get("member")) : "";
	}

	private static Problem broken(String line) {
		return new Problem(CommonProblemType.BODY_BROKEN,
				Text.of("第 " + line + " 行附近无法解析", "It cannot be parsed near line " + line),
				Text.of("请用 JSON 校验工具检查语法与 UTF-8 编码", "Check its syntax and that it is UTF-8"));
	}

	private static Violation unknown(String path) {
		return new Violation("member-unknown", Violation.Severity.INVALID, path,
				Text.of("没有这个字段：" + path, "There is no such member: " + path),
				Text.of("请对照接口文档核对字段名", "Check the name against the interface description"), null);
	}

	private static Violation violation(DatabindException ex) {
		String path = path(ex);
		Throwable cause = ex.getCause();
		boolean told = ex instanceof ValueInstantiationException && cause instanceof IllegalArgumentException
				&& cause.getMessage() != null && !cause.getMessage().startsWith("No enum");
		String why = (told && cause != null) ? cause.getMessage() : "The value is not of the accepted kind";
		return invalid(path, why);
	}

	private static Violation invalid(String path, @Nullable String why) {
		return new Violation("value-invalid", Violation.Severity.INVALID, path,
				Text.of("字段 " + path + " 的值无效", "The value of " + path + " is not valid: " + why),
				Text.of("请对照接口文档与代码表填写", "See the interface description and the code lists"), null);
	}

	private static String path(DatabindException ex) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference step : ex.getPath()) {
			if (step.getPropertyName() == null) {
				path.append('[').append(step.getIndex()).append(']');
			}
			else {
				path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
			}
		}
		return path.toString();
	}

	/**
	 * Collects the members that an entry does not have, instead of stopping at the first.
	 */
	private static final class UnknownMembers extends DeserializationProblemHandler {

		@Override
		@SuppressWarnings("unchecked")
		public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser,
				ValueDeserializer<?> deserializer, Object beanOrClass, String name) {
			List<Violation> found = (List<Violation>) context.getAttribute(UNKNOWN);
			if (found == null || found.size() >= NAMED) {
				return false;
			}
			TokenStreamContext place = parser.streamReadContext();
			boolean within = parser.currentToken() == JsonToken.START_OBJECT
					|| parser.currentToken() == JsonToken.START_ARRAY;
			found.add(unknown(path(within ? place.getParent() : place, name)));
			parser.skipChildren();
			return true;
		}

		private static String path(TokenStreamContext place, String name) {
			StringBuilder path = new StringBuilder(name);
			for (TokenStreamContext at = place.getParent(); at != null && !at.inRoot(); at = at.getParent()) {
				if (at.inArray()) {
					path.insert(0, (path.charAt(0) == '[') ? "[" + at.getCurrentIndex() + "]"
							: "[" + at.getCurrentIndex() + "].");
				}
				else if (at.currentName() != null) {
					path.insert(0, (path.charAt(0) == '[') ? at.currentName() : at.currentName() + ".");
				}
			}
			return path.toString();
		}

	}

}
