package org.shuyuan.gateway.intake.workbook;

import java.io.InputStream;
import java.io.Reader;
import java.util.Set;
import java.util.function.Consumer;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.shuyuan.gateway.intake.reading.DocumentText;

/**
 * Readers of XML that fetch nothing and know no entities but XML's own.
 */
public final class XmlText {

	private XmlText() {
	}

	private static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		return factory;
	}

	public static XMLStreamReader reader(Reader text) throws XMLStreamException {
		return factory().createXMLStreamReader(text);
	}

	public static XMLStreamReader reader(InputStream in) throws XMLStreamException {
		return factory().createXMLStreamReader(in);
	}

	/** Searches all text of a document, and its attributes; what is broken is unread. */
	public static void search(Reader document, DocumentText search) {
		StringBuilder text = new StringBuilder();
		try {
			XMLStreamReader reader = reader(document);
			while (reader.hasNext()) {
				switch (reader.next()) {
					case XMLStreamConstants.START_ELEMENT -> attributes(reader, Set.of(), search::text);
					case XMLStreamConstants.END_ELEMENT -> {
						search.text(text.toString());
						text.setLength(0);
					}
					case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
					case XMLStreamConstants.DTD -> search.unread();
					default -> {
						// found in the text as it is written
					}
				}
			}
		}
		catch (XMLStreamException | RuntimeException _) {
			search.unread();
		}
		search.text(text.toString());
	}

	/** Hands on the values of an element's attributes, but for those of these names. */
	static void attributes(XMLStreamReader element, Set<String> except, Consumer<String> search) {
		for (int i = 0; i < element.getAttributeCount(); i++) {
			if (!except.contains(element.getAttributeLocalName(i))) {
				search.accept(element.getAttributeValue(i));
			}
		}
	}

	/** An attribute by its name without prefix; empty without it. */
	static String attribute(XMLStreamReader element, String name) {
		for (int i = 0; i < element.getAttributeCount(); i++) {
			if (element.getAttributeLocalName(i).equals(name)) {
				return element.getAttributeValue(i);
			}
		}
		return "";
	}

	/** A whole number of an attribute, from 1 on; 1 without it. */
	static int count(XMLStreamReader element, String name) {
		String written = attribute(element, name).strip();
		boolean digits = !written.isEmpty() && written.length() < 9
				&& written.chars().allMatch((sign) -> sign >= '0' && sign <= '9');
		return digits ? Math.max(1, Integer.parseInt(written)) : 1;
	}

}
