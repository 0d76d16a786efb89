package org.shuyuan.portal.audit;

import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * A record exactly as the ledger gives it, for comparison with the export.
 */
public record RecordedJson(JsonMapper mapper) {

	/** The record as indented JSON. */
	public String of(Map<String, Object> recorded) {
		return this.mapper.writerWithDefaultPrettyPrinter().writeValueAsString(recorded);
	}

}
