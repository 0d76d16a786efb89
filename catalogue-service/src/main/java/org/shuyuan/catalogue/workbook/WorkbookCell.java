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

	/** Characters that a cell of a spreadsheet holds at most. */
	private static final int LONGEST = 32_767;

	/** Its address as spreadsheets show it, such as {@code C12}. */
	public String address() {
		StringBuilder letters = new StringBuilder();
		for (int rest = this.column + 1; rest > 0; rest = (rest - 1) / 26) {
			letters.insert(0, (char) ('A' + (rest - 1) % 26));
		}
		return letters.append(this.row + 1).toString();
	}

	/** A text as far as a cell of a spreadsheet can hold it. */
	static String shortened(String text) {
		return (text.length() > LONGEST) ? text.substring(0, LONGEST) : text;
	}

	boolean isBlank() {
		return this.text.isEmpty();
	}

}
