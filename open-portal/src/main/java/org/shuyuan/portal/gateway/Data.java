package org.shuyuan.portal.gateway;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The version of a distribution in force, as far as it is open to everyone.
 *
 * @param distribution its id
 * @param bytes size of the original, absent where it may not be had
 * @param filename name of the original, likewise
 * @param mediaType media type of the original
 * @param sha256 hash of the original
 * @param at when it arrived
 * @param table its table, where the original is one
 * @param withheld columns that are held back by the negative list
 */
public record Data(String distribution, @Nullable Long bytes, @Nullable String filename, @Nullable String mediaType,
		@Nullable String sha256, @Nullable String at, @Nullable Table table, List<Withheld> withheld) {

	public Data {
		withheld = (withheld == null) ? List.of() : List.copyOf(withheld);
	}

	/**
	 * A column that would be open, were it not for what a rule found in it.
	 *
	 * @param column its name
	 * @param rule code of the rule
	 * @param clause what it rests on
	 */
	public record Withheld(String column, @Nullable String rule, @Nullable String clause) {
	}

	/**
	 * A table.
	 *
	 * @param rows how many rows
	 * @param columns its columns
	 */
	public record Table(long rows, List<Column> columns) {

		public Table {
			columns = (columns == null) ? List.of() : List.copyOf(columns);
		}

	}

	/**
	 * A column.
	 *
	 * @param name its name
	 * @param type code of its type
	 * @param item id of the item that describes it
	 */
	public record Column(String name, @Nullable String type, @Nullable String item) {

		/** Whether it holds numbers. */
		public boolean numeric() {
			return this.type != null
					&& (this.type.equals("integer") || this.type.equals("decimal") || this.type.equals("number"));
		}

		/** Whether it holds days or instants. */
		public boolean temporal() {
			return this.type != null && this.type.startsWith("date");
		}

	}

}
