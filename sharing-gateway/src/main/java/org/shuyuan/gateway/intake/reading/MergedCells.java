package org.shuyuan.gateway.intake.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;

/**
 * The merged cells of a sheet, whose first cell holds the value for all of them. Rows are
 * asked for from top to bottom.
 */
public final class MergedCells {

	public static final MergedCells NONE = new MergedCells(List.of());

	/** Cells that get their value from one above. */
	private static final int MOST_FILLED = 20_000_000;

	private final List<Area> areas;

	/** What is merged over the rows that follow, by its column; of two, the first. */
	private final Map<Integer, Filling> open = new TreeMap<>();

	private int next;

	private long filled;

	public MergedCells(List<Area> areas) {
		this.areas = areas.stream().sorted(Comparator.comparingInt(Area::firstRow)).toList();
	}

	/**
	 * The row with the values merged from above, and how its cells are merged sideways.
	 * @throws NotATable if the merged cells of a small file make a very large table
	 */
	public Line fill(int row, @Nullable String[] cells) throws NotATable {
		List<Area> joined = new ArrayList<>();
		@Nullable String[] filled = cells;
		this.open.values().removeIf((filling) -> filling.area.lastRow < row);
		while (this.next < this.areas.size() && this.areas.get(this.next).firstRow <= row) {
			Area area = this.areas.get(this.next++);
			if (area.firstRow == row && area.lastColumn > area.firstColumn) {
				joined.add(area);
			}
			if (area.firstRow == row && area.lastRow > row && area.firstColumn < cells.length) {
				String value = cells[area.firstColumn];
				if (value != null) {
					this.open.putIfAbsent(area.firstColumn, new Filling(area, value));
				}
			}
		}
		this.filled += this.open.size();
		if (this.filled > MOST_FILLED) {
			throw NotATable.workbookTooLarge();
		}
		for (Map.Entry<Integer, Filling> each : this.open.entrySet()) {
			int column = each.getKey();
			if (column >= filled.length) {
				filled = Arrays.copyOf(filled, column + 1);
			}
			if (filled[column] == null) {
				filled[column] = each.getValue().value;
			}
		}
		return new Line(filled, joined);
	}

	/**
	 * What is merged, rows and columns counted from 0, the last ones included.
	 */
	public record Area(int firstRow, int lastRow, int firstColumn, int lastColumn) {
	}

	private record Filling(Area area, String value) {
	}

	/**
	 * A line of a sheet.
	 *
	 * @param cells text of each cell
	 * @param joined areas that begin here and reach over several columns
	 */
	record Line(@Nullable String[] cells, List<Area> joined) {

		Line(@Nullable String[] cells) {
			this(cells, List.of());
		}

	}

}
