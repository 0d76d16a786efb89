package org.shuyuan.catalogue.intake;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.workbook.CellViolation;
import org.shuyuan.catalogue.workbook.Workbook.CellChange;
import org.shuyuan.catalogue.workbook.Workbook.ListingSheet;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.rdf.Violation;

/**
 * What importing a workbook would do; nothing of it is stored.
 *
 * @param sheets the sheets that list resources, with the columns found in them
 * @param otherSheets names of visible sheets that were left out
 * @param summary counts
 * @param resources its resources in order
 */
record WorkbookRehearsal(List<ListingSheet> sheets, List<String> otherSheets, Counts summary,
		List<Resource> resources) {

	/**
	 * Counts of resources, and of their data items.
	 *
	 * @param created would be registered
	 * @param updated would get a new revision
	 * @param unchanged say what is there
	 * @param refused cannot be saved
	 * @param items data items of all resources
	 */
	@Schema(name = "WorkbookCounts")
	record Counts(int created, int updated, int unchanged, int refused, int items) {
	}

	/**
	 * One resource.
	 *
	 * @param sheet name of its sheet
	 * @param row its first row, from 1
	 * @param title its name; absent where it may not be repeated
	 * @param status what would become of it
	 * @param id the entry that it was found to be
	 * @param changes what would be different, cell by cell
	 * @param violations what is to be corrected, at its cells
	 */
	@Schema(name = "RehearsedResource")
	record Resource(String sheet, int row, @Nullable String title, ImportResult.Status status, @Nullable EntryId id,
			List<Change> changes, List<Fault> violations) {
	}

	/**
	 * A change.
	 *
	 * @param cell the cell that says so, such as {@code F12}
	 * @param column what it is about, as in {@code sheets[].columns[].about}
	 * @param item name of the data item, empty where it is about the whole
	 * @param before what was said; empty where nothing
	 * @param after what is said now; empty where nothing
	 */
	@Schema(name = "CellChange")
	record Change(String cell, String column, String item, String before, String after) {

		static Change of(CellChange change) {
			return new Change(change.cell().address(), change.column().code(), change.item(), change.before(),
					change.after());
		}

	}

	/**
	 * Something to correct.
	 *
	 * @param cell the cell that it is about
	 * @param code stable code
	 * @param severity {@code invalid}: cannot be saved; {@code incomplete}: cannot be
	 * submitted; {@code warning}: stops nothing
	 * @param message what is wrong
	 * @param advice how to correct it
	 */
	@Schema(name = "CellViolation")
	record Fault(String cell, String code, Violation.Severity severity, Text message, Text advice) {

		static Fault of(CellViolation violation) {
			Violation about = violation.violation();
			return new Fault(violation.cell().address(), about.code(), about.severity(), about.message(),
					about.advice());
		}

	}

}
