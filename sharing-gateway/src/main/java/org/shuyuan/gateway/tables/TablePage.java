package org.shuyuan.gateway.tables;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;

/**
 * One page of a table's rows.
 *
 * @param columns the columns selected
 * @param rows values in the columns' order; a missing value is null
 * @param total how many rows match the conditions; on the first page only
 * @param next what to pass as {@code after} for the next page; absent on the last
 */
public record TablePage(List<Column> columns, List<List<@Nullable Object>> rows, @Nullable Long total,
		@Nullable String next) {
}
