package org.shuyuan.gateway.intake.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.shuyuan.gateway.negativelist.ContentWords;

/**
 * Reads the text of a Word document (ECMA-376): paragraphs of every part, and each part
 * as it is written. Pictures and embedded files are said to be unread.
 */
public final class DocxTextReader {

	private static final int LONGEST_PART = 32 << 20;

	private static final long LONGEST = 256L << 20;

	private static final Set<String> TEXTS = Set.of("t", "delText", "instrText");

	private DocxTextReader() {
	}

	public static DocumentText read(Path file, ContentWords words) throws IOException {
		DocumentText text = new DocumentText(words);
		long left = LONGEST;
		try (ZipFile zip = new ZipFile(file.toFile())) {
			for (ZipEntry entry : Collections.list(zip.entries())) {
				String name = entry.getName().toLowerCase(Locale.ROOT);
				if (!name.endsWith(".xml") && !name.endsWith(".rels")) {
					text.unread();
					continue;
				}
				try (InputStream in = zip.getInputStream(entry)) {
					byte[] part = in.readNBytes(LONGEST_PART);
					left -= part.length;
					if (part.length == LONGEST_PART || left < 0) {
						text.unread();
						return text;
					}
					text.text(new String(part, StandardCharsets.UTF_8));
					paragraphs(new ByteArrayInputStream(part), text);
				}
			}
		}
		return text;
	}

	private static void paragraphs(InputStream in, DocumentText text) {
		XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
		xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		StringBuilder paragraph = new StringBuilder();
		try {
			XMLStreamReader reader = xml.createXMLStreamReader(in);
			while (reader.hasNext()) {
				int next = reader.next();
				if (next == XMLStreamConstants.START_ELEMENT && TEXTS.contains(reader.getLocalName())) {
					paragraph.append(reader.getElementText());
				}
				else if (next == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("p")) {
					text.text(paragraph.toString());
					paragraph.setLength(0);
				}
			}
			text.text(paragraph.toString());
		}
		catch (XMLStreamException _) {
			text.unread();
		}
	}

}
