package org.shuyuan.gateway.undescribed;

import java.io.Reader;
import java.util.EnumSet;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Inspects JSON for more than flat records: an array of objects, alone or as the only
 * member of an object, or an object a line.
 */
public final class JsonRecords {

	private static final JsonMapper JSON = new JsonMapper();

	/** How exports call the array; another name is an author's own text. */
	private static final Set<String> WRAPPINGS = Set.of("data", "records", "RECORDS", "rows", "items", "list", "result",
			"results", "value");

	private final Set<Undescribed> found = EnumSet.noneOf(Undescribed.class);

	private final JsonParser parser;

	private JsonRecords(JsonParser parser) {
		this.parser = parser;
	}

	/** What the JSON holds beside flat records. */
	public static Set<Undescribed> inspect(Reader text) {
		try (JsonParser parser = JSON.createParser(text)) {
			JsonRecords records = new JsonRecords(parser);
			for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
				if (next == JsonToken.START_ARRAY) {
					records.array();
				}
				else if (next == JsonToken.START_OBJECT) {
					records.object();
				}
				else {
					records.found.add(Undescribed.JSON_MEMBERS);
				}
			}
			return records.found;
		}
		catch (JacksonException _) {
			return EnumSet.of(Undescribed.UNKNOWN_CONTENT);
		}
	}

	private void array() {
		for (JsonToken next = this.parser.nextToken(); next != JsonToken.END_ARRAY; next = this.parser.nextToken()) {
			if (next == JsonToken.START_OBJECT) {
				record();
			}
			else {
				this.parser.skipChildren();
				this.found.add(Undescribed.JSON_MEMBERS);
			}
		}
	}

	private void record() {
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			value();
		}
	}

	private void value() {
		if (this.parser.nextToken().isStructStart()) {
			this.parser.skipChildren();
			this.found.add(Undescribed.JSON_NESTED);
		}
	}

	/** Either a record or what wraps an array of them, and then nothing else. */
	private void object() {
		int members = 0;
		boolean wrapping = false;
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			boolean named = WRAPPINGS.contains(this.parser.currentName());
			members++;
			if (this.parser.nextToken() == JsonToken.START_ARRAY) {
				wrapping = true;
				array();
				if (!named) {
					this.found.add(Undescribed.JSON_MEMBERS);
				}
			}
			else if (this.parser.currentToken() == JsonToken.START_OBJECT) {
				this.parser.skipChildren();
				this.found.add(Undescribed.JSON_NESTED);
			}
		}
		if (wrapping && members > 1) {
			this.found.add(Undescribed.JSON_MEMBERS);
		}
	}

}
