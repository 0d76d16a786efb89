package org.shuyuan.catalogue.sparql;

/**
 * The SPARQL store cannot be used as it is set up; the message says which setting and
 * how.
 */
class SparqlSettingWrong extends RuntimeException {

	SparqlSettingWrong(String message) {
		super(message);
	}

}
