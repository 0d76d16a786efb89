package org.shuyuan.gateway.undescribed;

import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import static java.util.Map.entry;

/**
 * A worksheet: cells with their values, how wide and high they are, and how the page is
 * set up.
 */
final class SheetPart extends XmlPart {

	private static final Set<String> KNOWN = Set.of("worksheet", "sheetPr", "tabColor", "outlinePr", "pageSetUpPr",
			"dimension", "sheetViews", "sheetView", "pane", "selection", "sheetFormatPr", "cols", "col", "sheetData",
			"row", "c", "v", "is", "t", "r", "rPr", "b", "i", "u", "strike", "outline", "shadow", "condense", "extend",
			"color", "sz", "rFont", "family", "charset", "scheme", "vertAlign", "sheetCalcPr", "sheetProtection",
			"autoFilter", "mergeCells", "mergeCell", "phoneticPr", "printOptions", "pageMargins", "pageSetup",
			"headerFooter", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter",
			"rowBreaks", "colBreaks", "brk", "ignoredErrors", "ignoredError", "drawing");

	private static final Map<String, Undescribed> REPORTED = Map.ofEntries(
			entry("dataValidations", Undescribed.DATA_VALIDATIONS),
			entry("conditionalFormatting", Undescribed.CONDITIONAL_FORMATS), entry("hyperlinks", Undescribed.LINKS),
			entry("legacyDrawing", Undescribed.DRAWINGS), entry("legacyDrawingHF", Undescribed.DRAWINGS),
			entry("picture", Undescribed.DRAWINGS), entry("oleObjects", Undescribed.EMBEDDED_OBJECTS),
			entry("controls", Undescribed.EMBEDDED_OBJECTS), entry("tableParts", Undescribed.LIST_OBJECTS),
			entry("filterColumn", Undescribed.FILTERS), entry("sortState", Undescribed.FILTERS),
			entry("f", Undescribed.FORMULAS));

	/** Codes of a header or footer, and what programs put between them. */
	private static final Pattern CODES = Pattern
		.compile("&\"[^\"]*\"|&K[0-9A-Fa-f+-]{6}|&\\d+|&[A-Za-z]|Page|[\\s第页共，,/_|:-]");

	private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]*([eE][-+]?[0-9]+)?");

	private static final Pattern ERROR = Pattern.compile("#[A-Z0-9/!?_]{2,20}");

	private static final int MOST_COLUMNS = 16_384;

	private final BitSet strings;

	private int row;

	private int column;

	private int values;

	private String type = "";

	/**
	 * @param strings takes the numbers of the shared strings that cells use
	 */
	SheetPart(Collection<Undescribed> found, BitSet strings) {
		super(found, KNOWN, Set.of("rFont@val"), REPORTED);
		this.strings = strings;
	}

	@Override
	void element(String name, Map<String, String> attributes) {
		switch (name) {
			case "row" -> row(given(attributes, "r"));
			case "c" -> cell(given(attributes, "r"), given(attributes, "t"));
			case "v", "is" -> {
				this.values++;
				if (this.values > 1 || name.equals("is") != this.type.equals("inlineStr")) {
					report(Undescribed.IRREGULAR_CELLS);
				}
			}
			default -> {
				// says how it looks
			}
		}
	}

	private void row(String number) {
		int next = number.isEmpty() ? this.row + 1 : number(number);
		if (next <= this.row) {
			report(Undescribed.IRREGULAR_CELLS);
		}
		this.row = next;
		this.column = 0;
	}

	private void cell(String reference, String kind) {
		int letters = 0;
		int next = 0;
		while (letters < reference.length() && reference.charAt(letters) >= 'A' && reference.charAt(letters) <= 'Z'
				&& letters < 3) {
			next = next * 26 + reference.charAt(letters++) - 'A' + 1;
		}
		if (reference.isEmpty()) {
			next = this.column + 1;
		}
		else if (number(reference.substring(letters)) != this.row) {
			next = -1;
		}
		if (next <= this.column || next > MOST_COLUMNS) {
			report(Undescribed.IRREGULAR_CELLS);
		}
		this.column = Math.max(this.column, next);
		this.values = 0;
		this.type = kind;
	}

	private static int number(String digits) {
		return (!digits.isEmpty() && digits.length() < 9
				&& digits.chars().allMatch((sign) -> sign >= '0' && sign <= '9')) ? Integer.parseInt(digits) : -1;
	}

	@Override
	void text(String name, String text) {
		switch (name) {
			case "t" -> {
				// what the cell shows
			}
			case "v" -> value(text.strip());
			case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter" -> {
				if (!isCodes(text)) {
					report(Undescribed.HEADERS_FOOTERS);
				}
			}
			default -> super.text(name, text);
		}
	}

	/** Whether a header or footer holds page numbers and the like alone. */
	static boolean isCodes(String text) {
		return CODES.matcher(text).replaceAll("").isBlank();
	}

	private void value(String text) {
		boolean fits = switch (this.type) {
			case "s" -> {
				int index = number(text);
				if (index >= 0) {
					this.strings.set(index);
				}
				yield index >= 0;
			}
			case "e" -> ERROR.matcher(text).matches();
			case "", "n", "b" -> NUMBER.matcher(text).matches();
			case "str", "d" -> true;
			default -> false;
		};
		if (!fits) {
			report(Undescribed.IRREGULAR_CELLS);
		}
	}

}
