package org.shuyuan.gateway.intake.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.ValueShape;
import org.shuyuan.gateway.intake.reading.MergedCells.Area;
import org.shuyuan.gateway.intake.reading.MergedCells.Line;

/**
 * Where the headings of a table are among its first lines, and what they say: title lines
 * and notes may precede them, several lines of headings are joined, and a file may have
 * none.
 *
 * @param lines how many lines precede the first row
 * @param levels how many of them are headings; 0 where there are none
 * @param names of the columns, empty where one has none
 */
public record HeaderDetection(int lines, int levels, List<@Nullable String> names) {

	private static final int MOST_TITLES = 4;

	private static final int MOST_LEVELS = 3;

	/** What a data frame's export writes where a heading is missing. */
	private static final Pattern UNNAMED = Pattern.compile("Unnamed: \\d+(_level_\\d+)?");

	static HeaderDetection of(List<Line> first) {
		int at = firstWide(first);
		if (at == 0 && first.size() > 1 && isRow(first)) {
			return new HeaderDetection(0, 0, List.of());
		}
		@Nullable String[] names = named(first.get(at).cells());
		int levels = 1;
		while (levels < MOST_LEVELS && at + levels + 1 < first.size()) {
			@Nullable String[] joined = join(names, first, at + levels);
			if (joined == null) {
				break;
			}
			names = joined;
			levels++;
		}
		return new HeaderDetection(at + levels, levels, trimmed(names));
	}

	/** The first of the top lines that fills at least half of the usual width. */
	private static int firstWide(List<Line> first) {
		int[] widths = first.stream().mapToInt((line) -> filled(line.cells())).sorted().toArray();
		int usual = widths[widths.length / 2];
		int needed = (usual <= 1) ? 1 : Math.max(2, (usual + 1) / 2);
		for (int i = 0; i <= Math.min(MOST_TITLES, first.size() - 2); i++) {
			if (filled(first.get(i).cells()) >= needed) {
				return i;
			}
		}
		return 0;
	}

	/**
	 * Whether the first line is one like those below: a number or date where they have
	 * numbers or dates, and no word there. Years and numbers that count on are headings
	 * of columns all the same.
	 */
	private static boolean isRow(List<Line> first) {
		@Nullable String[] top = first.getFirst().cells();
		List<Integer> typed = new ArrayList<>();
		for (int column = 0; column < top.length; column++) {
			String cell = top[column];
			if (!isBlank(cell) && mostlyTyped(first, 1, column)) {
				if (!ValueShape.isNumberOrDate(Objects.requireNonNull(cell))) {
					return false;
				}
				typed.add(column);
			}
		}
		return !typed.isEmpty() && !typed.stream().allMatch((column) -> ValueShape.isYear(text(top, column)))
				&& !countsOn(top, typed);
	}

	private static boolean countsOn(@Nullable String[] top, List<Integer> columns) {
		return columns.size() >= 3 && IntStream.range(1, columns.size())
			.allMatch((i) -> ValueShape.follows(text(top, columns.get(i - 1)), text(top, columns.get(i))));
	}

	/**
	 * The names joined with those of a further line of headings, or null if that line is
	 * not one: it names columns that a cell above it is joined over, or that have no name
	 * of their own, it holds words only, and numbers follow below.
	 */
	private static @Nullable String @Nullable [] join(@Nullable String[] names, List<Line> first, int at) {
		@Nullable String[] line = first.get(at).cells();
		List<Area> areas = first.get(at - 1).joined();
		int width = Math.max(names.length, lastFilled(line) + 1);
		@Nullable String[] upper = Arrays.copyOf(names, width);
		boolean[] below = new boolean[width];
		for (Area area : areas) {
			for (int column = area.firstColumn(); column <= Math.min(area.lastColumn(), width - 1); column++) {
				upper[column] = upper[area.firstColumn()];
				below[column] = true;
			}
		}
		for (int column = 1; areas.isEmpty() && column < width; column++) {
			if (isBlank(upper[column]) && !isBlank(text(line, column)) && !isBlank(upper[column - 1])) {
				upper[column] = upper[column - 1];
				below[column] = true;
				below[column - 1] |= !isBlank(text(line, column - 1));
			}
		}
		return isFurtherLevel(upper, below, line, first.subList(at + 1, first.size())) ? joined(upper, line) : null;
	}

	private static boolean isFurtherLevel(@Nullable String[] upper, boolean[] below, @Nullable String[] line,
			List<Line> rows) {
		boolean any = false;
		boolean numbers = false;
		for (int column = 0; column < upper.length; column++) {
			String cell = text(line, column);
			if (isBlank(cell)) {
				continue;
			}
			if (ValueShape.isNumberOrDate(cell)) {
				return false;
			}
			if (!below[column] && !cell.equals(upper[column]) && !isBlank(upper[column])) {
				return false;
			}
			any |= below[column];
			numbers |= below[column] && mostlyTyped(rows, 0, column);
		}
		return any && numbers;
	}

	private static @Nullable String[] joined(@Nullable String[] upper, @Nullable String[] line) {
		@Nullable String[] names = upper.clone();
		for (int column = 0; column < names.length; column++) {
			String lower = text(line, column);
			String name = names[column];
			if (!isBlank(lower) && !lower.equals(name)) {
				names[column] = isBlank(name) ? lower : name + "-" + lower;
			}
		}
		return names;
	}

	/** Whether at least half of a column's values are numbers or dates. */
	private static boolean mostlyTyped(List<Line> lines, int from, int column) {
		int filled = 0;
		int typed = 0;
		for (Line line : lines.subList(from, lines.size())) {
			String cell = text(line.cells(), column);
			if (!isBlank(cell)) {
				filled++;
				typed += ValueShape.isNumberOrDate(cell) ? 1 : 0;
			}
		}
		return filled > 0 && typed * 2 >= filled;
	}

	public static int filled(@Nullable String[] cells) {
		int filled = 0;
		for (String cell : cells) {
			if (cell != null && !cell.isBlank() && !(cell.startsWith("Unnamed") && UNNAMED.matcher(cell).matches())) {
				filled++;
			}
		}
		return filled;
	}

	/** The cells without placeholders for empty ones. */
	static @Nullable String[] named(@Nullable String[] cells) {
		@Nullable String[] names = cells.clone();
		for (int i = 0; i < names.length; i++) {
			String name = names[i];
			if (name != null && UNNAMED.matcher(name).matches()) {
				names[i] = null;
			}
		}
		return names;
	}

	private static int lastFilled(@Nullable String[] cells) {
		int last = cells.length - 1;
		while (last >= 0 && isBlank(cells[last])) {
			last--;
		}
		return last;
	}

	private static List<@Nullable String> trimmed(@Nullable String[] cells) {
		List<@Nullable String> names = new ArrayList<>();
		for (String cell : Arrays.copyOf(cells, lastFilled(cells) + 1)) {
			names.add((cell == null) ? "" : cell);
		}
		return names;
	}

	private static String text(@Nullable String[] cells, int column) {
		String cell = (column < cells.length) ? cells[column] : null;
		return (cell == null) ? "" : cell;
	}

	private static boolean isBlank(@Nullable String cell) {
		return cell == null || cell.isBlank();
	}

}
