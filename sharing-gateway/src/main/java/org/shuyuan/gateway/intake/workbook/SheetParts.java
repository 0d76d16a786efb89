package org.shuyuan.gateway.intake.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.apache.poi.ss.util.CellRangeAddress;
import org.shuyuan.gateway.intake.reading.MergedCells;

/**
 * Finds in the parts of an Office Open XML workbook from when its days count, and the
 * merged cells of a sheet by its relationship id.
 */
final class SheetParts {

	private static final int MOST_AREAS = 200_000;

	private static final byte[] MERGE = "mergeCell".getBytes(StandardCharsets.US_ASCII);

	private static final XMLInputFactory XML = secureFactory();

	private final Path file;

	private final Map<String, String> targets = new HashMap<>();

	private boolean from1904;

	SheetParts(Path file) throws IOException {
		this.file = file;
		try (ZipFile zip = new ZipFile(file.toFile())) {
			ZipEntry relationships = zip.getEntry("xl/_rels/workbook.xml.rels");
			if (relationships != null) {
				elements(zip, relationships, "Relationship", (element) -> {
					String id = element.getAttributeValue(null, "Id");
					String target = element.getAttributeValue(null, "Target");
					if (id != null && target != null) {
						this.targets.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
					}
				});
			}
			ZipEntry workbook = zip.getEntry("xl/workbook.xml");
			if (workbook != null) {
				elements(zip, workbook, "workbookPr", (element) -> this.from1904 |= Set.of("1", "true", "on")
					.contains(String.valueOf(element.getAttributeValue(null, "date1904"))));
			}
		}
	}

	private static XMLInputFactory secureFactory() {
		XMLInputFactory factory = XMLInputFactory.newFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		return factory;
	}

	/** Whether days count from 1904 (ECMA-376 part 1, 18.2.28) instead of 1900. */
	boolean from1904() {
		return this.from1904;
	}

	/** The merged cells of a sheet; none where they cannot be read. */
	MergedCells merged(String relationshipId) throws IOException {
		String part = this.targets.get(relationshipId);
		if (part == null) {
			return MergedCells.NONE;
		}
		try (ZipFile zip = new ZipFile(this.file.toFile())) {
			ZipEntry sheet = zip.getEntry(part);
			if (sheet == null || !contains(zip, sheet)) {
				return MergedCells.NONE;
			}
			List<MergedCells.Area> areas = new ArrayList<>();
			elements(zip, sheet, "mergeCell", (element) -> {
				String reference = element.getAttributeValue(null, "ref");
				if (reference != null && areas.size() < MOST_AREAS) {
					CellRangeAddress range = CellRangeAddress.valueOf(reference);
					areas.add(new MergedCells.Area(range.getFirstRow(), range.getLastRow(), range.getFirstColumn(),
							range.getLastColumn()));
				}
			});
			return new MergedCells(areas);
		}
	}

	/** Most sheets merge nothing, and looking for the word is far faster than parsing. */
	private static boolean contains(ZipFile zip, ZipEntry part) throws IOException {
		try (InputStream in = zip.getInputStream(part)) {
			byte[] buffer = new byte[1 << 16];
			int matched = 0;
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				for (int i = 0; i < read; i++) {
					matched = (buffer[i] == MERGE[matched]) ? matched + 1 : (buffer[i] == MERGE[0]) ? 1 : 0;
					if (matched == MERGE.length) {
						return true;
					}
				}
			}
			return false;
		}
	}

	private static void elements(ZipFile zip, ZipEntry part, String name, ElementReader each) throws IOException {
		try (InputStream in = zip.getInputStream(part)) {
			XMLStreamReader reader = XML.createXMLStreamReader(in);
			while (reader.hasNext()) {
				if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals(name)) {
					each.read(reader);
				}
			}
		}
		catch (XMLStreamException broken) {
			throw new IOException(broken);
		}
	}

	/** Takes what it needs from an element's attributes. */
	@FunctionalInterface
	private interface ElementReader {

		void read(XMLStreamReader element);

	}

}
