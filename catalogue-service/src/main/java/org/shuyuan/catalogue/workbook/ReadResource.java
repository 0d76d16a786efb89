package org.shuyuan.catalogue.workbook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.rdf.Violation;

/**
 * A resource of a workbook, read as an entry.
 *
 * @param resource its cells
 * @param before what the entry said before, absent for a new one
 * @param entry what it says now; absent where not even a title and an agency can be had
 * @param itemCells for each item of the entry its cells
 * @param violations what is wrong with single cells
 */
public record ReadResource(WorkbookResource resource, @Nullable Entry before, @Nullable Entry entry,
		List<Map<WorkbookColumn, WorkbookCell>> itemCells, List<CellViolation> violations) {

	private static final Pattern ITEM = Pattern.compile("items\\[(\\d+)](?:\\.(\\w+))?.*");

	/** The cell that a path into the entry comes from; the title's where none does. */
	public WorkbookCell cell(String path) {
		Matcher item = ITEM.matcher(path);
		if (item.matches()) {
			int index = Integer.parseInt(item.group(1));
			Map<WorkbookColumn, WorkbookCell> cells = (index < this.itemCells.size()) ? this.itemCells.get(index)
					: Map.of();
			return column(item.group(2), true).map(cells::get)
				.or(() -> Optional.ofNullable(cells.get(WorkbookColumn.ITEM_NAME)))
				.orElse(this.resource.first());
		}
		return column(path, false).map(this.resource::at).orElse(this.resource.first());
	}

	/** The column of a member: its own, or that of the member it is in. */
	private Optional<WorkbookColumn> column(@Nullable String path, boolean ofItem) {
		if (path == null || path.isEmpty()) {
			return Optional.empty();
		}
		String bare = path.replaceAll("\\[\\d+]", "");
		for (WorkbookColumn each : WorkbookColumn.values()) {
			if (each.isOfItem() == ofItem && each.path().equals(bare)
					&& (ofItem || this.resource.cells().containsKey(each))) {
				return Optional.of(each);
			}
		}
		int dot = bare.lastIndexOf('.');
		return (dot > 0) ? column(bare.substring(0, dot), ofItem) : Optional.empty();
	}

	/** A violation of the entry at the cell that it is about. */
	public CellViolation at(Violation violation) {
		return new CellViolation(cell(violation.path()), violation);
	}

}
