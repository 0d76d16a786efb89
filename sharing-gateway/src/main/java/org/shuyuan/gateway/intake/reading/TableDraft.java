package org.shuyuan.gateway.intake.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.intake.content.TimeLimit;
import org.shuyuan.gateway.negativelist.ContentRule;
import org.shuyuan.gateway.negativelist.ContentScan;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.tables.TableWriter;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.TableId;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.negativelist.SecrecyMarks;

/**
 * A table on its way in: every row is written and searched in the same pass.
 */
public final class TableDraft implements AutoCloseable, BesideTable {

	private static final int MOST_COLUMNS = 2_000;

	private static final int LONGEST_NAME = 200;

	private static final int MOST_NOTES = 100;

	/** Characters of a cell. */
	static final int LONGEST_CELL = 1 << 22;

	private final TableWriter writer;

	private final List<String> headings = new ArrayList<>();

	private final List<Boolean> levels = new ArrayList<>();

	private final List<ContentScan> scans = new ArrayList<>();

	private final ContentWords words;

	private final TableChoice choice;

	private final ContentScan head;

	private final Set<VersionNote> notes = new LinkedHashSet<>();

	private final List<Finding> further = new ArrayList<>();

	private @Nullable Integer part;

	private long headMarkings;

	private long surplusRows;

	private int named;

	private long unread;

	public TableDraft(Tables tables, ContentWords words, TableChoice choice) {
		this.words = words;
		this.choice = choice;
		this.head = new ContentScan(words);
		this.writer = tables.create(1);
	}

	/** Which of several tables is to be read. */
	public TableChoice choice() {
		return this.choice;
	}

	/**
	 * Another table is read than the one that is unless chosen.
	 * @param number counted from 1
	 */
	public void chose(int number) {
		this.part = number;
	}

	@Override
	public void note(VersionNote note) {
		if (this.notes.size() < MOST_NOTES) {
			this.notes.add(note);
		}
	}

	private void note(String code, String zh, String en) {
		note(new VersionNote(code, Text.of(zh, en)));
	}

	/** A line above the rows: a title, a note, or the headings themselves. */
	public void above(@Nullable String[] cells) {
		labelled(cells);
		for (String cell : cells) {
			if (cell != null) {
				this.head.scan(cell);
				if (SecrecyMarks.isAlone(cell)) {
					this.headMarkings++;
				}
			}
		}
	}

	@Override
	public void text(@Nullable String[] texts) {
		TimeLimit.check();
		above(texts);
	}

	@Override
	public void unread() {
		this.unread++;
	}

	/** What was found in the file otherwise than by reading its table. */
	public void found(List<Finding> findings) {
		this.further.addAll(findings);
	}

	/** Gives the columns their names; more may follow with the rows. */
	public void headings(List<@Nullable String> names) throws NotATable {
		limit(names.size());
		for (String name : names) {
			add((name != null) ? name : "");
		}
		this.named = this.headings.size();
	}

	private void add(String name) {
		this.headings.add(name);
		this.levels.add(SecrecyMarks.isLevelColumn(name));
		this.scans.add(new ContentScan(this.words));
	}

	/** A cell that names a level, and beside it the level. */
	private void labelled(@Nullable String[] cells) {
		for (int i = 0; i + 1 < cells.length; i++) {
			String label = cells[i];
			String level = cells[i + 1];
			if (label != null && level != null && SecrecyMarks.isLevelColumn(label)
					&& (SecrecyMarks.isAlone(level) || SecrecyMarks.find(label + "：" + level).isPresent())) {
				this.headMarkings++;
			}
		}
	}

	public void row(@Nullable String[] cells) throws NotATable {
		TimeLimit.check();
		boolean surplus = false;
		labelled(cells);
		for (int i = 0; i < cells.length; i++) {
			String cell = cells[i];
			if (cell == null || cell.isBlank()) {
				continue;
			}
			surplus |= i >= this.named;
			while (i >= this.headings.size()) {
				limit(i + 1);
				add("");
			}
			if (cell.length() > LONGEST_CELL) {
				throw cellTooLong();
			}
			this.scans.get(i).scan(cell);
			if (this.levels.get(i) && SecrecyMarks.isAlone(cell)) {
				this.headMarkings++;
			}
		}
		this.surplusRows += surplus ? 1 : 0;
		this.writer.append(cells);
	}

