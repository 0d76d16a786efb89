package org.shuyuan.vocab.rdf;

import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.XSD;
import org.shuyuan.vocab.entry.ItemType;

/** The terms of CSV on the Web (csvw) that describe data items. */
final class Csvw {

	private static final String NAMESPACE = "http://www.w3.org/ns/csvw#";

	static final Resource COLUMN = ResourceFactory.createResource(NAMESPACE + "Column");

	static final Property NAME = ResourceFactory.createProperty(NAMESPACE + "name");

	static final Property DATATYPE = ResourceFactory.createProperty(NAMESPACE + "datatype");

	static final Property MAX_LENGTH = ResourceFactory.createProperty(NAMESPACE + "maxLength");

	static final Property REQUIRED = ResourceFactory.createProperty(NAMESPACE + "required");

	private Csvw() {
	}

	static Resource datatype(ItemType type) {
		return switch (type) {
			case STRING -> XSD.xstring;
			case INTEGER -> XSD.integer;
			case DECIMAL -> XSD.decimal;
			case BOOLEAN -> XSD.xboolean;
			case DATE -> XSD.date;
			case DATETIME -> XSD.dateTime;
		};
	}

	static ItemType itemType(Resource datatype) {
		for (ItemType type : ItemType.values()) {
			if (datatype(type).equals(datatype)) {
				return type;
			}
		}
		return ItemType.STRING;
	}

}
