package org.shuyuan.gateway.undescribed;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * Walks an XML part of a workbook (ECMA-376) in which only known elements, attributes of
 * plain signs and texts at known places are expected; everything else is reported.
 */
abstract class XmlPart {

	private static final int LONGEST_ATTRIBUTE = 1000;

	private final Collection<Undescribed> found;

	private final Set<String> known;

	/** Elements and {@code element@attribute} that carry names in any language. */
	private final Set<String> named;

	private final Map<String, Undescribed> reported;

	/**
	 * @param found takes what is found
	 * @param known elements that are part of a plain table
	 * @param named attributes whose values may be in any language
	 * @param reported elements that are reported as something, with all they hold
	 */
	XmlPart(Collection<Undescribed> found, Set<String> known, Set<String> named, Map<String, Undescribed> reported) {
		this.found = found;
		this.known = known;
		this.named = named;
		this.reported = reported;
	}

	/** An element with its attributes, by their names without prefix. */
	abstract void element(String name, Map<String, String> attributes);

	/** The text of an element, if it is not blank; reported unless it is known. */
	void text(String name, String text) {
		report(Undescribed.UNKNOWN_CONTENT);
	}

	final void report(Undescribed what) {
		this.found.add(what);
	}

	final void walk(InputStream in) {
		XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
		xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		try {
			walk(xml.createXMLStreamReader(in));
		}
		catch (XMLStreamException | RuntimeException _) {
			report(Undescribed.UNKNOWN_CONTENT);
		}
	}

	private void walk(XMLStreamReader reader) throws XMLStreamException {
		Deque<String> path = new ArrayDeque<>();
		StringBuilder text = new StringBuilder();
		while (reader.hasNext()) {
			switch (reader.next()) {
				case XMLStreamConstants.START_ELEMENT -> {
					text(path.peek(), text);
					if (start(reader)) {
						path.push(reader.getLocalName());
					}
				}
				case XMLStreamConstants.END_ELEMENT -> {
					text(path.peek(), text);
					path.pop();
				}
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
					text.append(reader.getText());
				case XMLStreamConstants.END_DOCUMENT -> {
					// the end
				}
				default -> report(Undescribed.UNKNOWN_CONTENT);
			}
		}
	}

	private void text(@Nullable String name, StringBuilder text) {
		String held = text.toString();
		text.setLength(0);
		if (name != null && !held.isBlank()) {
			text(name, held);
		}
	}

	/** Whether the element was entered; one that is not known is passed over. */
	private boolean start(XMLStreamReader reader) throws XMLStreamException {
		String name = reader.getLocalName();
		Undescribed what = this.reported.get(name);
		if (what != null || !this.known.contains(name)) {
			report((what != null) ? what : Undescribed.UNKNOWN_CONTENT);
			skip(reader);
			return false;
		}
		Map<String, String> attributes = new LinkedHashMap<>();
		for (int i = 0; i < reader.getAttributeCount(); i++) {
			String attribute = reader.getAttributeLocalName(i);
			String value = reader.getAttributeValue(i);
			attributes.put(attribute, value);
			if (value.length() > LONGEST_ATTRIBUTE
					|| !(isPlain(value) || this.named.contains(name + "@" + attribute))) {
				report(Undescribed.UNKNOWN_CONTENT);
			}
		}
		element(name, attributes);
		return true;
	}

	private static boolean isPlain(String value) {
		return value.chars().allMatch((sign) -> sign >= ' ' && sign < 127);
	}

	private static void skip(XMLStreamReader reader) throws XMLStreamException {
		for (int depth = 1; depth > 0;) {
			int next = reader.next();
			depth += (next == XMLStreamConstants.START_ELEMENT) ? 1 : (next == XMLStreamConstants.END_ELEMENT) ? -1 : 0;
		}
	}

	static String given(Map<String, String> attributes, String name) {
		return Objects.requireNonNullElse(attributes.get(name), "");
	}

}
