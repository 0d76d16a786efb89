package org.shuyuan.catalogue.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.CreationHelper;
import org.apache.poi.ss.usermodel.Drawing;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.rdf.Violation.Severity;

/**
 * An agency's own workbook with the cells in question coloured and commented: red where
 * the resource is refused for it, yellow where it cannot be submitted yet, blue where it
 * is only worth a look.
 */
public final class AnnotatedWorkbook {

	/** A longer comment cannot be read in a spreadsheet. */
	private static final int LONGEST_COMMENT = 2_000;

	private final org.apache.poi.ss.usermodel.Workbook book;

	private final Map<String, CellStyle> styles = new LinkedHashMap<>();

	private AnnotatedWorkbook(org.apache.poi.ss.usermodel.Workbook book) {
		this.book = book;
	}

	/**
	 * Writes the workbook with its violations.
	 * @param english whether comments are in English instead of Chinese
	 * @return what kind of file was written: a csv becomes an xlsx
	 * @throws WorkbookUnreadable if it is too large, or of a kind that can only be read
	 */
	public static WorkbookType write(Workbook workbook, List<CellViolation> violations, boolean english,
			OutputStream out) throws IOException, WorkbookUnreadable {
		WorkbookType type = WorkbookType.ofBytes(workbook.file());
		if (type == WorkbookType.XLSX && !XlsxCheck.mayBeAnnotated(workbook.file())) {
			throw new WorkbookUnreadable("工作簿过大，无法标注；请按核对结果修改，或分成几个文件",
					"The workbook is too large to be marked: go by the rehearsal, or split it");
		}
		try (org.apache.poi.ss.usermodel.Workbook book = open(workbook, type)) {
			new AnnotatedWorkbook(book).annotate(violations, english);
			book.write(out);
		}
		catch (RuntimeException ex) {
			throw new WorkbookUnreadable("工作簿无法标注；请按核对结果修改，或另存为 xlsx 后再试",
					"The workbook cannot be marked: go by the rehearsal, or save it as xlsx and try again", ex);
		}
		return (type == WorkbookType.XLS) ? WorkbookType.XLS : WorkbookType.XLSX;
	}

	private static org.apache.poi.ss.usermodel.Workbook open(Workbook workbook, WorkbookType type) throws IOException {
		return switch (type) {
			case XLSX -> xlsx(workbook.file());
			case XLS -> new HSSFWorkbook(new ByteArrayInputStream(workbook.file()));
			case CSV -> ofRows(workbook);
		};
	}

	/** By its directory, as it was checked: what is in no directory is not read. */
	private static XSSFWorkbook xlsx(byte[] file) throws IOException {
		ByteArrayOutputStream checked = new ByteArrayOutputStream(file.length);
		try (ZipFile zip = ZipFile.builder().setByteArray(file).get();
				ZipOutputStream copy = new ZipOutputStream(checked)) {
			for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
				copy.putNextEntry(new ZipEntry(entry.getName()));
				try (InputStream part = zip.getInputStream(entry)) {
					part.transferTo(copy);
				}
			}
		}
		return new XSSFWorkbook(new ByteArrayInputStream(checked.toByteArray()));
	}

	private static XSSFWorkbook ofRows(Workbook workbook) throws IOException {
		XSSFWorkbook book = new XSSFWorkbook();
		Sheet sheet = book.createSheet("Sheet1");
		try {
			List<List<String>> rows = WorkbookFile.read(workbook.file()).getFirst().rows();
			for (int row = 0; row < rows.size(); row++) {
				Row written = sheet.createRow(row);
				for (int column = 0; column < rows.get(row).size(); column++) {
					written.createCell(column).setCellValue(WorkbookCell.shortened(rows.get(row).get(column)));
				}
			}
		}
		catch (WorkbookUnreadable ex) {
			throw new IOException(ex);
		}
		return book;
	}

	private void annotate(List<CellViolation> violations, boolean english) {
		Map<WorkbookCell, List<CellViolation>> byCell = new LinkedHashMap<>();
		violations.forEach((each) -> byCell.computeIfAbsent(each.cell(), (cell) -> new ArrayList<>()).add(each));
		Map<Sheet, Drawing<?>> drawings = new LinkedHashMap<>();
		byCell.forEach((place, faults) -> {
			Sheet sheet = this.book.getSheetAt(place.sheet());
			Row row = (sheet.getRow(place.row()) != null) ? sheet.getRow(place.row()) : sheet.createRow(place.row());
			Cell cell = row.getCell(place.column(), Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
			Severity severity = faults.stream()
				.map((each) -> each.violation().severity())
				.min(Severity::compareTo)
				.orElse(Severity.WARNING);
			cell.setCellStyle(style(cell.getCellStyle(), severity));
			comment(cell, text(faults, english), drawings.computeIfAbsent(sheet, Sheet::createDrawingPatriarch));
		});
	}

	private static String text(List<CellViolation> faults, boolean english) {
		StringBuilder text = new StringBuilder();
		for (CellViolation each : faults) {
			text.append(text.isEmpty() ? "" : "\n")
				.append(in(each.violation().message(), english))
				.append(english ? ". " : "。")
				.append(in(each.violation().advice(), english));
		}
		return (text.length() > LONGEST_COMMENT) ? text.substring(0, LONGEST_COMMENT) : text.toString();
	}

	private static String in(Text text, boolean english) {
		return text.in(english ? "en" : "zh");
	}

	private CellStyle style(CellStyle before, Severity severity) {
		return this.styles.computeIfAbsent(before.getIndex() + " " + severity, (key) -> {
			CellStyle style = this.book.createCellStyle();
			style.cloneStyleFrom(before);
			style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
			style.setFillForegroundColor(switch (severity) {
				case INVALID -> IndexedColors.ROSE.getIndex();
				case INCOMPLETE -> IndexedColors.LIGHT_YELLOW.getIndex();
				case WARNING -> IndexedColors.PALE_BLUE.getIndex();
			});
			return style;
		});
	}

	/** The agency's own comments there stay, above. */
	private void comment(Cell cell, String text, Drawing<?> drawing) {
		Comment before = cell.getCellComment();
		CreationHelper helper = this.book.getCreationHelper();
		String whole = (before != null && before.getString() != null) ? before.getString().getString() + "\n" + text
				: text;
		if (before != null) {
			cell.removeCellComment();
		}
		ClientAnchor anchor = helper.createClientAnchor();
		anchor.setCol1(cell.getColumnIndex());
		anchor.setCol2(cell.getColumnIndex() + 5);
		anchor.setRow1(cell.getRowIndex());
		anchor.setRow2(cell.getRowIndex() + 5);
		Comment comment = drawing.createCellComment(anchor);
		comment.setString(helper.createRichTextString(whole));
		comment.setAuthor("数源");
		cell.setCellComment(comment);
	}

}
