package org.shuyuan.gateway.intake.workbook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.TimeLimit;
import org.shuyuan.gateway.intake.reading.BesideTable;
import org.shuyuan.gateway.intake.reading.HeaderDetection;
import org.shuyuan.gateway.intake.reading.MergedCells;
import org.shuyuan.gateway.intake.reading.MergedCells.Area;
import org.shuyuan.gateway.intake.reading.TableLayout;

/**
 * Reads sheets that come one after the other, in two passes over the same text: the first
 * chooses the sheet that holds the table and records its merged cells, the second reads
 * it and passes on everything else.
 */
public final class SheetPasses {

	/** Rows that a program fills, and more than one of them can show. */
	private static final int MOST_ROWS = 1_048_576;

	private static final int LOOKED_AT = 60;

	private static final int MOST_AREAS = 200_000;

	/** Receives what a pass finds. */
	public interface Handler {

		/** A sheet has ended. */
		void endSheet(String name, boolean visible) throws NotATable;

		/**
		 * A row of the sheet, counted from 0.
		 * @param cells text of each cell
		 */
		void row(int number, @Nullable String[] cells) throws NotATable;

		void merged(Area area);

		/** Text that is in no cell. */
		void text(String text);

	}

	/** A text in which the sheets are. */
	@FunctionalInterface
	public interface Pass {

		void walk(Handler handler, CellReader cells) throws IOException, XMLStreamException, NotATable;

	}

	private SheetPasses() {
	}

	public static void read(Pass pass, TableLayout tableLayout, BesideTable beside) throws IOException, NotATable {
		Choosing choosing = new Choosing();
		CellReader counting = new CellReader(false);
		try {
			pass.walk(choosing, new CellReader(false));
			pass.walk(new Reading(choosing, tableLayout, beside), counting);
		}
		catch (XMLStreamException | IllegalArgumentException broken) {
			throw WorkbookReader.broken(broken);
		}
		tableLayout.end();
		choosing.choice.notes(counting).forEach(beside::note);
	}

	private static final class Choosing implements Handler {

		private final SheetChoice choice = new SheetChoice();

		private final List<List<Area>> merged = new ArrayList<>(List.of(new ArrayList<>()));

		private final List<@Nullable String[]> first = new ArrayList<>();

		private int rows;

		private int areas;

		@Override
		public void endSheet(String name, boolean visible) {
			Iterator<@Nullable String[]> each = this.first.iterator();
			this.choice.add(name, visible, () -> each.hasNext() ? each.next() : null);
			this.merged.add(new ArrayList<>());
			this.first.clear();
			this.rows = 0;
		}

		@Override
		public void row(int number, @Nullable String[] cells) throws NotATable {
			TimeLimit.check();
			if (++this.rows > MOST_ROWS) {
				throw NotATable.workbookTooLarge();
			}
			if (this.first.size() < LOOKED_AT && HeaderDetection.filled(cells) > 0) {
				this.first.add(cells);
			}
		}

		@Override
		public void merged(Area area) {
			if (++this.areas <= MOST_AREAS) {
				this.merged.getLast().add(area);
			}
		}

		@Override
		public void text(String text) {
			// searched in the second pass
		}

	}

	private static final class Reading implements Handler {

		private final int chosen;

		private final MergedCells merged;

		private final TableLayout tableLayout;

		private final BesideTable beside;

		private int sheet;

		Reading(Choosing choosing, TableLayout tableLayout, BesideTable beside) {
			this.chosen = choosing.choice.chosen();
			this.merged = (this.chosen < 0) ? MergedCells.NONE : new MergedCells(choosing.merged.get(this.chosen));
			this.tableLayout = tableLayout;
			this.beside = beside;
		}

		@Override
		public void endSheet(String name, boolean visible) {
			this.beside.text(new String[] { name });
			this.sheet++;
		}

		@Override
		public void row(int number, @Nullable String[] cells) throws NotATable {
			if (this.sheet == this.chosen) {
				this.tableLayout.line(this.merged.fill(number, cells));
			}
			else {
				this.beside.text(cells);
			}
		}

		@Override
		public void merged(Area area) {
			// known from the first pass
		}

		@Override
		public void text(String text) {
			this.beside.text(new String[] { text });
		}

	}

}
