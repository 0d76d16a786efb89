package org.shuyuan.gateway.intake.workbook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.reading.MergedCells;

/**
 * One pass over the content of an OpenDocument spreadsheet (ISO/IEC 26300-1, 9): sheets
 * of rows and cells, and all other text.
 */
public final class OpenDocumentReader {

	private static final int MOST_COLUMNS = 16_384;

	/** Cells and rows that are repeated. */
	private static final int MOST_REPEATED = 20_000_000;

	/** Attributes that say how a cell looks, or that its value may be read from. */
	private static final Set<String> VALUES = Set.of("value-type", "value", "date-value", "time-value", "boolean-value",
			"string-value", "style-name", "number-columns-repeated", "number-rows-repeated", "number-columns-spanned",
			"number-rows-spanned");

	/** Attributes that the value of a cell is read from. */
	private static final List<String> VALUE = List.of("value", "date-value", "time-value", "boolean-value",
			"string-value");

	/** Digits that identify a person never fit into fewer than these. */
	private static final int TELLING = 7;

	private final XMLStreamReader reader;

	private final SheetPasses.Handler handler;

	private final CellReader cells;

	private final Set<String> hidden = new HashSet<>();

	private String style = "";

	private String sheet = "";

	private boolean visible = true;

	private int row;

	private int rowsRepeated;

	private long repeated;

	private final List<@Nullable String> line = new ArrayList<>();

	private int column;

	private @Nullable Cell cell;

	private final StringBuilder text = new StringBuilder();

	/** Elements within the cell whose text the cell does not show. */
	private int aside;

	/** What the cell shows before them. */
	private String shown = "";

	public OpenDocumentReader(XMLStreamReader reader, SheetPasses.Handler handler, CellReader cells) {
		this.reader = reader;
		this.handler = handler;
		this.cells = cells;
	}

	private record Cell(String type, String value, int repeated, boolean covered) {
	}

	public void walk() throws XMLStreamException, NotATable {
		while (this.reader.hasNext()) {
			switch (this.reader.next()) {
				case XMLStreamConstants.DTD -> throw WorkbookReader.doctype();
				case XMLStreamConstants.START_ELEMENT -> start(this.reader.getLocalName());
				case XMLStreamConstants.END_ELEMENT -> end(this.reader.getLocalName());
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
					this.text.append(this.reader.getText());
				case XMLStreamConstants.COMMENT -> this.handler.text(this.reader.getText());
				case XMLStreamConstants.PROCESSING_INSTRUCTION ->
					this.handler.text(this.reader.getPITarget() + " " + this.reader.getPIData());
				default -> {
					// the end
				}
			}
		}
	}

	private void start(String name) throws NotATable {
		boolean ownText = this.cell == null || this.aside > 0;
		XmlText.attributes(this.reader, VALUES, this.handler::text);
		if (ownText && !isInline(name)) {
			flush();
		}
		if (this.aside > 0) {
			this.aside++;
			return;
		}
		switch (name) {
			case "style" -> this.style = XmlText.attribute(this.reader, "name");
			case "table-properties" -> {
				if (XmlText.attribute(this.reader, "display").equals("false")) {
					this.hidden.add(this.style);
				}
			}
			case "table" -> table();
			case "table-row" -> {
				this.rowsRepeated = XmlText.count(this.reader, "number-rows-repeated");
				this.line.clear();
				this.column = 0;
			}
			case "table-cell", "covered-table-cell" -> cell(name.equals("covered-table-cell"));
			case "annotation", "shapes", "frame", "custom-shape", "tracked-changes" -> aside();
			case "p" -> newLine();
			case "s" -> this.text.append(" ".repeat(Math.min(1_000, XmlText.count(this.reader, "c"))));
			case "tab", "line-break" -> this.text.append(' ');
			default -> {
				// says how something looks, or holds text that is searched
			}
		}
	}

	private static boolean isInline(String name) {
		return name.equals("span") || name.equals("s") || name.equals("tab") || name.equals("a");
	}

	private void table() {
		this.sheet = XmlText.attribute(this.reader, "name");
		this.visible = !this.hidden.contains(XmlText.attribute(this.reader, "style-name"));
		this.row = 0;
	}

	private void aside() {
		if (this.cell == null) {
			flush();
		}
		this.aside = 1;
		this.shown = this.text.toString();
		this.text.setLength(0);
	}

	private void newLine() {
		if (this.cell != null && !this.text.isEmpty()) {
			this.text.append('\n');
		}
	}

	private void cell(boolean covered) throws NotATable {
		flush();
		String type = XmlText.attribute(this.reader, "value-type");
		String from = switch (type) {
			case "date" -> "date-value";
			case "time" -> "time-value";
			case "boolean" -> "boolean-value";
			case "float", "percentage", "currency" -> "value";
			default -> "string-value";
		};
		for (String each : VALUE) {
			String other = each.equals(from) ? "" : XmlText.attribute(this.reader, each);
			if (!other.isEmpty()) {
				this.handler.text(other);
			}
		}
		String value = XmlText.attribute(this.reader, from);
		this.cell = new Cell(type, value, XmlText.count(this.reader, "number-columns-repeated"), covered);
		int across = XmlText.count(this.reader, "number-columns-spanned") - 1;
		int down = XmlText.count(this.reader, "number-rows-spanned") - 1;
		if (across > 0 || down > 0) {
			this.handler.merged(new MergedCells.Area(this.row, this.row + down, this.column,
					Math.min(MOST_COLUMNS, this.column + across)));
		}
	}

