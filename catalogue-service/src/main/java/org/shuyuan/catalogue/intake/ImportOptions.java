package org.shuyuan.catalogue.intake;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;

/**
 * On what terms an import registers.
 *
 * @param agency the agency of records that name none
 * @param completeness what its entries are
 * @param source name of the source; keys are unique within agency and source
 * @param caller who imports
 */
record ImportOptions(@Nullable AgencyId agency, Completeness completeness, String source, Caller caller) {

	/** The authority's harvested descriptions are public metadata at once. */
	boolean publishes() {
		return this.completeness == Completeness.HARVESTED && this.caller.has(Role.AUTHORITY);
	}

	/**
	 * Whether a record may say under which code, and in which catalogue, it exists
	 * elsewhere.
	 */
	boolean mayNameOrigin() {
		return this.completeness == Completeness.HARVESTED || this.caller.has(Role.AUTHORITY);
	}

	/** Whether the caller may register for the agency. */
	boolean allow(AgencyId of) {
		return this.caller.has(Role.AUTHORITY) || this.caller.actsFor(of);
	}

	/** The record as these terms have it. */
	Entry applied(Entry entry) {
		boolean harvested = this.completeness == Completeness.HARVESTED;
		AgencyId of = (entry.agency() != null || this.agency == null) ? entry.agency() : this.agency;
		return entry.change()
			.id(null)
			.agency(of)
			.discoverability(publishes() ? Discoverability.PUBLIC : entry.discoverability())
			.harvestedFrom((harvested && entry.harvestedFrom() == null && !this.source.isEmpty()) ? this.source
					: entry.harvestedFrom())
			.completeness(this.completeness)
			.build();
	}

}
