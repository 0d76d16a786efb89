package org.shuyuan.catalogue.intake;

import java.util.List;

import org.apache.jena.rdf.model.Model;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.entry.EntryState;
import org.shuyuan.catalogue.workbook.CellViolation;
import org.shuyuan.catalogue.workbook.ReadResource;
import org.shuyuan.catalogue.workbook.WorkbookColumn;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.rdf.Violation;

/**
 * A resource of a workbook with the entry that it was found to be.
 *
 * @param read what it says
 * @param known where the entry stood, absent for a new one
 * @param beyond triples beyond the entry, with what the workbook says in columns of its
 * own
 */
record ImportedResource(ReadResource read, @Nullable EntryState known, @Nullable Model beyond) {

	@Nullable Entry entry() {
		return this.read.entry();
	}

	@Nullable Entry before() {
		return this.read.before();
	}

	String title() {
		return this.read.resource().text(WorkbookColumn.TITLE);
	}

	/** The cells that prevent it from being saved. */
	List<Violation> refusing() {
		return this.read.violations().stream().filter(CellViolation::refuses).map(CellViolation::violation).toList();
	}

}
