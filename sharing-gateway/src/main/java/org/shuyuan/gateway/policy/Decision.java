package org.shuyuan.gateway.policy;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.shuyuan.vocab.identifier.ItemId;

/**
 * What was decided. Refusing is an answer, not an exception.
 */
public sealed interface Decision {

	/**
	 * It may be had.
	 *
	 * @param items the items that may be had
	 * @param columns the columns of a table that may be had, in its order
	 * @param rows conditions that every delivered row satisfies
	 * @param rowsLeft most rows that may be delivered, {@link Long#MAX_VALUE} without a
	 * quota
	 * @param obligations what goes with it
	 */
	record Permit(Set<ItemId> items, Set<String> columns, List<String> rows, long rowsLeft,
			Set<Obligation> obligations) implements Decision {

		public Permit {
			items = Set.copyOf(items);
			columns = Collections.unmodifiableSet(new LinkedHashSet<>(columns));
			rows = List.copyOf(rows);
			obligations = Set.copyOf(obligations);
		}

	}

	/**
	 * It may not.
	 *
	 * @param reason why
	 */
	record Refuse(RefusalReason reason) implements Decision {
	}

	/** What the receiver of data takes on. */
	enum Obligation {

		/** Name the source, as the licence says. */
		ATTRIBUTE,
		/** Use for the granted purpose only (D24). */
		PURPOSE_ONLY,
		/** Keep a record of use for three years (D26). */
		RECORD_USE,
		/** Dispose of the data when the purpose is fulfilled (D27). */
		DISPOSE

	}

}
