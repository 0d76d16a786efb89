package org.shuyuan.catalogue.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The structure of an xlsx, checked before it is read: how much it unpacks to, and
 * whether its cells are within a spreadsheet's bounds, since readers make room for all
 * columns up to a cell.
 */
final class XlsxCheck {

	/** What a file may unpack to, in bytes, by what the heap can hold. */
	private static final long LARGEST = Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 6);

	/** The most a file may unpack to when it is annotated in memory. */
	private static final long LARGEST_ANNOTATED = Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 32);

	/** A1 to XFD1048576. */
	private static final Pattern ADDRESS = Pattern.compile("([A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])[0-9]{1,7}");

	private static final Pattern ROW = Pattern.compile("[0-9]{1,7}");

	private static final int MOST_ROWS = 1 << 20;

	private XlsxCheck() {
	}

	/**
	 * Proceeds only with a file that can be read.
	 * @throws WorkbookUnreadable if it unpacks to too much, declares entities, or has
	 * cells beyond the last row or column
	 */
	static void check(byte[] file) throws IOException, WorkbookUnreadable {
		if (unpacked(file) > LARGEST) {
			throw new WorkbookUnreadable("工作簿解压后过大，请分成几个文件", "The unpacked workbook is too large: split it");
		}
		XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
		xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
			for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
				String name = entry.getName().toLowerCase(Locale.ROOT);
				if (name.endsWith(".xml") || name.endsWith(".rels")) {
					try (InputStream part = zip.getInputStream(entry)) {
						check(xml.createXMLStreamReader(part));
					}
				}
			}
		}
		catch (XMLStreamException ex) {
			throw new WorkbookUnreadable("工作簿中有无法解析的部分", "A part of the workbook cannot be parsed", ex);
		}
	}

	private static void check(XMLStreamReader part) throws XMLStreamException, WorkbookUnreadable {
		while (part.hasNext()) {
			int event = part.next();
			if (event == XMLStreamConstants.DTD) {
				throw new WorkbookUnreadable("工作簿含有实体声明，不予解析", "The workbook declares entities");
			}
			if (event == XMLStreamConstants.START_ELEMENT) {
				String at = part.getAttributeValue(null, "r");
				boolean beyond = at != null && switch (part.getLocalName()) {
					case "c" -> !ADDRESS.matcher(at).matches();
					case "row" -> !ROW.matcher(at).matches() || Integer.parseInt(at) > MOST_ROWS;
					default -> false;
				};
				if (beyond) {
					throw new WorkbookUnreadable("工作簿中有单元格超出行列范围", "A cell is beyond the last row or column");
				}
			}
		}
	}

	/** Whether a file that was read fits into memory as a whole. */
	static boolean mayBeAnnotated(byte[] file) throws IOException {
		return unpacked(file) <= LARGEST_ANNOTATED;
	}

	/** What it unpacks to, in bytes; a little more than may be read where it is more. */
	private static long unpacked(byte[] file) throws IOException {
		byte[] buffer = new byte[1 << 16];
		long unpacked = 0;
		try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
			for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
				try (InputStream part = zip.getInputStream(entry)) {
					for (int read = part.read(buffer); read >= 0 && unpacked <= LARGEST; read = part.read(buffer)) {
						unpacked += read;
					}
				}
			}
		}
		return unpacked;
	}

}
