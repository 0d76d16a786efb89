package org.shuyuan.catalogue.publicview;

import org.shuyuan.vocab.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an agency's document says it is called.
 */
public final class AgencyName {

	/** What RDF/XML cannot carry, and what turns the direction of writing. */
	private static final String UNWRITABLE = "[\\p{Cc}\\p{Cs}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\x{FFFE}\\x{FFFF}]";

	private AgencyName() {
	}

	/** The name in an agency's JSON, or its code where it has none. */
	public static Text in(JsonMapper json, String document) {
		JsonNode agency = json.readTree(document);
		String zh = agency.path("name").path("zh").asString("").replaceAll(UNWRITABLE, "");
		String en = agency.path("name").path("en").asString("").replaceAll(UNWRITABLE, "");
		return new Text(zh.isBlank() ? agency.path("id").asString("—") : zh, en);
	}

}
