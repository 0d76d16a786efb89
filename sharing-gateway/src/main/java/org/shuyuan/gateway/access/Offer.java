package org.shuyuan.gateway.access;

import java.util.List;
import java.util.Map;

import org.shuyuan.gateway.tables.Column;
import org.shuyuan.gateway.tables.Filter;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.vocab.ItemId;

/**
 * What a caller may have of the data in force. Questions are read against this alone, so
 * that a column that is closed looks like one that is not there.
 *
 * @param data the version in force
 * @param columns the columns that may be had, in the table's order, with their items
 * @param rows conditions that every row meets
 */
record Offer(DataVersion data, Map<String, ItemId> columns, List<Filter> rows) {

	/** The columns that may be had. */
	List<Column> open() {
		return this.data.columns().stream().filter((column) -> this.columns.containsKey(column.name())).toList();
	}

}
