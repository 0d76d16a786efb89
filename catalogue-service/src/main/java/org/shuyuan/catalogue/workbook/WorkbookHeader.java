package org.shuyuan.catalogue.workbook;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The header of a sheet, found by its words: up to three rows of them, the lowest heading
 * of a column being its own.
 *
 * @param firstRow first row of the header, from 0
 * @param lastRow last row of the header
 * @param title number of the column of names
 * @param columns the columns that the catalogue knows, by what they are about
 * @param extensions headings of all others that have one, by number
 */
record WorkbookHeader(int firstRow, int lastRow, int title, Map<WorkbookColumn, Integer> columns,
		Map<Integer, String> extensions) {

	/** Rows of a cover and of remarks above a header at most. */
	private static final int ABOVE = 30;

	private static final int DEEPEST = 3;

	/** A sheet with fewer known columns is about something else. */
	private static final int FEWEST = 4;

	private static final Set<String> MARKS = Set.of("必填", "选填", "条件必填", "可选", "*");

	/** The header, where the sheet lists resources. */
	static Optional<WorkbookHeader> find(WorkbookSheet sheet) {
		WorkbookHeader best = null;
		int rows = Math.min(ABOVE, sheet.rows().size());
		for (int first = 0; first < rows; first++) {
			for (int last = first; last < Math.min(first + DEEPEST, rows); last++) {
				WorkbookHeader header = read(sheet, first, last);
				if (header.title >= 0 && header.columns.size() >= FEWEST
						&& (best == null || header.columns.size() > best.columns.size())) {
					best = header;
				}
			}
		}
		return Optional.ofNullable(best);
	}

	private static WorkbookHeader read(WorkbookSheet sheet, int first, int last) {
		Map<Integer, String> headings = new TreeMap<>();
		for (int row = first; row <= last; row++) {
			List<String> cells = sheet.rows().get(row);
			for (int column = 0; column < cells.size(); column++) {
				if (!cells.get(column).isEmpty()) {
					headings.put(column, cells.get(column));
				}
			}
		}
		Map<WorkbookColumn, Integer> columns = new EnumMap<>(WorkbookColumn.class);
		Map<Integer, String> extensions = new TreeMap<>();
		headings.forEach((column, heading) -> {
			Optional<WorkbookColumn> known = WorkbookTerms.column(heading)
				.map((each) -> inContext(each, columns.keySet()));
			if (known.isEmpty() || columns.putIfAbsent(known.get(), column) != null) {
				extensions.put(column, heading);
			}
		});
		return new WorkbookHeader(first, last, columns.getOrDefault(WorkbookColumn.TITLE, -1), columns, extensions);
	}

	/** What is headed 是否开放 among the items is about them. */
	private static WorkbookColumn inContext(WorkbookColumn column, Set<WorkbookColumn> before) {
		if (column == WorkbookColumn.OPENNESS && before.contains(WorkbookColumn.OPENNESS)
				&& before.contains(WorkbookColumn.ITEM_NAME)) {
			return WorkbookColumn.ITEM_OPEN;
		}
		if (column == WorkbookColumn.SHARING && before.contains(WorkbookColumn.SHARING)
				&& before.contains(WorkbookColumn.ITEM_NAME)) {
			return WorkbookColumn.ITEM_SHARING;
		}
		return column;
	}

	/**
	 * Whether a column that the catalogue does not know is about items: it is placed
	 * among theirs.
	 */
	boolean isOfItem(int extension) {
		Integer name = this.columns.get(WorkbookColumn.ITEM_NAME);
		return name != null && extension > name && this.columns.entrySet()
			.stream()
			.noneMatch((each) -> !each.getKey().isOfItem() && each.getValue() > name && each.getValue() < extension);
	}

	/** Rows of resources, without those that only say what is required. */
	List<Integer> dataRows(WorkbookSheet sheet) {
		List<Integer> rows = new ArrayList<>();
		for (int row = this.lastRow + 1; row < sheet.rows().size(); row++) {
			boolean marks = sheet.rows()
				.get(row)
				.stream()
				.filter((each) -> !each.isEmpty())
				.allMatch((each) -> MARKS.contains(each) || each.startsWith("必填") || each.startsWith("选填"));
			if (!marks) {
				rows.add(row);
			}
		}
		return rows;
	}

}
