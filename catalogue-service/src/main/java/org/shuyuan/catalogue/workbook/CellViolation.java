package org.shuyuan.catalogue.workbook;

import org.shuyuan.vocab.rdf.Violation;

/**
 * Something wrong with a cell.
 *
 * @param cell which; the resource's name where it has no cell of its own
 * @param violation what
 */
public record CellViolation(WorkbookCell cell, Violation violation) {

	/** Whether the resource cannot be saved with it. */
	public boolean refuses() {
		return this.violation.severity() == Violation.Severity.INVALID;
	}

}
