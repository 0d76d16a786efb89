package org.shuyuan.gateway.intake.workbook;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.reading.MergedCells;

/**
 * One pass over a workbook in XML Spreadsheet 2003 ({@code [MS-OE376]}, part 2 of the XML
 * Spreadsheet Reference): sheets of rows and cells, and all other text.
 */
public final class SpreadsheetXmlReader {

	private static final int MOST_COLUMNS = 16_384;

	/** Attributes of a cell's position or style. */
	private static final Set<String> PLACES = Set.of("Index", "MergeAcross", "MergeDown", "StyleID", "Type");

	/** Formats that have a name, as number formats. */
	private static final Map<String, String> NAMED = Map.of("General Date", "yyyy-m-d h:mm", "Short Date", "yyyy-m-d",
			"Medium Date", "yyyy-m-d", "Long Date", "yyyy-m-d", "Short Time", "h:mm", "Medium Time", "h:mm",
			"Long Time", "h:mm:ss");

	private final XMLStreamReader reader;

	private final SheetPasses.Handler handler;

	private final CellReader cells;

	private final Map<String, String> formats = new HashMap<>();

	private String style = "";

	private String sheet = "";

	private boolean visible = true;

	private int row = -1;

	private int column;

	private int columns;

	private List<@Nullable String> line = new ArrayList<>();

	private @Nullable String format;

	private @Nullable String type;

	private boolean comment;

	private final StringBuilder text = new StringBuilder();

	public SpreadsheetXmlReader(XMLStreamReader reader, SheetPasses.Handler handler, CellReader cells) {
		this.reader = reader;
		this.handler = handler;
		this.cells = cells;
	}

	public void walk() throws XMLStreamException, NotATable {
		while (this.reader.hasNext()) {
			switch (this.reader.next()) {
				case XMLStreamConstants.DTD -> throw WorkbookReader.doctype();
				case XMLStreamConstants.START_ELEMENT -> {
					XmlText.attributes(this.reader, PLACES, this.handler::text);
					start(this.reader.getLocalName());
				}
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
		if (this.type == null) {
			flush();
		}
		switch (name) {
			case "Style" -> this.style = XmlText.attribute(this.reader, "ID");
			case "NumberFormat" -> this.formats.put(this.style, XmlText.attribute(this.reader, "Format"));
			case "Worksheet" -> {
				this.sheet = XmlText.attribute(this.reader, "Name");
				this.visible = true;
				this.row = -1;
			}
			case "Row" -> {
				String index = XmlText.attribute(this.reader, "Index");
				this.row = Math.max(this.row + 1, index.isEmpty() ? 0 : XmlText.count(this.reader, "Index") - 1);
				this.column = -1;
				this.line = new ArrayList<>();
			}
			case "Cell" -> cell();
			case "Comment" -> this.comment = true;
			case "Data" -> {
				this.text.setLength(0);
				this.type = this.comment ? null : XmlText.attribute(this.reader, "Type");
			}
			default -> {
				// says how something looks, or holds text that is searched
			}
		}
	}

	private void cell() throws NotATable {
		String index = XmlText.attribute(this.reader, "Index");
		this.column = Math.max(this.column + 1, index.isEmpty() ? 0 : XmlText.count(this.reader, "Index") - 1);
		int across = span("MergeAcross");
		int down = span("MergeDown");
		if (this.column + across >= MOST_COLUMNS) {
			throw new NotATable("too-many-columns", "列数超过 " + MOST_COLUMNS,
					"It has more than %d columns".formatted(MOST_COLUMNS));
		}
		if (across > 0 || down > 0) {
			this.handler.merged(new MergedCells.Area(this.row, this.row + down, this.column, this.column + across));
		}
		String format = this.formats.get(XmlText.attribute(this.reader, "StyleID"));
		this.format = (format != null) ? NAMED.getOrDefault(format, format) : null;
		this.columns = this.column + across;
	}

	private int span(String attribute) {
		return XmlText.attribute(this.reader, attribute).isEmpty() ? 0 : XmlText.count(this.reader, attribute);
	}

	private void end(String name) throws NotATable {
		String type = this.type;
		if (name.equals("Data") && type != null) {
			String value = value(type, this.text.toString());
			while (this.line.size() < this.column) {
				this.line.add(null);
			}
			if (this.line.size() == this.column) {
				this.line.add(value);
			}
			else {
				this.handler.text(this.text.toString());
			}
			this.text.setLength(0);
			this.type = null;
			return;
		}
		if (type != null) {
			return;
		}
		if (name.equals("Visible")) {
			this.visible &= !this.text.toString().contains("Hidden");
		}
		flush();
		switch (name) {
			case "Comment" -> this.comment = false;
			case "Cell" -> this.column = this.columns;
			case "Row" -> this.handler.row(this.row, this.line.toArray(String[]::new));
			case "Worksheet" -> this.handler.endSheet(this.sheet, this.visible);
			default -> {
				// nothing ends with it
			}
		}
	}

	/** Text that is not a cell's. */
	private void flush() {
		if (!this.text.isEmpty()) {
			String text = this.text.toString();
			if (!text.isBlank()) {
				this.handler.text(text);
			}
			this.text.setLength(0);
		}
	}

	private @Nullable String value(String type, String written) {
		return switch (type) {
			case "Number" -> number(written.strip());
			case "DateTime" -> moment(written.strip());
			case "Boolean" -> truth(written.strip());
			case "Error" -> {
				this.handler.text(written);
				yield this.cells.error();
			}
			default -> written;
		};
	}

	private static String truth(String written) {
		return switch (written) {
			case "1" -> "true";
			case "0" -> "false";
			default -> written;
		};
	}

	private @Nullable String number(String written) {
		try {
			return NumberStyle.of(null, this.format).text(Double.parseDouble(written), this.format, false);
		}
		catch (NumberFormatException _) {
			return written;
		}
	}

	/** A moment is written as it is; how much of it is shown says the number format. */
	private @Nullable String moment(String written) {
		try {
			LocalDateTime moment = LocalDateTime.parse(written);
			NumberStyle style = NumberStyle.of(null, this.format);
			if (style == NumberStyle.NUMBER || style == NumberStyle.ZERO_PADDED) {
				boolean midnight = moment.toLocalTime().toSecondOfDay() == 0;
				style = midnight ? NumberStyle.DATE : NumberStyle.DATETIME;
			}
			return style.text(serial(moment), this.format, false);
		}
		catch (DateTimeParseException _) {
			return written;
		}
	}

	/** Days as spreadsheets count them, with a 29 February 1900 that never was. */
	private static double serial(LocalDateTime moment) {
		LocalDate from = moment.isBefore(LocalDate.of(1900, 3, 1).atStartOfDay()) ? LocalDate.of(1899, 12, 31)
				: LocalDate.of(1899, 12, 30);
		return Duration.between(from.atStartOfDay(), moment).toMillis() / 86_400_000d;
	}

}
