package org.shuyuan.gateway.policy;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * What is to be done.
 *
 * @param kind in what form
 * @param items the items asked for by name; empty for all that is allowed
 * @param grant the grant the caller named
 * @param purpose the purpose the caller named
 */
public record Action(Kind kind, Set<ItemId> items, @Nullable GrantId grant, @Nullable String purpose) {

	public Action {
		items = Set.copyOf(items);
	}

	/** Whether the caller asks as a department does, naming a grant or a purpose. */
	public boolean asDepartment() {
		return this.grant != null || this.purpose != null;
	}

	/** In what form data are asked for. */
	public enum Kind {

		/** What there is, without any data. */
		DESCRIBE,
		/** The original bytes. */
		FILE,
		/** Rows of a table. */
		ROWS,
		/** Figures about columns. */
		PROFILE,
		/** Yes or no per claim 核验. */
		VERIFY,
		/** The unchanged response of an agency's own service. */
		SERVICE

	}

}
