package org.shuyuan.gateway.intake.workbook;

import java.io.InputStream;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.intake.reading.BesideTable;

/**
 * Hands on everything in the XML of a sheet, and of the strings that sheets share, that
 * is not the value of a cell: formulas, validations, filters, headers and footers,
 * extensions, unexpected attributes, comments. Values of cells that a reader passes over
 * count too: errors, cells given twice, and those beyond the last column.
 */
final class SheetXml {

	private static final int MOST_COLUMNS = 16_384;

	private static final Set<String> OF_ROWS = Set.of("r", "spans", "s", "customFormat", "ht", "hidden", "customHeight",
			"outlineLevel", "collapsed", "thickTop", "thickBot", "ph", "dyDescent");

	private static final Set<String> OF_CELLS = Set.of("r", "s", "t", "cm", "vm", "ph", "space");

	private final BesideTable beside;

	private final BitSet used;

	private final Set<String> places = new HashSet<>();

	private final StringBuilder text = new StringBuilder();

	private boolean inRows;

	private boolean inCell;

	private boolean odd;

	private String type = "";

	private SheetXml(BesideTable beside, BitSet used) {
		this.beside = beside;
		this.used = used;
	}

	private static XMLStreamReader reader(InputStream in) throws XMLStreamException {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		return factory.createXMLStreamReader(in);
	}

	/**
	 * Goes through a sheet.
	 * @param used takes the numbers of the shared strings that its cells have
	 */
	static void sheet(InputStream in, BesideTable beside, BitSet used) throws XMLStreamException {
		SheetXml sheet = new SheetXml(beside, used);
		XMLStreamReader xml = reader(in);
		while (xml.hasNext()) {
			switch (xml.next()) {
				case XMLStreamConstants.START_ELEMENT -> sheet.begin(xml);
				case XMLStreamConstants.END_ELEMENT -> sheet.end(xml.getLocalName());
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> sheet.text.append(xml.getText());
				case XMLStreamConstants.COMMENT -> sheet.hand(xml.getText());
				case XMLStreamConstants.PROCESSING_INSTRUCTION -> sheet.hand(xml.getPIData());
				default -> {
					// No text.
				}
			}
		}
	}

	private void begin(XMLStreamReader xml) {
		String name = xml.getLocalName();
		flush("");
		if (name.equals("sheetData")) {
			this.inRows = true;
		}
		boolean cell = this.inRows && name.equals("c");
		boolean row = this.inRows && name.equals("row");
		for (int i = 0; i < xml.getAttributeCount(); i++) {
			String attribute = xml.getAttributeLocalName(i);
			if (!(cell && OF_CELLS.contains(attribute)) && !(row && OF_ROWS.contains(attribute))) {
				hand(xml.getAttributeValue(i));
			}
		}
		if (row) {
			this.places.clear();
		}
		if (cell) {
			this.inCell = true;
			String place = xml.getAttributeValue(null, "r");
			this.type = (xml.getAttributeValue(null, "t") != null) ? xml.getAttributeValue(null, "t") : "n";
			boolean again = place != null && !this.places.add(place);
			this.odd = again || (place != null && isBeyond(place));
			if (again) {
				this.beside.unread();
			}
		}
	}

	private static boolean isBeyond(String place) {
		int column = 0;
		for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)) && column <= MOST_COLUMNS; i++) {
			column = column * 26 + Character.toUpperCase(place.charAt(i)) - 'A' + 1;
		}
		return column > MOST_COLUMNS;
	}

	private void end(String name) {
		flush(name);
		if (name.equals("sheetData")) {
			this.inRows = false;
		}
		else if (name.equals("c")) {
			this.inCell = false;
		}
	}

	/** What has been read since, unless it is the value of a cell that a reader sees. */
	private void flush(String ended) {
		if (this.text.isEmpty()) {
			return;
		}
		String read = this.text.toString();
		this.text.setLength(0);
		if (read.isBlank()) {
			return;
		}
		boolean value = this.inCell && ended.equals("v") && !this.type.equals("inlineStr");
		boolean inline = this.inCell && ended.equals("t") && this.type.equals("inlineStr");
		if (value && this.type.equals("s")) {
			use(read.strip());
		}
		boolean shown = (value && !this.type.equals("e") && !this.type.equals("d")) || inline;
		if (!shown || this.odd) {
			hand(read);
		}
	}

	private void use(String number) {
		if (number.length() <= 9 && number.chars().allMatch((next) -> next >= '0' && next <= '9')) {
			int index = Integer.parseInt(number);
			if (!this.odd && index < 50_000_000) {
				this.used.set(index);
			}
		}
	}

	private void hand(@Nullable String some) {
		if (some != null && some.length() > 1) {
			this.beside.text(new String[] { some });
		}
	}

	/** Goes through the shared strings: hands on those no cell has, and readings. */
	static void strings(InputStream in, BesideTable beside, BitSet used) throws XMLStreamException {
		XMLStreamReader xml = reader(in);
		StringBuilder shown = new StringBuilder();
		StringBuilder further = new StringBuilder();
		int index = -1;
		boolean text = false;
		boolean reading = false;
		while (xml.hasNext()) {
			int event = xml.next();
			String name = (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT)
					? xml.getLocalName() : "";
			if (event == XMLStreamConstants.START_ELEMENT) {
				index += name.equals("si") ? 1 : 0;
				text |= name.equals("t");
				reading |= name.equals("rPh");
			}
			else if (event == XMLStreamConstants.END_ELEMENT) {
				text &= !name.equals("t");
				reading &= !name.equals("rPh");
				if (name.equals("si")) {
					if (!used.get(index)) {
						further.append('\n').append(shown);
					}
					if (!further.toString().isBlank()) {
						beside.text(new String[] { further.toString() });
					}
					shown.setLength(0);
					further.setLength(0);
				}
			}
			else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
				((text && !reading) ? shown : further).append(xml.getText());
			}
			else if (event == XMLStreamConstants.COMMENT) {
				beside.text(new String[] { xml.getText() });
			}
		}
	}

	/** Names of the parts that are the workbook's sheets. */
	static Set<String> sheets(InputStream workbook, InputStream relations) throws XMLStreamException {
		Set<String> ids = new HashSet<>();
		XMLStreamReader xml = reader(workbook);
		while (xml.hasNext()) {
			if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("sheet")) {
				for (int i = 0; i < xml.getAttributeCount(); i++) {
					if (xml.getAttributeLocalName(i).equals("id")) {
						ids.add(xml.getAttributeValue(i));
					}
				}
			}
		}
		Set<String> targets = new HashSet<>();
		XMLStreamReader all = reader(relations);
		while (all.hasNext()) {
			if (all.next() == XMLStreamConstants.START_ELEMENT && all.getLocalName().equals("Relationship")
					&& ids.contains(all.getAttributeValue(null, "Id"))
					&& all.getAttributeValue(null, "Target") != null) {
				String target = all.getAttributeValue(null, "Target");
				targets.add(target.startsWith("/") ? target.substring(1) : "xl/" + target);
			}
		}
		return targets;
	}

}
