package org.shuyuan.gateway.intake.reading;

import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.negativelist.ContentScan;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads records in JSON: an array of objects, one within the objects of an envelope, or
 * an object a line. Members become columns in the order they first come; what is nested
 * stays JSON.
 */
public final class JsonTableReader {

	private static final JsonMapper ANY = new JsonMapper();

	/** Of members of one name a reader would see the last only. */
	public static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private static final int MOST_COLUMNS = 2_000;

	/** The letter, a sign and two digits: numbers of 100 digits at most. */
	private static final int LONGEST_EXPONENT = 4;

	private final TableDraft draft;

	private final Map<String, Integer> columns = new LinkedHashMap<>();

	public JsonTableReader(TableDraft draft) {
		this.draft = draft;
	}

	/**
	 * Reads records.
	 * @param outline of the same text
	 */
	public static void read(Reader text, JsonOutline outline, TableDraft draft) throws NotATable {
		JsonTableReader reading = new JsonTableReader(draft);
		try (JsonParser parser = JSON.createParser(text)) {
			reading.records(parser, outline);
		}
		catch (JacksonException broken) {
			throw broken();
		}
		draft.widen();
	}

	private void records(JsonParser parser, JsonOutline outline) throws NotATable {
		JsonToken first = parser.nextToken();
		if (first == JsonToken.START_ARRAY) {
			objects(parser, parser.nextToken(), JsonToken.END_ARRAY);
			end(parser);
		}
		else if (first == JsonToken.START_OBJECT && outline.roots() == 1) {
			envelope(parser, outline.records(), 0);
			end(parser);
		}
		else if (first == JsonToken.START_OBJECT) {
			objects(parser, first, null);
		}
		else {
			throw shape();
		}
	}

	/** Records within objects; everything beside them is searched. */
	private void envelope(JsonParser parser, List<String> path, int depth) throws NotATable {
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			JsonToken next = parser.nextToken();
			boolean leads = name.equals(path.get(depth)) && next.isStructStart();
			if (!leads) {
				beside(parser, name);
				continue;
			}
			this.draft.above(new String[] { name });
			if (next == JsonToken.START_OBJECT && depth + 1 < path.size()) {
				envelope(parser, path, depth + 1);
			}
			else if (next == JsonToken.START_ARRAY && depth + 1 == path.size()) {
				objects(parser, parser.nextToken(), JsonToken.END_ARRAY);
			}
			else {
				throw shape();
			}
		}
	}

	/** Searches a member that holds no records, with all that is in it. */
	public void beside(JsonParser parser, String name) throws NotATable {
		String label = name;
		int depth = 0;
		JsonToken token = parser.currentToken();
		while (true) {
			depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
			if (token == JsonToken.PROPERTY_NAME) {
				label = parser.currentName();
			}
			else if (token.isScalarValue()) {
				this.draft.text(new @Nullable String[] { label, text(value(parser)) });
			}
			else {
				this.draft.text(new String[] { label });
			}
			if (depth == 0) {
				return;
			}
			token = parser.nextToken();
		}
	}

	private static void end(JsonParser parser) throws NotATable {
		if (parser.nextToken() != null) {
			throw shape();
		}
	}

	private void objects(JsonParser parser, @Nullable JsonToken first, @Nullable JsonToken last) throws NotATable {
		JsonToken next = first;
		for (; next == JsonToken.START_OBJECT; next = parser.nextToken()) {
			Map<String, JsonNode> members = new LinkedHashMap<>();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				parser.nextToken();
				members.put(name, value(parser));
			}
			row(members);
		}
		if (next != last) {
			throw shape();
		}
	}

	/**
	 * The parser's current value, of no more characters than a cell may have. A number
	 * too large to be written out stays as it is written.
	 */
	public static JsonNode value(JsonParser parser) throws NotATable {
		if (parser.currentToken().isStructStart()) {
			return nested(parser);
		}
		if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
			String written = parser.getString();
			int exponent = Math.max(written.indexOf('e'), written.indexOf('E'));
			if (exponent >= 0 && written.length() - exponent > LONGEST_EXPONENT) {
				return JsonNodeFactory.instance.stringNode(written);
			}
		}
		return parser.readValueAsTree();
	}

	/**
	 * The text comes first: as a tree a value takes many times the memory of its text.
	 */
	private static JsonNode nested(JsonParser parser) throws NotATable {
		BoundedWriter text = new BoundedWriter(TableDraft.LONGEST_CELL);
		try (JsonGenerator generator = JSON.createGenerator(text)) {
			generator.copyCurrentStructureExact(parser);
		}
		if (text.exceeded()) {
			throw TableDraft.cellTooLong();
		}
		return JSON.readTree(text.toString());
	}

	/** A row; names that are new become columns. */
	public void row(Map<String, JsonNode> members) throws NotATable {
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

	static @Nullable String text(JsonNode value) {
		return switch (value.getNodeType()) {
			case NULL, MISSING -> null;
			case STRING -> value.stringValue().replace("\0", "");
			case NUMBER -> value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asString();
			case ARRAY, OBJECT, BINARY, BOOLEAN, POJO -> value.isBoolean() ? value.asString() : value.toString();
		};
	}

	/**
	 * Searches every name and value, of any shape.
	 * @return false if the JSON is broken and not all was seen
	 */
	static boolean search(Reader text, ContentScan scan) {
		try (JsonParser parser = ANY.createParser(text)) {
			for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
				if (next == JsonToken.PROPERTY_NAME || next.isScalarValue()) {
					scan.scan(parser.getString());
				}
			}
			return true;
		}
		catch (JacksonException broken) {
			return false;
		}
	}

	public static NotATable broken() {
		return new NotATable("json-broken", "JSON 语法有误", "Broken JSON");
	}

	public static NotATable shape() {
		return new NotATable("json-shape", "JSON 不是对象的数组", "The JSON is not an array of objects alone");
	}

}
