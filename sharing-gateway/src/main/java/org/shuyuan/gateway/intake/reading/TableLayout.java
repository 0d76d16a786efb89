package org.shuyuan.gateway.intake.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.intake.reading.MergedCells.Line;
import org.shuyuan.gateway.undescribed.Undescribed;
import org.shuyuan.vocab.Text;

/**
 * Separates headings, rows, and the totals and notes below them; blank lines count for
 * nothing.
 */
public final class TableLayout {

	private static final int LOOK_AHEAD = 40;

	/** Most lines of notes below the rows. */
	private static final int MOST_CLOSING = 10;

	private static final Set<String> TOTALS = Set.of("合计", "总计", "共计", "总和", "合計", "總計", "共計", "total", "grandtotal",
			"sum");

	/** How a note below a table begins. */
	private static final Pattern NOTE = Pattern.compile(
			"[*※（(]?\\s*(?:注|註|备注|備註|附注|附註|说明|說明|数据来源|資料來源|资料来源|来源|來源|填表|制表|审核|填报|note|notes|source|sources|remark|remarks)\\s*(?:人|单位|日期|時間|时间|\\d{0,2})\\s*[:：)）、.．]",
			Pattern.CASE_INSENSITIVE);

	private final TableDraft draft;

	private final List<Line> first = new ArrayList<>();

	/** The last lines, which may turn out to be totals or notes. */
	private final Deque<@Nullable String[]> last = new ArrayDeque<>();

	private boolean begun;

	private long rows;

	/** Lines above the rows that are not its only line of headings. */
	private boolean titled;

	private int closing;

	private int width;

	/** Cells of the last line that hold something. */
	private int lastFilled;

	private boolean any;

	private boolean gap;

	private boolean parted;

	public TableLayout(TableDraft draft) {
		this.draft = draft;
	}

	public void line(@Nullable String[] cells) throws NotATable {
		line(new Line(cells));
	}

	public void line(Line line) throws NotATable {
		int filled = HeaderDetection.filled(line.cells());
		if (filled == 0) {
			this.gap = this.any;
			return;
		}
		this.any = true;
		this.parted |= this.gap;
		this.lastFilled = filled;
		if (this.begun) {
			row(line.cells());
			return;
		}
		this.first.add(line);
		if (this.first.size() == LOOK_AHEAD) {
			begin();
		}
	}

	/** After the last line. */
	public void end() throws NotATable {
		if (!this.begun) {
			begin();
		}
		close();
		this.draft.widen();
	}

	/**
	 * What is beside the table: more lines above the rows than one of headings, lines
	 * below them, or a last one that fills hardly anything of it.
	 */
	public Set<Undescribed> beside() {
		Set<Undescribed> beside = EnumSet.noneOf(Undescribed.class);
		if (this.titled) {
			beside.add(Undescribed.LINES_ABOVE);
		}
		boolean thin = this.width > 1 && (this.lastFilled == 1 || this.lastFilled * 2 < this.width);
		if (this.parted || this.closing > 0 || thin) {
			beside.add(Undescribed.LINES_BELOW);
		}
		return beside;
	}

	private void begin() throws NotATable {
		this.begun = true;
		if (this.first.isEmpty()) {
			throw new NotATable("empty", "文件没有内容", "The file is empty");
		}
		HeaderDetection headerDetection = HeaderDetection.of(this.first);
		for (Line line : this.first.subList(0, headerDetection.lines())) {
			this.draft.above(line.cells());
		}
		this.titled = headerDetection.lines() > 1;
		this.width = headerDetection.names().size();
		this.draft.headings(headerDetection.names());
		if (headerDetection.levels() == 0) {
			this.draft.note(new VersionNote("headings-missing", Text.of("文件没有标题行，各列按 列1、列2…… 命名，第一行作为数据",
					"The file has no line of headings; its columns are called 列1, 列2…, and its first line is a row")));
		}
		if (headerDetection.levels() > 1) {
			this.draft
				.note(new VersionNote("headings-joined", Text.of("%d 行标题合并为列名".formatted(headerDetection.levels()),
						"%d lines of headings were joined into names of columns".formatted(headerDetection.levels()))));
		}
		for (Line line : this.first.subList(headerDetection.lines(), this.first.size())) {
			row((headerDetection.levels() == 0 && line == this.first.getFirst()) ? HeaderDetection.named(line.cells())
					: line.cells());
		}
		this.first.clear();
	}

	private void row(@Nullable String[] cells) throws NotATable {
		this.last.addLast(cells);
		if (this.last.size() > MOST_CLOSING) {
			this.draft.row(this.last.removeFirst());
			this.rows++;
		}
	}

	/** Notes and a line of totals below the rows are no rows. */
	private void close() throws NotATable {
		int notes = 0;
		int totals = 0;
		while (hasRowsBefore() && isNote(this.last.getLast())) {
			this.draft.above(this.last.removeLast());
			notes++;
		}
		if (hasRowsBefore() && isTotal(this.last.getLast())) {
			this.draft.above(this.last.removeLast());
			totals++;
		}
		while (!this.last.isEmpty()) {
			this.draft.row(this.last.removeFirst());
		}
		this.closing = notes + totals;
		if (this.closing > 0) {
			this.draft.note(new VersionNote("closing-lines",
					Text.of("表尾有 %d 行说明、%d 行合计，未作为数据".formatted(notes, totals),
							"%d lines of notes and %d of totals below the rows are not counted as rows".formatted(notes,
									totals))));
		}
	}

	private boolean hasRowsBefore() {
		return this.rows + this.last.size() > 1;
	}

	private boolean isNote(@Nullable String[] cells) {
		return this.draft.columns() > 1 && HeaderDetection.filled(cells) == 1 && NOTE.matcher(first(cells)).lookingAt();
	}

	/** The word alone, and numbers beside it. */
	private static boolean isTotal(@Nullable String[] cells) {
		return HeaderDetection.filled(cells) > 1
				&& TOTALS.contains(first(cells).replaceAll("[\\s:：]", "").toLowerCase(Locale.ROOT));
	}

	private static String first(@Nullable String[] cells) {
		for (String cell : cells) {
			if (cell != null && !cell.isBlank()) {
				return cell.strip();
			}
		}
		return "";
	}

}
