package org.shuyuan.gateway.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * Finds the headings among the first lines of a sheet: title lines and notes stand above
 * them, blank lines count for nothing.
 */
final class Grid {

	private static final int LOOK_AHEAD = 40;

	private static final int MOST_TITLES = 4;

	/** What a data frame's export writes where a heading is missing. */
	private static final Pattern UNNAMED = Pattern.compile("Unnamed: \\d+(_level_\\d+)?");

	private final TableDraft draft;

	private final List<@Nullable String[]> first = new ArrayList<>();

	private boolean begun;

	private long lines;

	private int width;

	/** Cells of the last line that hold something. */
	private int last;

	private boolean gap;

	private boolean parted;

	Grid(TableDraft draft) {
		this.draft = draft;
	}

	void line(@Nullable String[] cells) throws NotATable {
		int filled = filled(cells);
		if (filled == 0) {
			this.gap = this.lines > 0;
			return;
		}
		this.lines++;
		this.parted |= this.gap;
		this.last = filled;
		if (this.begun) {
			this.draft.row(cells);
			return;
		}
		this.first.add(cells);
		if (this.first.size() == LOOK_AHEAD) {
			begin();
		}
	}

	/** After the last line. */
	void end() throws NotATable {
		if (!this.begun) {
			begin();
		}
		this.draft.widen();
	}

	/**
	 * What stands beside the table: more lines than rows and one of headings, or a last
	 * one that fills hardly anything of it.
	 * @param rows rows that were read
	 */
	Set<Undescribed> beside(long rows) {
		Set<Undescribed> beside = EnumSet.noneOf(Undescribed.class);
		if (this.lines != rows + 1) {
			beside.add(Undescribed.LINES_ABOVE);
		}
		if (this.parted || (this.width > 1 && (this.last == 1 || this.last * 2 < this.width))) {
			beside.add(Undescribed.LINES_BELOW);
		}
		return beside;
	}

	private void begin() throws NotATable {
		this.begun = true;
		if (this.first.isEmpty()) {
			throw new NotATable("empty", "文件没有内容", "The file is empty");
		}
		int at = headings();
		for (int i = 0; i <= at; i++) {
			this.draft.above(this.first.get(i));
		}
		List<@Nullable String> names = names(this.first.get(at));
		this.width = names.size();
		this.draft.headings(names);
		for (@Nullable
		String[] cells : this.first.subList(at + 1, this.first.size())) {
			this.draft.row(cells);
		}
		this.first.clear();
	}

	/** The first of the top lines that fills at least half of the usual width. */
	private int headings() {
		int[] widths = this.first.stream().mapToInt(Grid::filled).sorted().toArray();
		int usual = widths[widths.length / 2];
		int needed = (usual <= 1) ? 1 : Math.max(2, (usual + 1) / 2);
		for (int i = 0; i <= Math.min(MOST_TITLES, this.first.size() - 2); i++) {
			if (filled(this.first.get(i)) >= needed) {
				return i;
			}
		}
		return 0;
	}

	private static int filled(@Nullable String[] cells) {
		int filled = 0;
		for (String cell : cells) {
			if (cell != null && !cell.isBlank() && !(cell.startsWith("Unnamed") && UNNAMED.matcher(cell).matches())) {
				filled++;
			}
		}
		return filled;
	}

	private static List<@Nullable String> names(@Nullable String[] cells) {
		int width = cells.length;
		while (width > 0 && isBlank(cells[width - 1])) {
			width--;
		}
		List<@Nullable String> names = new ArrayList<>();
		for (String cell : Arrays.copyOf(cells, width)) {
			names.add((cell == null || UNNAMED.matcher(cell).matches()) ? "" : cell);
		}
		return names;
	}

	private static boolean isBlank(@Nullable String cell) {
		return cell == null || cell.isBlank();
	}

}
