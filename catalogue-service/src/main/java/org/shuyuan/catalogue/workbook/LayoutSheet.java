package org.shuyuan.catalogue.workbook;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.workbook.WorkbookResource.Extension;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;

/**
 * Writes a sheet in a layout of the guide: its header, then entries.
 */
final class LayoutSheet {

	/** Rows of a template that offer choices. */
	private static final int TEMPLATE_ROWS = 5_000;

	private static final int WIDTH = 18 * 256;

	private final List<WorkbookLayout.Column> columns;

	private final AgencyLookup agencies;

	private final Workbook book;

	private final Sheet sheet;

	private final boolean grouped;

	private int row;

	private int sequence;

	LayoutSheet(Workbook book, String name, WorkbookLayout layout, AgencyLookup agencies) {
		this.book = book;
		this.columns = layout.columns();
		this.agencies = agencies;
		this.grouped = this.columns.stream().anyMatch((each) -> !each.group().isEmpty());
		this.sheet = book.createSheet(name);
		header();
	}

	private void header() {
		CellStyle plain = headingStyle(this.book, IndexedColors.GREY_25_PERCENT);
		CellStyle required = headingStyle(this.book, IndexedColors.LIGHT_CORNFLOWER_BLUE);
		Row groups = this.grouped ? this.sheet.createRow(this.row++) : null;
		Row headings = this.sheet.createRow(this.row++);
		for (int i = 0; i < this.columns.size(); i++) {
			WorkbookLayout.Column column = this.columns.get(i);
			this.sheet.setColumnWidth(i, WIDTH);
			CellStyle style = column.required() ? required : plain;
			if (groups != null) {
				groups.createCell(i).setCellStyle(style);
				groups.getCell(i).setCellValue(column.group().isEmpty() ? column.heading() : column.group());
			}
			headings.createCell(i).setCellStyle(style);
			headings.getCell(i).setCellValue((groups != null && column.group().isEmpty()) ? "" : column.heading());
		}
		mergeGroups();
		this.sheet.createFreezePane(0, this.row);
	}

	/** Headings without one above them take both rows; a group stands over its own. */
	private void mergeGroups() {
		if (!this.grouped) {
			return;
		}
		int first = 0;
		while (first < this.columns.size()) {
			String group = this.columns.get(first).group();
			int last = first;
			while (!group.isEmpty() && last + 1 < this.columns.size()
					&& this.columns.get(last + 1).group().equals(group)) {
				last++;
			}
			if (group.isEmpty()) {
				this.sheet.addMergedRegion(new CellRangeAddress(0, 1, first, first));
			}
			else if (last > first) {
				this.sheet.addMergedRegion(new CellRangeAddress(0, 0, first, last));
			}
			first = last + 1;
		}
	}

	static CellStyle headingStyle(Workbook book, IndexedColors colour) {
		CellStyle style = book.createCellStyle();
		Font font = book.createFont();
		font.setBold(true);
		style.setFont(font);
		style.setWrapText(true);
		style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
		style.setFillForegroundColor(colour.getIndex());
		return style;
	}

	/**
	 * Writes an entry: a row for each of its items, the whole repeated in each.
	 * @param extensions what its agency keeps in additional columns
	 */
	void write(Entry entry, Map<Extension, String> extensions) {
		Map<WorkbookColumn, String> whole = ResourceCells.of(entry, this.agencies);
		this.sequence++;
		if (entry.items().isEmpty()) {
			row(whole, "", extensions);
		}
		for (DataItem item : entry.items()) {
			Map<WorkbookColumn, String> cells = new EnumMap<>(whole);
			cells.putAll(ResourceCells.of(item, entry.sharing()));
			row(cells, item.name().zh(), extensions);
		}
	}

	private void row(Map<WorkbookColumn, String> cells, String item, Map<Extension, String> extensions) {
		Row written = this.sheet.createRow(this.row++);
		for (int i = 0; i < this.columns.size(); i++) {
			String text = text(this.columns.get(i), cells, item, extensions);
			if (text != null) {
				written.createCell(i).setCellValue(WorkbookCell.shortened(text));
			}
		}
	}

	private @Nullable String text(WorkbookLayout.Column column, Map<WorkbookColumn, String> cells, String item,
			Map<Extension, String> extensions) {
		if (column.about() == WorkbookColumn.SEQUENCE) {
			return String.valueOf(this.sequence);
		}
		if (column.about() != null) {
			return cells.get(column.about());
		}
		String ofItem = extensions.get(new Extension(column.heading(), item));
		return (ofItem != null) ? ofItem : extensions.get(new Extension(column.heading(), ""));
	}

	/** Offers choices where a column has a list of them. */
	void offerChoices() {
		DataValidationHelper helper = this.sheet.getDataValidationHelper();
		for (int i = 0; i < this.columns.size(); i++) {
			List<String> choices = choices(this.columns.get(i).about());
			if (!choices.isEmpty()) {
				DataValidation validation = helper.createValidation(
						helper.createExplicitListConstraint(choices.toArray(String[]::new)),
						new CellRangeAddressList(this.row, TEMPLATE_ROWS, i, i));
				validation.createPromptBox(this.columns.get(i).heading(), String.join("、", choices));
				validation.setShowPromptBox(true);
				validation.setSuppressDropDownArrow(true);
				this.sheet.addValidationData(validation);
			}
		}
	}

	/** Lists of a cell may hold no more than 255 characters. */
	static List<String> choices(@Nullable WorkbookColumn column) {
		List<String> choices = switch (column) {
			case SHARING, ITEM_SHARING -> WorkbookTerms.words("sharing");
			case OPENNESS, ITEM_OPEN, ITEM_KEY, ITEM_NULLABLE -> WorkbookTerms.words("yes-no");
			case FREQUENCY -> WorkbookTerms.words("frequency");
			case ITEM_TYPE -> WorkbookTerms.words("item-type");
			case MODE -> WorkbookTerms.words("mode");
			case MODE_CLASS -> WorkbookTerms.words("mode-class");
			case FORMAT_CLASS -> WorkbookTerms.words("format-class");
			case null, default -> List.of();
		};
		return (String.join(",", choices).length() <= 255) ? choices : List.of();
	}

}
