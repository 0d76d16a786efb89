package org.shuyuan.gateway.undescribed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Inspects every part of a workbook (ECMA-376): one sheet of cells with its styles, the
 * rest is reported, and so is everything else the zip file holds.
 */
public final class Workbooks {

	private final Set<Undescribed> found = EnumSet.noneOf(Undescribed.class);

	private final BitSet strings = new BitSet();

	private final WorkbookPart book = new WorkbookPart(this.found);

	private final StringsPart shared = new StringsPart(this.found);

	private final PropertiesPart properties = new PropertiesPart(this.found, this.book.sheets());

	private int sheets;

	private Workbooks() {
	}

	/** What the workbook holds beside one table. */
	public static Set<Undescribed> inspect(Path file) throws IOException {
		Workbooks workbooks = new Workbooks();
		if (!ZipLayout.isPlain(file)) {
			workbooks.found.add(Undescribed.ARCHIVE_EXTRAS);
		}
		try (ZipFile zip = new ZipFile(file.toFile())) {
			List<? extends ZipEntry> entries = Collections.list(zip.entries());
			for (String first : List.of("xl/workbook.xml", "docprops/app.xml", "")) {
				for (ZipEntry entry : entries) {
					String name = entry.getName().toLowerCase(Locale.ROOT);
					boolean early = name.equals("xl/workbook.xml") || name.equals("docprops/app.xml");
					if (first.isEmpty() ? !early : name.equals(first)) {
						try (InputStream in = zip.getInputStream(entry)) {
							workbooks.part(name, in);
						}
					}
				}
			}
		}
		workbooks.shared.compare(workbooks.strings);
		if (workbooks.sheets != 1) {
			workbooks.found.add(Undescribed.FURTHER_SHEETS);
		}
		return workbooks.found;
	}

	private void part(String name, InputStream in) {
		switch (name) {
			case "xl/workbook.xml" -> this.book.walk(in);
			case "xl/styles.xml" -> new StylePart(this.found).walk(in);
			case "xl/sharedstrings.xml" -> this.shared.walk(in);
			case "xl/calcchain.xml", "xl/persons/person.xml" -> new EmptyPart(this.found).walk(in);
			case "docprops/app.xml", "docprops/core.xml", "docprops/custom.xml" -> this.properties.walk(in);
			case "[content_types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels" ->
				new RelationsPart(this.found).walk(in);
			default -> {
				if (name.matches("xl/worksheets/[^/]+\\.xml")) {
					this.sheets++;
					new SheetPart(this.found, this.strings).walk(in);
				}
				else if (name.matches("xl/worksheets/_rels/[^/]+\\.xml\\.rels")) {
					new RelationsPart(this.found).walk(in);
				}
				else if (name.matches("xl/theme/theme\\d*\\.xml")) {
					new ThemePart(this.found).walk(in);
				}
				else if (name.matches("xl/drawings/drawing\\d+\\.xml")) {
					new EmptyPart(this.found).walk(in);
				}
				else {
					this.found.add(PartNames.kind(name));
				}
			}
		}
	}

}
