package org.shuyuan.catalogue.workbook;

/**
 * A cell of a workbook.
 *
 * @param sheet number of the sheet, from 0
 * @param row number of the row, from 0
 * @param column number of the column, from 0
 * @param text what it holds, stripped; empty where nothing
 */
public record WorkbookCell(int sheet, int row, int column, String text) {

	/** Its address as spreadsheets show it, such as {@code C12}. */
	public String address() {
		StringBuilder letters = new StringBuilder();
		for (int rest = this.column + 1; rest > 0; rest = (rest - 1) / 26) {
			letters.insert(0, (char) ('A' + (rest - 1) % 26));
		}
		return letters.append(this.row + 1).toString();
	}

	boolean isBlank() {
		return this.text.isEmpty();
	}

}
