package org.shuyuan.gateway.intake;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads records in JSON: an array of objects, an object that has one as a member, or an
 * object a line. Members become columns in the order they first come; what is nested
 * stays JSON.
 */
final class JsonReading {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private static final int MOST_COLUMNS = 2_000;

	private final TableDraft draft;

	private final Map<String, Integer> columns = new LinkedHashMap<>();

	private JsonReading(TableDraft draft) {
		this.draft = draft;
	}

	static void read(Reader text, TableDraft draft) throws NotATable {
		JsonReading reading = new JsonReading(draft);
		try (JsonParser parser = JSON.createParser(text)) {
			reading.records(parser);
		}
		catch (JacksonException broken) {
			throw new NotATable("json-broken", "JSON 语法有误", "Broken JSON");
		}
		draft.widen();
	}

	private void records(JsonParser parser) throws NotATable {
		JsonToken first = parser.nextToken();
		if (first == JsonToken.START_ARRAY) {
			array(parser);
			return;
		}
		if (first != JsonToken.START_OBJECT) {
			throw shape();
		}
		Map<String, JsonNode> single = new LinkedHashMap<>();
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			if (parser.nextToken() == JsonToken.START_ARRAY && this.draft.rows() == 0) {
				JsonToken inside = parser.nextToken();
				if (inside == JsonToken.START_OBJECT) {
					objects(parser, inside);
					return;
				}
				skipArray(parser, inside);
			}
			else {
				single.put(name, parser.readValueAsTree());
			}
		}
		lines(parser, single);
	}

	/** Further objects follow the first: one a line. */
	private void lines(JsonParser parser, Map<String, JsonNode> first) throws NotATable {
		JsonToken next = parser.nextToken();
		if (next != JsonToken.START_OBJECT) {
			throw shape();
		}
		row(first);
		objects(parser, next);
	}

	private void array(JsonParser parser) throws NotATable {
		JsonToken next = parser.nextToken();
		if (next != JsonToken.START_OBJECT) {
			throw shape();
		}
		objects(parser, next);
	}

	private void objects(JsonParser parser, @Nullable JsonToken first) throws NotATable {
		for (JsonToken next = first; next == JsonToken.START_OBJECT; next = parser.nextToken()) {
			JsonNode node = parser.readValueAsTree();
			Map<String, JsonNode> members = new LinkedHashMap<>();
			node.propertyStream().forEach((member) -> members.put(member.getKey(), member.getValue()));
			row(members);
		}
	}

	private void row(Map<String, JsonNode> members) throws NotATable {
		for (String name : members.keySet()) {
			if (!this.columns.containsKey(name)) {
				if (this.columns.size() >= MOST_COLUMNS) {
					throw new NotATable("too-many-columns", "列数超过 " + MOST_COLUMNS, "It has too many columns");
				}
				this.columns.put(name, this.columns.size());
				this.draft.above(new String[] { name });
				this.draft.headings(List.of(name));
			}
		}
		@Nullable String[] cells = new @Nullable String[this.columns.size()];
		members.forEach((name, value) -> cells[this.columns.getOrDefault(name, 0)] = text(value));
		this.draft.row(cells);
	}

	private static @Nullable String text(JsonNode value) {
		return switch (value.getNodeType()) {
			case NULL, MISSING -> null;
			case STRING -> value.stringValue().replace("\0", "");
			case NUMBER -> value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asString();
			case ARRAY, OBJECT, BINARY, BOOLEAN, POJO -> value.isBoolean() ? value.asString() : value.toString();
		};
	}

	private static void skipArray(JsonParser parser, @Nullable JsonToken inside) {
		if (inside == JsonToken.END_ARRAY) {
			return;
		}
		List<JsonToken> open = new ArrayList<>(List.of(JsonToken.START_ARRAY));
		for (JsonToken next = inside; next != null; next = parser.nextToken()) {
			if (next.isStructStart()) {
				open.add(next);
			}
			else if (next.isStructEnd()) {
				open.removeLast();
			}
			if (open.isEmpty()) {
				return;
			}
		}
	}

	private static NotATable shape() {
		return new NotATable("json-shape", "JSON 不是对象的数组", "The JSON is not an array of objects");
	}

}