	private void end(String name) throws NotATable {
		if (this.aside > 0) {
			if (!isInline(name)) {
				flush();
			}
			this.aside--;
			if (this.aside == 0) {
				this.text.append(this.shown);
			}
			return;
		}
		Cell cell = this.cell;
		if (cell != null && (name.equals("table-cell") || name.equals("covered-table-cell"))) {
			place(cell);
			this.cell = null;
			return;
		}
		if (cell != null) {
			return;
		}
		if (!isInline(name)) {
			flush();
		}
		switch (name) {
			case "table-row" -> row();
			case "table" -> {
				this.handler.endSheet(this.sheet, this.visible);
				this.row = 0;
			}
			default -> {
				// nothing ends with it
			}
		}
	}

	private void place(Cell cell) throws NotATable {
		String shown = this.text.toString();
		this.text.setLength(0);
		String value = value(cell, shown);
		if (cell.covered || value == null || value.isEmpty()) {
			hidden(shown);
			hidden(cell.value);
			this.column += Math.min(cell.repeated, Integer.MAX_VALUE - this.column);
			return;
		}
		if (!shown.equals(value) && isTelling(shown, value)) {
			this.handler.text(shown);
		}
		if (value.equals(shown) && !cell.value.equals(value) && isTelling(cell.value, value)) {
			this.handler.text(cell.value);
		}
		if (cell.repeated > MOST_COLUMNS - this.column) {
			throw new NotATable("too-many-columns", "列数超过 " + MOST_COLUMNS,
					"It has more than %d columns".formatted(MOST_COLUMNS));
		}
		repeat(cell.repeated);
		while (this.line.size() < this.column) {
			this.line.add(null);
		}
		for (int i = 0; i < cell.repeated; i++) {
			this.line.add(value);
		}
		this.column += cell.repeated;
	}

	/** What goes out in no column. */
	private void hidden(String text) {
		if (!text.isBlank()) {
			this.handler.text(text);
		}
	}

	/** A value may be shown as something else, which goes out in no column. */
	private static boolean isTelling(String shown, String value) {
		String digits = digits(shown);
		return shown.chars().anyMatch((sign) -> sign > 0x7f)
				|| (digits.length() >= TELLING && !digits.equals(digits(value)));
	}

	private static String digits(String text) {
		StringBuilder digits = new StringBuilder();
		text.chars().filter((sign) -> sign >= '0' && sign <= '9').forEach((sign) -> digits.append((char) sign));
		return digits.toString();
	}

	private void repeat(long times) throws NotATable {
		this.repeated += (times > 1) ? times : 0;
		if (this.repeated > MOST_REPEATED) {
			throw NotATable.workbookTooLarge();
		}
	}

	private void row() throws NotATable {
		if (!this.line.isEmpty()) {
			repeat((this.rowsRepeated > 1) ? (long) this.rowsRepeated * this.line.size() : 0);
			@Nullable String[] cells = this.line.toArray(String[]::new);
			for (int i = 0; i < this.rowsRepeated; i++) {
				this.handler.row(this.row + i, cells.clone());
			}
		}
		this.row += this.rowsRepeated;
	}

	private void flush() {
		if (this.cell == null || this.aside > 0) {
			String text = this.text.toString();
			this.text.setLength(0);
			if (!text.isBlank()) {
				this.handler.text(text);
			}
		}
	}

	private @Nullable String value(Cell cell, String shown) {
		if (cell.value.isEmpty()) {
			return (cell.type.equals("error") || CellReader.isError(shown)) ? this.cells.error() : shown;
		}
		return switch (cell.type) {
			case "float", "percentage", "currency" -> number(cell.value, shown);
			case "date" -> moment(cell.value);
			case "time" -> time(cell.value);
			case "boolean" -> cell.value;
			default -> shown.isEmpty() ? cell.value : shown;
		};
	}

	/** Digits that are shown with zeros before them are a code. */
	private static String number(String value, String shown) {
		boolean padded = shown.length() > 1 && shown.startsWith("0") && digits(shown).equals(shown);
		if (padded) {
			return shown;
		}
		try {
			return NumberStyle.number(Double.parseDouble(value));
		}
		catch (NumberFormatException _) {
			return value;
		}
	}

	private static String moment(String value) {
		try {
			LocalDateTime moment = LocalDateTime.parse(value);
			return (moment.toLocalTime().toSecondOfDay() == 0) ? moment.toLocalDate().toString() : "%s %02d:%02d:%02d"
				.formatted(moment.toLocalDate(), moment.getHour(), moment.getMinute(), moment.getSecond());
		}
		catch (DateTimeException _) {
			return value;
		}
	}

	private static String time(String value) {
		try {
			return String.valueOf(NumberStyle.DURATION
				.text(Duration.parse(value.replace(',', '.')).toMillis() / 86_400_000d, null, false));
		}
		catch (DateTimeException _) {
			return value;
		}
	}

}
