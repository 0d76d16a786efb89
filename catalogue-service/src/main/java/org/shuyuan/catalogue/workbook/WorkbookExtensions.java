package org.shuyuan.catalogue.workbook;

import java.util.Map;
import java.util.TreeMap;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.workbook.WorkbookResource.Extension;
import org.shuyuan.vocab.ShuyuanTerms;

/**
 * What workbooks hold in additional columns, stored with an entry as further triples: for
 * each a node with the column's heading, the item's name and the text.
 */
public final class WorkbookExtensions {

	private static final Property HEADING = ResourceFactory.createProperty(ShuyuanTerms.NAMESPACE + "workbookHeading");

	private static final Property ITEM = ResourceFactory.createProperty(ShuyuanTerms.NAMESPACE + "workbookItem");

	private WorkbookExtensions() {
	}

	/**
	 * The triples beyond an entry with what a resource says in columns of its own.
	 * @param before the triples beyond it so far
	 * @return absent where there are none
	 */
	public static @Nullable Model merged(@Nullable Model before, WorkbookResource resource) {
		Map<Extension, String> texts = of(before);
		Map<Extension, String> after = new TreeMap<>(texts);
		resource.extensions().forEach((extension, cell) -> {
			if (texts.entrySet().stream().noneMatch((each) -> says(each, extension, cell.text()))) {
				after.put(extension, cell.text());
			}
		});
		if (after.equals(texts)) {
			return before;
		}
		Model model = ModelFactory.createDefaultModel();
		if (before != null) {
			model.add(before);
			before.listStatements(null, HEADING, (String) null)
				.forEach((each) -> model.remove(before.listStatements(each.getSubject(), null, (String) null)));
		}
		after.forEach((extension, text) -> {
			Resource node = model.createResource()
				.addProperty(HEADING, extension.heading())
				.addProperty(RDF.value, text);
			if (!extension.item().isEmpty()) {
				node.addProperty(ITEM, extension.item());
			}
		});
		return model;
	}

	/** Layouts differ in whether a column is about the whole or about its items. */
	private static boolean says(Map.Entry<Extension, String> before, Extension extension, String text) {
		Extension known = before.getKey();
		return known.heading().equals(extension.heading()) && before.getValue().equals(text)
				&& (known.item().equals(extension.item()) || known.item().isEmpty() || extension.item().isEmpty());
	}

	/** What workbooks said in columns of their own. */
	public static Map<Extension, String> of(@Nullable Model beyond) {
		Map<Extension, String> texts = new TreeMap<>();
		if (beyond != null) {
			for (Statement each : beyond.listStatements(null, HEADING, (String) null).toList()) {
				Statement item = each.getSubject().getProperty(ITEM);
				Statement text = each.getSubject().getProperty(RDF.value);
				if (text != null) {
					texts.put(new Extension(each.getString(), (item != null) ? item.getString() : ""),
							text.getString());
				}
			}
		}
		return texts;
	}

}
