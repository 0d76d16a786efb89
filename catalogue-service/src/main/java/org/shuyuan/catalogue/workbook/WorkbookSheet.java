package org.shuyuan.catalogue.workbook;

import java.util.List;

/**
 * A sheet as it was read: the texts of its cells.
 *
 * @param number from 0
 * @param name its name; empty in csv
 * @param rows texts by row and column; rows may be of different lengths
 */
record WorkbookSheet(int number, String name, List<List<String>> rows) {

	WorkbookCell cell(int row, int column) {
		List<String> cells = this.rows.get(row);
		return new WorkbookCell(this.number, row, column, (column < cells.size()) ? cells.get(column) : "");
	}

	boolean isBlank(int row) {
		return this.rows.get(row).stream().allMatch(String::isEmpty);
	}

}
