package org.shuyuan.vocab;

import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCTerms;

/**
 * The terms of our own vocabulary, defined in {@code ontology.ttl}: only what DCAT-AP,
 * ADMS, ODRL, PROV, ORG, SKOS, DQV and CSVW lack.
 */
public final class ShuyuanTerms {

	/** The namespace of the vocabulary. */
	public static final String NAMESPACE = "https://w3id.org/shuyuan/ns#";

	/**
	 * What every code list's address begins with: {@code CODES + scheme + "/" + code}.
	 */
	public static final String CODES = "https://w3id.org/shuyuan/code/";

	/** An entry that says all the rules ask for. */
	public static final Resource FULL_ENTRY = type("FullEntry");

	/** Somebody else's description of a data set. */
	public static final Resource HARVESTED_ENTRY = type("HarvestedEntry");

	/** A place in the law on which a statement rests. */
	public static final Resource CITATION = type("Citation");

	static final Resource FULL_DISTRIBUTION = type("FullDistribution");

	static final Resource KEYWORD = type("Keyword");

	static final Resource DATA_ITEM = type("DataItem");

	static final Property KEY = property("key");

	static final Property POSITION = property("position");

	static final Property KEYWORD_OF = property("keyword");

	static final Property THEME_ORDER = property("themeOrder");

	static final Property MODE_ORDER = property("modeOrder");

	static final Property RELATION_ORDER = property("relationOrder");

	static final Property LIBRARY = property("library");

	static final Property ENTITY_KIND = property("entityKind");

	static final Property FREQUENCY = property("frequency");

	static final Property SHARING_CLASS = property("sharingClass");

	static final Property SHARING_SCOPE = property("sharingScope");

	static final Property PURPOSE = property("purpose");

	static final Property NOT_SHARED_REASON = property("notSharedReason");

	static final Property NOT_SHARED_CITATION = property("notSharedCitation");

	static final Property SHARING_MODE = property("sharingMode");

	static final Property OPENNESS = property("openness");

	static final Property LICENCE = property("licence");

	static final Property OPENING_CONDITIONS = property("openingConditions");

	static final Property NOT_OPEN_REASON = property("notOpenReason");

	static final Property NOT_OPEN_CITATION = property("notOpenCitation");

	static final Property INSTRUMENT = property("instrument");

	static final Property ARTICLE = property("article");

	static final Property DISCOVERABILITY = property("discoverability");

	/** How strictly an entry or an item is graded. */
	public static final Property GRADE = property("grade");

	static final Property ITEM = property("item");

	static final Property ELEMENT = property("element");

	static final Property SENSITIVITY = property("sensitivity");

	static final Property OPEN = property("open");

	static final Property OPENING_REASON = property("openingReason");

	static final Property PRIMARY_KEY = property("primaryKey");

	static final Property SOURCE_KIND = property("sourceKind");

	static final Property SOURCE_AGENCY = property("sourceAgency");

	static final Property SOURCE_ITEM = property("sourceItem");

	static final Property DISTRIBUTION_KIND = property("distributionKind");

	static final Property FORMAT = property("format");

	static final Property AREA = DCTerms.spatial;

	static final Property HARVESTED_FROM = property("harvestedFrom");

	static final Property AGENCY = property("agency");

	static final Property AT_SOURCE = property("atSource");

	private ShuyuanTerms() {
	}

	private static Property property(String name) {
		return ResourceFactory.createProperty(NAMESPACE + name);
	}

	private static Resource type(String name) {
		return ResourceFactory.createResource(NAMESPACE + name);
	}

}
