package org.shuyuan.gateway.intake.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.intake.reading.HeaderDetection;
import org.shuyuan.vocab.Text;

/**
 * Chooses the sheet of a workbook that holds its table, by the first rows of each: the
 * first visible one that holds anything, unless that is a cover or instructions and
 * another visible sheet looks like a table.
 */
final class SheetChoice {

	private static final int LOOKED_AT = 60;

	/** A page of text has fewer lines than a table of one column is likely to have. */
	private static final int COVER_LINES = 20;

	private static final Pattern COVER = Pattern.compile("说明|說明|封面|目录|目錄|须知|須知|readme|cover|notes?|instructions?|index",
			Pattern.CASE_INSENSITIVE);

	private static final int MOST_NAMED = 5;

	private final List<Candidate> sheets = new ArrayList<>();

	/**
	 * Examines the next sheet.
	 * @param rows its rows one after the other, null after the last
	 */
	void add(String name, boolean visible, Supplier<@Nullable String @Nullable []> rows) {
		int filled = 0;
		int wide = 0;
		int seen = 0;
		for (@Nullable
		String[] row = rows.get(); row != null && seen < LOOKED_AT; row = rows.get()) {
			int cells = HeaderDetection.filled(row);
			filled += (cells > 0) ? 1 : 0;
			wide += (cells > 1) ? 1 : 0;
			seen++;
		}
		this.sheets.add(new Candidate(name, visible, filled, wide));
	}

	/** The place of the sheet to read, counted from 0; -1 where none holds anything. */
	int chosen() {
		int first = -1;
		for (int i = 0; i < this.sheets.size() && first < 0; i++) {
			first = this.sheets.get(i).holdsAnything() ? i : -1;
		}
		if (first >= 0 && this.sheets.get(first).isCover()) {
			for (int i = first + 1; i < this.sheets.size(); i++) {
				if (this.sheets.get(i).isTable()) {
					return i;
				}
			}
		}
		return first;
	}

	/** What the steward should know: sheets left out, and cells that had no value. */
	List<VersionNote> notes(CellReader cells) {
		List<VersionNote> notes = new ArrayList<>();
		List<String> others = new ArrayList<>();
		int chosen = chosen();
		for (int i = 0; i < this.sheets.size(); i++) {
			if (i != chosen && this.sheets.get(i).filled > 0) {
				others.add(this.sheets.get(i).name);
			}
		}
		if (!others.isEmpty()) {
			String named = String.join("、", others.subList(0, Math.min(MOST_NAMED, others.size())));
			notes.add(new VersionNote("sheets-left-out",
					Text.of("只读取了工作表“%s”，另有 %d 个工作表未读取：%s".formatted(this.sheets.get(chosen).name, others.size(),
							named),
							"Only the sheet '%s' was read; %d further sheets were not: %s"
								.formatted(this.sheets.get(chosen).name, others.size(), named))));
		}
		if (cells.errors() > 0) {
			notes.add(new VersionNote("error-cells", Text.of("%d 个单元格是错误值（如 #DIV/0!），按空值处理".formatted(cells.errors()),
					"%d cells hold an error such as #DIV/0! and are read as empty".formatted(cells.errors()))));
		}
		if (cells.formulasWithoutValue() > 0) {
			notes.add(new VersionNote("formulas-without-value", Text.of(
					"%d 个公式单元格没有保存计算结果，按空值处理；请在表格软件中打开并保存后重新上传".formatted(cells.formulasWithoutValue()),
					"%d cells with a formula have no saved value and are read as empty; open the file in a spreadsheet program, save it and upload it again"
						.formatted(cells.formulasWithoutValue()))));
		}
		return notes;
	}

	private record Candidate(String name, boolean visible, int filled, int wide) {

		boolean holdsAnything() {
			return this.visible && this.filled > 0;
		}

		boolean isTable() {
			return this.visible && this.wide >= 2 && this.wide * 2 >= this.filled;
		}

		boolean isCover() {
			return !isTable() && (this.filled < COVER_LINES || COVER.matcher(this.name).find());
		}

	}

}
