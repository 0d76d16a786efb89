package org.shuyuan.gateway.tables;

/**
 * A column of a table.
 *
 * @param name unique within the table, not blank
 * @param type type of the values
 */
public record Column(String name, ColumnType type) {
}
