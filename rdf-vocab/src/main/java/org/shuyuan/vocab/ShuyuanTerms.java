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

	/** A third party's description of a data set. */
	public static final Resource HARVESTED_ENTRY = type("HarvestedEntry");

	/** A place in the law on which a statement rests. */
	public static final Resource CITATION = type("Citation");

	public static final Resource FULL_DISTRIBUTION = type("FullDistribution");

	public static final Resource KEYWORD = type("Keyword");

	public static final Resource DATA_ITEM = type("DataItem");

	public static final Property KEY = property("key");

	public static final Property POSITION = property("position");

	public static final Property KEYWORD_OF = property("keyword");

	public static final Property THEME_ORDER = property("themeOrder");

	public static final Property MODE_ORDER = property("modeOrder");

	public static final Property RELATION_ORDER = property("relationOrder");

	public static final Property LIBRARY = property("library");

	public static final Property ENTITY_KIND = property("entityKind");

	public static final Property FREQUENCY = property("frequency");

	public static final Property SHARING_CLASS = property("sharingClass");

	public static final Property SHARING_SCOPE = property("sharingScope");

	public static final Property PURPOSE = property("purpose");

	public static final Property NOT_SHARED_REASON = property("notSharedReason");

	public static final Property NOT_SHARED_CITATION = property("notSharedCitation");

	public static final Property SHARING_MODE = property("sharingMode");

	public static final Property OPENNESS = property("openness");

	public static final Property LICENCE = property("licence");

	public static final Property OPENING_CONDITIONS = property("openingConditions");

	public static final Property NOT_OPEN_REASON = property("notOpenReason");

	public static final Property NOT_OPEN_CITATION = property("notOpenCitation");

	public static final Property INSTRUMENT = property("instrument");

	public static final Property ARTICLE = property("article");

	public static final Property DISCOVERABILITY = property("discoverability");

	/** How strictly an entry or an item is graded. */
	public static final Property GRADE = property("grade");

	public static final Property ITEM = property("item");

	public static final Property ELEMENT = property("element");

	public static final Property SENSITIVITY = property("sensitivity");

	public static final Property OPEN = property("open");

	public static final Property OPENING_REASON = property("openingReason");

	public static final Property PRIMARY_KEY = property("primaryKey");

	public static final Property SOURCE_KIND = property("sourceKind");

	public static final Property SOURCE_AGENCY = property("sourceAgency");

	public static final Property SOURCE_ITEM = property("sourceItem");

	public static final Property DISTRIBUTION_KIND = property("distributionKind");

	public static final Property FORMAT = property("format");

	public static final Property AREA = DCTerms.spatial;

	public static final Property HARVESTED_FROM = property("harvestedFrom");

	public static final Property AGENCY = property("agency");

	public static final Property AT_SOURCE = property("atSource");

	private ShuyuanTerms() {
	}

	private static Property property(String name) {
		return ResourceFactory.createProperty(NAMESPACE + name);
	}

	private static Resource type(String name) {
		return ResourceFactory.createResource(NAMESPACE + name);
	}

}
