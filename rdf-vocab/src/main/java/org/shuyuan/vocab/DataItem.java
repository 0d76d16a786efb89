package org.shuyuan.vocab;

import org.jspecify.annotations.Nullable;

/**
 * A data item 信息项: one column of what an entry describes (csvw:Column).
 *
 * @param id permanent id; absent in what a client registers, given at the first save
 * @param name the item's name
 * @param column the column's name in the table, where it differs from the Chinese name
 * @param type type of the values
 * @param length longest value in characters, more than 0
 * @param meaning what it means
 * @param element code of the standard data element 数据元 it is bound to
 * @param sensitivity what it touches
 * @param grade grade of its own, where stricter than the entry's
 * @param open whether it belongs to what may open to the public
 * @param source where the agency has it from
 */
public record DataItem(@Nullable ItemId id, Text name, @Nullable String column, ItemType type, @Nullable Integer length,
		@Nullable Text meaning, @Nullable String element, Sensitivity sensitivity, @Nullable Grade grade, boolean open,
		ItemSource source) {

	public DataItem {
		type = (type == null) ? ItemType.STRING : type;
		sensitivity = (sensitivity == null) ? Sensitivity.NONE : sensitivity;
		source = (source == null) ? ItemSource.collected() : source;
		if (length != null && length <= 0) {
			throw new IllegalArgumentException("The length of a data item is more than 0");
		}
	}

	/** The name of the item's column in a table of data. */
	public String columnName() {
		return (this.column != null) ? this.column : this.name.zh();
	}

	/**
	 * Whether the public may have this item: marked open and touching nothing protected.
	 */
	public boolean mayOpen() {
		return this.open && this.sensitivity.mayOpen() && (this.grade == null || this.grade.mayOpen());
	}

}