	private static void limit(int columns) throws NotATable {
		if (columns > MOST_COLUMNS) {
			throw new NotATable("too-many-columns", "列数超过 " + MOST_COLUMNS,
					"It has more than %d columns".formatted(MOST_COLUMNS));
		}
	}

	/** How many columns have a heading so far. */
	int columns() {
		return this.headings.size();
	}

	long rows() {
		return this.writer.rows();
	}

	public TableProfile complete(Tables tables, Sha256 file) throws NotATable {
		if (this.writer.rows() == 0) {
			throw new NotATable("no-rows", "没有数据行", "There are no rows");
		}
		while (this.headings.size() < this.writer.columns()) {
			add("");
		}
		return tables
			.complete(this.writer, names().subList(0, this.writer.columns()), new TableId(file, this.part).value())
			.ofPart(this.part);
	}

	/** A column that holds nothing but its name still is one. */
	public void widen() {
		int named = this.headings.size();
		while (named > 0 && this.headings.get(named - 1).isBlank()) {
			named--;
		}
		this.writer.widenTo(named);
	}

	private List<String> names() {
		List<String> names = new ArrayList<>();
		Set<String> taken = new HashSet<>();
		for (int i = 0; i < this.headings.size(); i++) {
			String name = tidy(this.headings.get(i));
			if (name.isEmpty()) {
				name = "列" + (i + 1);
			}
			String unique = name;
			for (int again = 2; !taken.add(unique); again++) {
				unique = name + "_" + again;
			}
			names.add(unique);
		}
		return names;
	}

	private static String tidy(String heading) {
		String name = heading.replaceAll("[\\p{Cntrl}\\s\\uFEFF]+", " ").strip();
		return (name.length() <= LONGEST_NAME) ? name : name.substring(0, LONGEST_NAME);
	}

	public List<Finding> findings() {
		List<Finding> findings = new ArrayList<>();
		List<String> names = names();
		WholeFinding whole = new WholeFinding();
		for (int i = 0; i < this.scans.size(); i++) {
			for (ContentScan.Found found : this.scans.get(i).found()) {
				if (found.rule().concernsWhole()) {
					whole.add(names.get(i), found);
				}
				else {
					findings.add(finding(names.get(i), found));
				}
			}
		}
		for (ContentScan.Found found : this.head.found()) {
			if (found.rule().concernsWhole()) {
				whole.add("", found);
			}
			else {
				findings.add(finding(null, found));
			}
		}
		whole.found().forEach((found) -> findings.add(finding(null, found)));
		if (this.headMarkings > 0) {
			findings.add(finding(null,
					new ContentScan.Found(ContentRule.SECRECY_MARKING, this.headMarkings, List.of("密****"))));
		}
		if (this.unread > 0) {
			findings.add(finding(null, new ContentScan.Found(ContentRule.UNREADABLE, this.unread, List.of())));
		}
		findings.addAll(this.further);
		return findings;
	}

	/** The doubts, of its own names too. */
	public List<VersionNote> notes() {
		List<String> names = names();
		for (int i = 0; i < Math.min(names.size(), this.writer.columns()); i++) {
			String heading = tidy(this.headings.get(i));
			String name = names.get(i);
			if (heading.isEmpty()) {
				note("column-unnamed", "第 %d 列没有列名，记为“%s”".formatted(i + 1, name),
						"Column %d has no heading and is named \"%s\"".formatted(i + 1, name));
			}
			else if (!heading.equals(name)) {
				note("heading-repeated", "列名“%s”重复，第 %d 列记为“%s”".formatted(heading, i + 1, name),
						"The heading \"%s\" is there more than once; column %d is named \"%s\"".formatted(heading,
								i + 1, name));
			}
		}
		if (this.surplusRows > 0) {
			note("cells-surplus", "有 %d 行的单元格多于列名".formatted(this.surplusRows),
					"%d rows have more cells than there are headings".formatted(this.surplusRows));
		}
		return List.copyOf(this.notes);
	}

	public static Finding finding(@Nullable String column, ContentScan.Found found) {
		return new Finding(column, found.rule().code(), ContentRule.VERSION, found.rule().clause(), found.count(),
				found.evidence());
	}

	@Override
	public void close() {
		this.writer.close();
	}

	static NotATable cellTooLong() {
		return new NotATable("cell-too-long", "单元格超过 %d 个字符".formatted(LONGEST_CELL),
				"A cell has more than %d characters".formatted(LONGEST_CELL));
	}

}
