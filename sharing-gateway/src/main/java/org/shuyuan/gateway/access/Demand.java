package org.shuyuan.gateway.access;

import java.util.List;
import java.util.Set;

import org.shuyuan.gateway.query.ColumnUnknown;
import org.shuyuan.gateway.query.QueryInvalid;

/**
 * What a call needs of what it may have, worked out after the decision and before the
 * record.
 *
 * @param what the question, ready to be answered
 * @param columns the columns it touches
 * @param least rows, or claims, that it cannot do without
 * @param most rows, or claims, that it may use
 */
public record Demand<T>(T what, Set<String> columns, long least, long most) {

	public Demand {
		columns = Set.copyOf(columns);
	}

	/** Nothing that counts against a quota. */
	public static <T> Demand<T> free(T what, Entitlement entitlement) {
		return new Demand<>(what, entitlement.columns().keySet(), 0, 0);
	}

	/** Works out what a call needs. */
	@FunctionalInterface
	public interface Of<T> {

		/**
		 * What the call needs of the offer.
		 * @throws Beyond if it is not for the caller; recorded as a refusal
		 * @throws ColumnUnknown likewise
		 * @throws QueryInvalid if it cannot be asked of anything; nothing is recorded
		 */
		Demand<T> of(Entitlement entitlement);

	}

	/** Too many claims have failed for this one to be answered. */
	public static class Exhausted extends RuntimeException {

		public Exhausted() {
			super("Too many claims did not hold");
		}

	}

	/** A call asks for more than it may have. */
	public static class Beyond extends RuntimeException {

		private final List<String> columns;

		public Beyond(List<String> columns) {
			super("Beyond what may be had");
			this.columns = List.copyOf(columns);
		}

		List<String> columns() {
			return this.columns;
		}

	}

}
