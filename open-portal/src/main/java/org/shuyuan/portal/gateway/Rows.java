package org.shuyuan.portal.gateway;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some rows of a table.
 *
 * @param columns names of the columns
 * @param rows values in the order of the columns, empty for none
 * @param total rows that match the filter, where known
 * @param after where the page ends, if another follows
 */
public record Rows(List<String> columns, List<List<String>> rows, @Nullable Long total, @Nullable String after) {
}
