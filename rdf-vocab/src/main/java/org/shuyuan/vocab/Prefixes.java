package org.shuyuan.vocab;

import java.util.Map;

/** The prefixes that graphs of ours are written with. */
public final class Prefixes {

	public static final Map<String, String> ALL = Map.ofEntries(Map.entry("dcat", "http://www.w3.org/ns/dcat#"),
			Map.entry("dct", "http://purl.org/dc/terms/"), Map.entry("foaf", "http://xmlns.com/foaf/0.1/"),
			Map.entry("org", "http://www.w3.org/ns/org#"), Map.entry("skos", "http://www.w3.org/2004/02/skos/core#"),
			Map.entry("vcard", "http://www.w3.org/2006/vcard/ns#"), Map.entry("csvw", "http://www.w3.org/ns/csvw#"),
			Map.entry("xsd", "http://www.w3.org/2001/XMLSchema#"), Map.entry("sy", ShuyuanTerms.NAMESPACE));

	private Prefixes() {
	}

}
