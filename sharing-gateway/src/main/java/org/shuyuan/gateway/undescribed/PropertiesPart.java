package org.shuyuan.gateway.undescribed;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The properties of a document: when it was made and by which program. Who made it, for
 * whom and what about is not part of the entry.
 */
final class PropertiesPart extends XmlPart {

	private static final Set<String> KNOWN = Set.of("Properties", "Application", "AppVersion", "DocSecurity",
			"ScaleCrop", "HeadingPairs", "TitlesOfParts", "vector", "variant", "lpstr", "i4", "LinksUpToDate",
			"SharedDoc", "HyperlinksChanged", "TotalTime", "Template", "Company", "Manager", "HyperlinkBase",
			"property", "lpwstr", "coreProperties", "created", "modified", "lastPrinted", "revision", "version",
			"language", "creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category",
			"contentStatus", "identifier");

	/** What programs write in the place of an author. */
	private static final Set<String> NOBODY = Set.of("openpyxl", "apache poi", "fastexcel", "xlsxwriter", "sheetjs",
			"libreoffice", "unknown", "unknown creator", "unknown author", "xuri", "epplus", "aspose", "easyexcel",
			"microsoft office user", "windows user", "windows 用户", "microsoft excel");

	private static final Pattern APPLICATION = Pattern.compile("(WPS ?(Office|表格|Spreadsheets)?)?[ -~]{0,120}");

	private static final Pattern FIGURE = Pattern.compile("[0-9TZ.:+-]*|true|false");

	private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z-]{0,12}");

	/** What WPS records of itself. */
	private static final Map<String, Pattern> OWN = Map.of("KSOProductBuildVer", Pattern.compile("[0-9.-]{1,40}"),
			"ICV", Pattern.compile("[0-9A-F_]{1,64}"), "KSOReadingLayout", Pattern.compile("true|false"),
			"CalculationRule", Pattern.compile("[0-9]{1,4}"));

	private static final Set<String> KINDS = Set.of("Worksheets", "工作表", "Named Ranges", "命名范围");

	private final Set<String> sheets;

	private String application = "";

	private String property = "";

	private boolean titles;

	PropertiesPart(Collection<Undescribed> found, Set<String> sheets) {
		super(found, KNOWN, Set.of(), Map.of());
		this.sheets = sheets;
	}

	@Override
	void element(String name, Map<String, String> attributes) {
		if (name.equals("property")) {
			this.property = given(attributes, "name");
			if (!OWN.containsKey(this.property)) {
				report(Undescribed.PROPERTIES);
			}
		}
		else if (Set.of("HeadingPairs", "TitlesOfParts").contains(name)) {
			this.titles = name.equals("TitlesOfParts");
		}
	}

	@Override
	void text(String name, String text) {
		String value = text.strip();
		boolean plain = switch (name) {
			case "Application" -> {
				this.application = value;
				yield APPLICATION.matcher(value).matches();
			}
			case "AppVersion", "DocSecurity", "ScaleCrop", "LinksUpToDate", "SharedDoc", "HyperlinksChanged",
					"TotalTime", "i4", "created", "modified", "lastPrinted", "revision", "version" ->
				FIGURE.matcher(value).matches();
			case "language" -> LANGUAGE.matcher(value).matches();
			case "creator", "lastModifiedBy" ->
				NOBODY.contains(value.toLowerCase(Locale.ROOT)) || (value.equals(this.application) && !value.isEmpty());
			case "lpstr", "lpwstr" -> isKnown(value);
			default -> false;
		};
		if (!plain) {
			report(Undescribed.PROPERTIES);
		}
	}

	private boolean isKnown(String value) {
		Pattern own = OWN.get(this.property);
		if (own != null) {
			return own.matcher(value).matches();
		}
		return this.titles ? isTitle(value) : KINDS.contains(value);
	}

	private boolean isTitle(String value) {
		return this.sheets.contains(value) || this.sheets.stream()
			.anyMatch((sheet) -> Set.of("Print_Area", "Print_Titles", "_FilterDatabase")
				.contains(value.replace("'", "").replaceFirst(Pattern.quote(sheet) + "!", "")));
	}

}
