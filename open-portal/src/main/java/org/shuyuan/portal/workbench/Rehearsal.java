package org.shuyuan.portal.workbench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

/**
 * What importing a workbook would do, as the catalogue reports it.
 *
 * @param sheets the sheets that list resources
 * @param otherSheets names of sheets that were left out
 * @param summary counts
 * @param resources its resources
 */
public record Rehearsal(List<Sheet> sheets, List<String> otherSheets, Map<String, Integer> summary,
		List<Resource> resources) {

	/** Resources that a page shows in full. */
	private static final int SHOWN = 200;

	/**
	 * Those that change something or are refused, refused ones first, as many as a page
	 * shows.
	 */
	public List<Resource> shown() {
		return this.resources.stream()
			.filter((each) -> !each.status().equals("unchanged"))
			.sorted((a, b) -> Boolean.compare(b.status().equals("refused"), a.status().equals("refused")))
			.limit(SHOWN)
			.toList();
	}

	/** How many others there are. */
	public int more() {
		long all = this.resources.stream().filter((each) -> !each.status().equals("unchanged")).count();
		return (int) Math.max(0, all - SHOWN);
	}

	/** How many would be stored. */
	public int stored() {
		return this.summary.getOrDefault("created", 0) + this.summary.getOrDefault("updated", 0);
	}

	/** Headings of columns that the catalogue does not know. */
	public String extensions() {
		return this.sheets.stream()
			.flatMap((sheet) -> sheet.columns().stream())
			.filter((column) -> column.about() == null)
			.map(Column::heading)
			.distinct()
			.collect(Collectors.joining("、"));
	}

	/** The workbook's own heading of what a change is about. */
	public String heading(Change change) {
		return this.sheets.stream()
			.flatMap((sheet) -> sheet.columns().stream())
			.filter((column) -> change.column().equals(column.about()))
			.map(Column::heading)
			.findFirst()
			.orElse("");
	}

	/**
	 * A sheet.
	 *
	 * @param name its name
	 * @param headerRow the lowest row of its header, from 1
	 * @param columns its columns
	 */
	public record Sheet(String name, int headerRow, List<Column> columns) {
	}

	/**
	 * A column.
	 *
	 * @param letters its letters
	 * @param heading its heading
	 * @param about what it is about, where the catalogue knows
	 */
	public record Column(String letters, String heading, @Nullable String about) {
	}

	/**
	 * A resource.
	 *
	 * @param sheet name of its sheet
	 * @param row its first row, from 1
	 * @param title its name, where it may be repeated
	 * @param status what would become of it
	 * @param id the entry that it is
	 * @param changes what would be different
	 * @param violations what is to be corrected
	 */
	public record Resource(String sheet, int row, @Nullable String title, String status, @Nullable String id,
			List<Change> changes, List<Fault> violations) {

		/** What prevents it from being saved. */
		public List<Fault> refusing() {
			return this.violations.stream().filter((each) -> each.severity().equals("INVALID")).toList();
		}

		/** What is to be done before it can be submitted, or is worth a look. */
		public List<Fault> later() {
			return this.violations.stream().filter((each) -> !each.severity().equals("INVALID")).toList();
		}

	}

	/**
	 * A change of a cell.
	 *
	 * @param cell its address
	 * @param column what it is about
	 * @param item the data item, empty for the whole
	 * @param before what was said
	 * @param after what is said now
	 */
	public record Change(String cell, String column, String item, String before, String after) {
	}

	/**
	 * Something to correct.
	 *
	 * @param cell its address
	 * @param code stable code
	 * @param severity INVALID, INCOMPLETE or WARNING
	 * @param message what is wrong
	 * @param advice how to correct it
	 */
	public record Fault(String cell, String code, String severity, Text message, Text advice) {
	}

}
