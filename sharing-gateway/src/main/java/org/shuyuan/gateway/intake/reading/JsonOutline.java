package org.shuyuan.gateway.intake.reading;

import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import org.shuyuan.gateway.inspection.NotATable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the records are in a JSON text, found without holding any of it: which arrays of
 * objects its objects contain, and whether it is a collection of features (RFC 7946).
 *
 * @param roots how many values follow each other, 2 for more than one
 * @param arrays paths of names to the arrays of objects in the first of them
 * @param isFeatureCollection whether it says that it is one
 */
public record JsonOutline(int roots, List<List<String>> arrays, boolean isFeatureCollection) {

	/** How services call the array of records in their answers. */
	private static final Set<String> USUAL = Set.of("data", "records", "RECORDS", "rows", "items", "list", "result",
			"results", "value", "content", "features");

	private static final int MOST_DEPTH = 8;

	private static final int MOST_ARRAYS = 100;

	private static final JsonMapper JSON = new JsonMapper();

	public static JsonOutline of(Reader text) throws NotATable {
		try (JsonParser parser = JSON.createParser(text)) {
			Walk walk = new Walk(parser);
			int roots = 0;
			for (JsonToken next = parser.nextToken(); next != null && roots < 2; next = parser.nextToken()) {
				roots++;
				if (roots == 1 && next == JsonToken.START_OBJECT) {
					walk.object();
				}
				else {
					parser.skipChildren();
				}
			}
			return new JsonOutline(roots, List.copyOf(walk.arrays), walk.features);
		}
		catch (JacksonException broken) {
			throw JsonTableReader.broken();
		}
	}

	/**
	 * The path to the records: of several arrays, the one that is called as records are.
	 * @throws NotATable if nothing determines which of them are the records
	 */
	List<String> records() throws NotATable {
		List<List<String>> usual = this.arrays.stream().filter((path) -> USUAL.contains(path.getLast())).toList();
		List<List<String>> candidates = (this.arrays.size() > 1) ? usual : this.arrays;
		if (candidates.size() != 1) {
			throw JsonTableReader.shape();
		}
		return candidates.getFirst();
	}

	private static final class Walk {

		private final JsonParser parser;

		private final Deque<String> path = new ArrayDeque<>();

		private final List<List<String>> arrays = new ArrayList<>();

		private boolean features;

		Walk(JsonParser parser) {
			this.parser = parser;
		}

		void object() {
			while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
				this.path.addLast(this.parser.currentName());
				value(this.parser.nextToken());
				this.path.removeLast();
			}
		}

		private void value(JsonToken token) {
			if (token == JsonToken.START_OBJECT && this.path.size() < MOST_DEPTH) {
				object();
			}
			else if (token == JsonToken.START_ARRAY) {
				if (this.parser.nextToken() == JsonToken.START_OBJECT && this.arrays.size() < MOST_ARRAYS) {
					this.arrays.add(List.copyOf(this.path));
				}
				while (this.parser.currentToken() != JsonToken.END_ARRAY) {
					this.parser.skipChildren();
					this.parser.nextToken();
				}
			}
			else if (token == JsonToken.VALUE_STRING) {
				this.features |= this.path.size() == 1 && this.path.getLast().equals("type")
						&& this.parser.getString().equals("FeatureCollection");
			}
			else {
				this.parser.skipChildren();
			}
		}

	}

}
