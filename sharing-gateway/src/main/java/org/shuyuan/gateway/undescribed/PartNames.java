package org.shuyuan.gateway.undescribed;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a part of a workbook holds, by its name.
 */
final class PartNames {

	private static final Map<String, Undescribed> KINDS = new LinkedHashMap<>();

	static {
		KINDS.put("comment", Undescribed.COMMENTS);
		KINDS.put("persons/", Undescribed.COMMENTS);
		KINDS.put("pivot", Undescribed.PIVOT_TABLES);
		KINDS.put("printersettings", Undescribed.PRINTER_SETTINGS);
		KINDS.put("externallink", Undescribed.LINKS);
		KINDS.put("connections", Undescribed.LINKS);
		KINDS.put("querytable", Undescribed.LINKS);
		KINDS.put("customxml", Undescribed.CUSTOM_XML);
		KINDS.put("embeddings/", Undescribed.EMBEDDED_OBJECTS);
		KINDS.put("activex", Undescribed.EMBEDDED_OBJECTS);
		KINDS.put("ctrlprops", Undescribed.EMBEDDED_OBJECTS);
		KINDS.put("vbaproject", Undescribed.EMBEDDED_OBJECTS);
		KINDS.put("thumbnail", Undescribed.DRAWINGS);
		KINDS.put("drawing", Undescribed.DRAWINGS);
		KINDS.put("media/", Undescribed.DRAWINGS);
		KINDS.put("chart", Undescribed.DRAWINGS);
		KINDS.put("diagrams/", Undescribed.DRAWINGS);
		KINDS.put("tables/", Undescribed.LIST_OBJECTS);
		KINDS.put("dialogsheets/", Undescribed.FURTHER_SHEETS);
		KINDS.put("macrosheets/", Undescribed.FURTHER_SHEETS);
		KINDS.put("docprops/", Undescribed.PROPERTIES);
	}

	private PartNames() {
	}

	static Undescribed kind(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return KINDS.entrySet()
			.stream()
			.filter((kind) -> lower.contains(kind.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(Undescribed.UNKNOWN_CONTENT);
	}

}
