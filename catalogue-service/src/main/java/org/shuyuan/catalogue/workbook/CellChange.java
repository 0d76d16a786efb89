package org.shuyuan.catalogue.workbook;

/**
 * What a workbook changes in an entry.
 *
 * @param cell the cell that says so
 * @param column what it is about
 * @param item name of the data item, empty where it is about the whole
 * @param before what it said; empty where nothing, as of a new item
 * @param after what it says now; empty where nothing, as of an item left out
 */
public record CellChange(WorkbookCell cell, WorkbookColumn column, String item, String before, String after) {
}
