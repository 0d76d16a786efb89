package org.shuyuan.gateway.undescribed;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The workbook itself: which sheets there are, and its window settings.
 */
final class WorkbookPart extends XmlPart {

	private static final Set<String> KNOWN = Set.of("workbook", "fileVersion", "workbookPr", "workbookProtection",
			"bookViews", "workbookView", "sheets", "sheet", "definedNames", "definedName", "calcPr", "fileRecoveryPr",
			"revisionPtr", "coauthVersionMax", "AlternateContent", "Choice", "extLst", "ext", "extCalcPr",
			"calcFeatures", "feature");

	private static final Map<String, Undescribed> REPORTED = Map.of("fileSharing", Undescribed.PROPERTIES, "absPath",
			Undescribed.PROPERTIES, "externalReferences", Undescribed.LINKS, "pivotCaches", Undescribed.PIVOT_TABLES,
			"customWorkbookViews", Undescribed.PROPERTIES);

	/** What a filter and the setting of the page leave behind: cells and nothing else. */
	private static final Set<String> BUILT_IN = Set.of("_xlnm._FilterDatabase", "_xlnm.Print_Area",
			"_xlnm.Print_Titles");

	private static final Pattern CELLS = Pattern
		.compile("(('[^']{1,40}'|[^'!,]{1,40})!)?[$A-Z0-9:]+(,(('[^']{1,40}'|[^'!,]{1,40})!)?[$A-Z0-9:]+)?");

	private final Set<String> sheets = new HashSet<>();

	private int count;

	WorkbookPart(Collection<Undescribed> found) {
		super(found, KNOWN, Set.of("sheet@name"), REPORTED);
	}

	/** The names of its sheets. */
	Set<String> sheets() {
		return this.sheets;
	}

	@Override
	void element(String name, Map<String, String> attributes) {
		if (name.equals("sheet")) {
			this.sheets.add(given(attributes, "name"));
			if (++this.count > 1) {
				report(Undescribed.FURTHER_SHEETS);
			}
			if (!Set.of("", "visible").contains(given(attributes, "state"))) {
				report(Undescribed.HIDDEN_SHEETS);
			}
		}
		else if (name.equals("definedName") && (!BUILT_IN.contains(given(attributes, "name"))
				|| Set.of("comment", "description", "help", "statusBar", "customMenu")
					.stream()
					.anyMatch(attributes::containsKey))) {
			report(Undescribed.DEFINED_NAMES);
		}
	}

	@Override
	void text(String name, String text) {
		if (!name.equals("definedName")) {
			super.text(name, text);
		}
		else if (!CELLS.matcher(text.strip()).matches()) {
			report(Undescribed.DEFINED_NAMES);
		}
	}

}
