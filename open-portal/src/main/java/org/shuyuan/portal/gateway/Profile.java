package org.shuyuan.portal.gateway;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table are like, as far as that is public.
 *
 * @param columns its columns, in the table's order
 */
public record Profile(List<Column> columns) {

	public Profile {
		columns = (columns == null) ? List.of() : List.copyOf(columns);
	}

	/**
	 * A column.
	 *
	 * @param name its name
	 * @param type code of its type
	 * @param nulls rows without a value
	 * @param distinct how many different values there are, about
	 * @param min smallest value, as text
	 * @param max largest value, as text
	 */
	public record Column(String name, @Nullable String type, long nulls, long distinct, @Nullable String min,
			@Nullable String max) {

		/** Whether it holds numbers. */
		public boolean numeric() {
			return "integer".equals(this.type) || "decimal".equals(this.type);
		}

		/** Whether it holds days or instants. */
		public boolean temporal() {
			return this.type != null && this.type.startsWith("date");
		}

	}

}
