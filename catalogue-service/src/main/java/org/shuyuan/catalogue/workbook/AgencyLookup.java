package org.shuyuan.catalogue.workbook;

import java.util.Optional;

import org.shuyuan.vocab.identifier.AgencyId;

/**
 * Resolves the names and codes of agencies in a workbook.
 */
public interface AgencyLookup {

	/**
	 * The agency that goes by a name, in full or short, or by a code; empty if none or
	 * several do.
	 */
	Optional<AgencyId> find(String nameOrCode);

	/** The agency's name in Chinese; its code where it is not known. */
	String name(AgencyId agency);

}
