package org.shuyuan.gateway.intake.workbook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

import org.apache.poi.hpsf.CustomProperties;
import org.apache.poi.hpsf.DocumentSummaryInformation;
import org.apache.poi.hssf.usermodel.HSSFComment;
import org.apache.poi.hssf.usermodel.HSSFName;
import org.apache.poi.hssf.usermodel.HSSFShape;
import org.apache.poi.hssf.usermodel.HSSFShapeContainer;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFSimpleShape;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.Hyperlink;
import org.apache.poi.ss.usermodel.Row;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.intake.reading.BesideTable;

/**
 * Hands on the text in an older workbook that is not in its cells, and reports parts that
 * cannot be read.
 */
final class LegacyParts {

	private static final Set<String> KNOWN = Set.of("workbook", "book", "summaryinformation",
			"documentsummaryinformation", "compobj");

	/** What WPS stores beside the workbook. */
	private static final Set<String> SETTINGS = Set.of("etextdata", "wpscustomdata");

	private static final int LONGEST_SETTINGS = 1 << 16;

	private final BesideTable beside;

	private LegacyParts(BesideTable beside) {
		this.beside = beside;
	}

	static void search(DirectoryEntry root, HSSFWorkbook book, BesideTable beside) throws IOException {
		LegacyParts parts = new LegacyParts(beside);
		for (Iterator<Entry> each = root.getEntries(); each.hasNext();) {
			parts.entry(each.next());
		}
		if (!book.getAllPictures().isEmpty()) {
			beside.unread();
		}
		for (HSSFName name : book.getAllNames()) {
			parts.text(name.getNameName());
			parts.text(name.getComment());
			parts.text(name.isFunctionName() ? null : name.getRefersToFormula());
		}
		for (int i = 0; i < book.getNumberOfSheets(); i++) {
			parts.sheet(book.getSheetAt(i));
		}
		parts.properties(book.getDocumentSummaryInformation());
	}

	/**
	 * Another program's settings are searched as bytes; anything else cannot be read.
	 */
	private void entry(Entry entry) throws IOException {
		text(entry.getName());
		String name = entry.getName().replaceAll("\\p{Cntrl}", "").toLowerCase(Locale.ROOT);
		if (KNOWN.contains(name)) {
			return;
		}
		if (!SETTINGS.contains(name) || !(entry instanceof DocumentEntry document)
				|| document.getSize() > LONGEST_SETTINGS) {
			this.beside.unread();
			return;
		}
		try (DocumentInputStream in = new DocumentInputStream(document)) {
			byte[] bytes = in.readAllBytes();
			text(new String(bytes, StandardCharsets.UTF_16LE));
			text(new String(bytes, StandardCharsets.UTF_8));
		}
	}

	private void text(@Nullable String some) {
		if (some != null && !some.isBlank()) {
			this.beside.text(new String[] { some });
		}
	}

	private void sheet(HSSFSheet sheet) {
		text(sheet.getHeader().getLeft());
		text(sheet.getHeader().getCenter());
		text(sheet.getHeader().getRight());
		text(sheet.getFooter().getLeft());
		text(sheet.getFooter().getCenter());
		text(sheet.getFooter().getRight());
		for (Hyperlink link : sheet.getHyperlinkList()) {
			text(link.getAddress());
			text(link.getLabel());
		}
		for (DataValidation validation : sheet.getDataValidations()) {
			text(validation.getErrorBoxTitle());
			text(validation.getErrorBoxText());
			text(validation.getPromptBoxTitle());
			text(validation.getPromptBoxText());
			text(validation.getValidationConstraint().getFormula1());
			text(validation.getValidationConstraint().getFormula2());
			String[] values = validation.getValidationConstraint().getExplicitListValues();
			text((values != null) ? String.join("\n", values) : null);
		}
		if (sheet.getDrawingPatriarch() != null) {
			shapes(sheet.getDrawingPatriarch());
		}
		for (Row row : sheet) {
			for (Cell cell : row) {
				text((cell.getCellType() == CellType.FORMULA) ? cell.getCellFormula() : null);
			}
		}
	}

	private void shapes(HSSFShapeContainer some) {
		for (HSSFShape shape : some) {
			switch (shape) {
				case HSSFComment _ -> {
					// Read with its cell.
				}
				case HSSFSimpleShape box -> text(string(box));
				case HSSFShapeContainer group -> shapes(group);
				default -> {
					// No text.
				}
			}
		}
	}

	/** A shape without text has no record to ask for it. */
	private static @Nullable String string(HSSFSimpleShape shape) {
		try {
			return shape.getString().getString();
		}
		catch (NullPointerException none) {
			return null;
		}
	}

	private void properties(@Nullable DocumentSummaryInformation about) {
		if (about == null) {
			return;
		}
		text(about.getCompany());
		text(about.getManager());
		text(about.getCategory());
		CustomProperties own = about.getCustomProperties();
		if (own != null) {
			own.forEach((name, value) -> {
				text(name);
				text(String.valueOf(value));
			});
		}
	}

}
