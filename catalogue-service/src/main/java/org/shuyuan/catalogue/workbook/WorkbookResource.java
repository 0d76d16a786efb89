package org.shuyuan.catalogue.workbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A resource 信息资源 of a workbook: one or more rows, whose cells about the whole are
 * merged, repeated or blank below the first, and each of which may hold a data item.
 *
 * @param first the cell of its name in its first row
 * @param cells its first cell of each column about the whole that is not blank
 * @param contradictions cells further down that say otherwise than the first
 * @param items the cells of its items, in order
 * @param extensions cells of other columns
 */
public record WorkbookResource(WorkbookCell first, Map<WorkbookColumn, WorkbookCell> cells,
		List<WorkbookCell> contradictions, List<Map<WorkbookColumn, WorkbookCell>> items,
		Map<Extension, WorkbookCell> extensions) {

	/** The resources of a sheet in order; none where it lists something else. */
	static List<WorkbookResource> of(WorkbookSheet sheet, WorkbookHeader header) {
		List<WorkbookResource> resources = new ArrayList<>();
		Map<String, WorkbookResource> byName = new LinkedHashMap<>();
		WorkbookResource current = null;
		for (int row : header.dataRows(sheet)) {
			Map<WorkbookColumn, WorkbookCell> cells = cells(sheet, header, row);
			if (cells.isEmpty()) {
				continue;
			}
			String name = name(cells, current);
			WorkbookResource known = (name == null) ? current : byName.get(name);
			if (known == null) {
				WorkbookCell title = sheet.cell(row, header.title());
				known = new WorkbookResource(title, new EnumMap<>(WorkbookColumn.class), new ArrayList<>(),
						new ArrayList<>(), new TreeMap<>());
				resources.add(known);
				if (name != null) {
					byName.put(name, known);
				}
			}
			known.add(cells);
			known.extend(sheet, header, row);
			current = known;
		}
		return resources;
	}

	private static Map<WorkbookColumn, WorkbookCell> cells(WorkbookSheet sheet, WorkbookHeader header, int row) {
		Map<WorkbookColumn, WorkbookCell> cells = new EnumMap<>(WorkbookColumn.class);
		header.columns().forEach((column, number) -> {
			WorkbookCell cell = sheet.cell(row, number);
			if (!cell.isBlank() && column != WorkbookColumn.SEQUENCE) {
				cells.put(column, cell);
			}
		});
		return cells;
	}

	/**
	 * Name and provider by which rows belong together; null where the row has no name.
	 */
	private static @Nullable String name(Map<WorkbookColumn, WorkbookCell> cells, @Nullable WorkbookResource before) {
		WorkbookCell title = cells.get(WorkbookColumn.TITLE);
		if (title == null) {
			return null;
		}
		boolean same = before != null && before.text(WorkbookColumn.TITLE).equals(title.text());
		return String.join("\n", title.text(), text(cells, WorkbookColumn.AGENCY_NAME, same ? before : null),
				text(cells, WorkbookColumn.AGENCY_CODE, same ? before : null),
				text(cells, WorkbookColumn.CODE, same ? before : null));
	}

	private static String text(Map<WorkbookColumn, WorkbookCell> cells, WorkbookColumn column,
			@Nullable WorkbookResource before) {
		WorkbookCell cell = cells.get(column);
		return (cell != null) ? cell.text() : (before != null) ? before.text(column) : "";
	}

	private void add(Map<WorkbookColumn, WorkbookCell> row) {
		Map<WorkbookColumn, WorkbookCell> item = new EnumMap<>(WorkbookColumn.class);
		row.forEach((column, cell) -> {
			if (column.isOfItem()) {
				item.put(column, cell);
			}
			else {
				WorkbookCell before = this.cells.putIfAbsent(column, cell);
				if (before != null && !before.text().equals(cell.text())) {
					this.contradictions.add(cell);
				}
			}
		});
		if (!item.isEmpty()) {
			this.items.add(item);
		}
	}

	private void extend(WorkbookSheet sheet, WorkbookHeader header, int row) {
		header.extensions().forEach((column, heading) -> {
			WorkbookCell cell = sheet.cell(row, column);
			if (!cell.isBlank()) {
				String item = header.isOfItem(column) ? lastItem() : "";
				WorkbookCell before = this.extensions.putIfAbsent(new Extension(heading, item), cell);
				if (before != null && !before.text().equals(cell.text())) {
					this.contradictions.add(cell);
				}
			}
		});
	}

	private String lastItem() {
		WorkbookCell name = this.items.isEmpty() ? null : this.items.getLast().get(WorkbookColumn.ITEM_NAME);
		return (name != null) ? name.text() : "";
	}

	/**
	 * Where what the catalogue has no place for belongs.
	 *
	 * @param heading heading of its column
	 * @param item name of the data item, empty for the whole
	 */
	public record Extension(String heading, String item) implements Comparable<Extension> {

		@Override
		public int compareTo(Extension other) {
			return Comparator.comparing(Extension::heading).thenComparing(Extension::item).compare(this, other);
		}

	}

	/** Every text in its cells, and the headings of columns of its own. */
	public Stream<String> texts() {
		return Stream
			.of(this.cells.values().stream(), this.contradictions.stream(),
					this.items.stream().flatMap((each) -> each.values().stream()), this.extensions.values().stream())
			.flatMap(Function.identity())
			.map(WorkbookCell::text);
	}

	/** What it says of the whole in a column; empty where nothing. */
	public String text(WorkbookColumn column) {
		WorkbookCell cell = this.cells.get(column);
		return (cell != null) ? cell.text() : "";
	}

	/** The cell to point at for a column: its own, or else the title's. */
	WorkbookCell at(WorkbookColumn column) {
		return this.cells.getOrDefault(column, this.first);
	}

}
