package org.shuyuan.gateway.intake.geography;

import java.io.Reader;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.reading.JsonTableReader;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.undescribed.Undescribed;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads features as rows: their properties, a point as its coordinates, and any other
 * geometry as the GeoJSON that it is.
 */
public final class GeoJsonReader {

	/** Numbers of more digits before or after the point are no coordinates. */
	private static final int MOST_DIGITS = 40;

	private static final String GEOMETRY = "几何";

	private static final String HEIGHT = "高程";

	private final JsonTableReader rows;

	private final JsonParser parser;

	private final CoordinateSystem system;

	private final Set<Undescribed> beside = EnumSet.noneOf(Undescribed.class);

	/** Names of the columns that geometries have taken. */
	private final Map<String, String> geometries = new HashMap<>();

	/** Columns of the properties by their names. */
	private final Map<String, String> properties = new HashMap<>();

	private GeoJsonReader(JsonParser parser, CoordinateSystem system, TableDraft draft) {
		this.parser = parser;
		this.system = system;
		this.rows = new JsonTableReader(draft);
	}

	/** The reference system that the collection names anywhere. */
	public static CoordinateSystem system(Reader text) throws NotATable {
		try (JsonParser parser = JsonTableReader.JSON.createParser(text)) {
			parser.nextToken();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean named = parser.currentName().equals("crs");
				if (parser.nextToken() == JsonToken.START_OBJECT && named) {
					JsonNode crs = JsonTableReader.value(parser);
					JsonNode properties = crs.path("properties");
					boolean alone = crs.size() == 2 && properties.size() == 1
							&& crs.path("type").asString("").equals("name");
					return CoordinateSystem.named(properties.path("name").asString(""), alone);
				}
				parser.skipChildren();
			}
			return CoordinateSystem.WGS_84;
		}
		catch (JacksonException broken) {
			throw JsonTableReader.broken();
		}
	}

	/**
	 * Reads the features.
	 * @return what the text contains beside them
	 */
	public static Set<Undescribed> read(Reader text, CoordinateSystem system, TableDraft draft) throws NotATable {
		try (JsonParser parser = JsonTableReader.JSON.createParser(text)) {
			GeoJsonReader reading = new GeoJsonReader(parser, system, draft);
			parser.nextToken();
			reading.collection();
			if (parser.nextToken() != null) {
				throw JsonTableReader.shape();
			}
			draft.note(system.note());
			draft.widen();
			return reading.beside;
		}
		catch (JacksonException broken) {
			throw JsonTableReader.broken();
		}
	}

	private void collection() throws NotATable {
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = this.parser.currentName();
			JsonToken value = this.parser.nextToken();
			if (name.equals("features") && value == JsonToken.START_ARRAY) {
				features();
			}
			else {
				boolean type = name.equals("type") && value == JsonToken.VALUE_STRING
						&& this.parser.getString().equals("FeatureCollection");
				boolean crs = name.equals("crs") && value == JsonToken.START_OBJECT && this.system.registered();
				if (!type && !crs) {
					this.beside.add(Undescribed.JSON_MEMBERS);
				}
				beside(name);
			}
		}
	}

	private void beside(String name) throws NotATable {
		this.rows.beside(this.parser, name);
	}

	private void features() throws NotATable {
		for (JsonToken next = this.parser.nextToken(); next != JsonToken.END_ARRAY; next = this.parser.nextToken()) {
			if (next != JsonToken.START_OBJECT) {
				throw JsonTableReader.shape();
			}
			feature();
		}
	}

	private void feature() throws NotATable {
		Map<String, JsonNode> row = new LinkedHashMap<>();
		Map<String, JsonNode> geometry = Map.of();
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = this.parser.currentName();
			JsonToken value = this.parser.nextToken();
			if (name.equals("properties") && value == JsonToken.START_OBJECT) {
				properties(row);
			}
			else if (name.equals("geometry") && value == JsonToken.START_OBJECT) {
				geometry = geometry(JsonTableReader.value(this.parser));
			}
			else if (name.equals("id") && value.isScalarValue()) {
				row.put(column("id"), JsonTableReader.value(this.parser));
			}
			else {
				member(name, value);
			}
		}
		row.putAll(geometry);
		this.rows.row(row);
	}

	private void member(String name, JsonToken value) throws NotATable {
		boolean known = value == JsonToken.VALUE_NULL
				? name.equals("properties") || name.equals("geometry") || name.equals("id")
				: name.equals("type") && value == JsonToken.VALUE_STRING && this.parser.getString().equals("Feature");
		if (!known) {
			beside(name);
			this.beside.add(Undescribed.JSON_MEMBERS);
		}
	}

	private void properties(Map<String, JsonNode> row) throws NotATable {
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = column(this.parser.currentName());
			if (this.parser.nextToken().isStructStart()) {
				this.beside.add(Undescribed.JSON_NESTED);
			}
			row.put(name, JsonTableReader.value(this.parser));
		}
	}

	/** A property that is called as a column of the geometries, which comes first. */
	private String column(String property) {
		return this.properties.computeIfAbsent(property,
				(name) -> this.geometries.containsValue(name) ? "属性" + name : name);
	}

	private String geometryColumn(String heading) {
		return this.geometries.computeIfAbsent(heading,
				(name) -> this.properties.containsValue(name) ? GEOMETRY + name : name);
	}

	private Map<String, JsonNode> geometry(JsonNode geometry) {
		JsonNode at = geometry.path("coordinates");
		boolean point = geometry.size() == 2 && geometry.path("type").asString("").equals("Point") && at.isArray()
				&& at.size() >= 2 && at.size() <= 3 && at.values().stream().allMatch(GeoJsonReader::isCoordinate);
		if (!point) {
			return Map.of(geometryColumn(GEOMETRY), geometry);
		}
		Map<String, JsonNode> columns = new LinkedHashMap<>();
		columns.put(geometryColumn(this.system.first()), at.get(0));
		columns.put(geometryColumn(this.system.second()), at.get(1));
		if (at.size() == 3) {
			columns.put(geometryColumn(HEIGHT), at.get(2));
		}
		return columns;
	}

	private static boolean isCoordinate(JsonNode number) {
		return number.isNumber() && Math.abs(number.decimalValue().scale()) < MOST_DIGITS
				&& number.decimalValue().precision() < MOST_DIGITS;
	}

}
