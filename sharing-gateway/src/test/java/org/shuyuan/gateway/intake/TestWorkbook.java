package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the smallest workbook whose cells, formats and merged areas a test names. */
final class TestWorkbook {

	private final List<String> formats = new ArrayList<>();

	private final Map<String, String> sheets = new LinkedHashMap<>();

	private boolean from1904;

	TestWorkbook from1904() {
		this.from1904 = true;
		return this;
	}

	/** A cell with a number or, with a formula, its saved value. */
	String number(String reference, String value, String format) {
		return "<c r=\"%s\" s=\"%d\"><v>%s</v></c>".formatted(reference, style(format), value);
	}

	String formula(String reference, String value, String format) {
		return "<c r=\"%s\" s=\"%d\"><f>1+1</f>%s</c>".formatted(reference, style(format),
				value.isEmpty() ? "" : "<v>" + value + "</v>");
	}

	static String error(String reference, String value) {
		return "<c r=\"%s\" t=\"e\"><v>%s</v></c>".formatted(reference, value);
	}

	static String text(String reference, String value) {
		return "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(reference, value);
	}

	private int style(String format) {
		int at = this.formats.indexOf(format);
		if (at < 0) {
			this.formats.add(format);
			at = this.formats.size() - 1;
		}
		return at;
	}

	/**
	 * A sheet.
	 * @param rows the cells of each row
	 * @param merged areas such as {@code A1:B1}
	 */
	TestWorkbook sheet(String name, List<String> rows, String... merged) {
		StringBuilder sheet = new StringBuilder(
				"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
		for (int i = 0; i < rows.size(); i++) {
			sheet.append("<row r=\"%d\">%s</row>".formatted(i + 1, rows.get(i)));
		}
		sheet.append("</sheetData>");
		if (merged.length > 0) {
			sheet.append("<mergeCells>");
			for (String area : merged) {
				sheet.append("<mergeCell ref=\"%s\"/>".formatted(area));
			}
			sheet.append("</mergeCells>");
		}
		this.sheets.put(name, sheet.append("</worksheet>").toString());
		return this;
	}

	byte[] bytes() throws IOException {
		Path file = Files.createTempFile("workbook", ".xlsx");
		try {
			write(file);
			return Files.readAllBytes(file);
		}
		finally {
			Files.delete(file);
		}
	}

	private void write(Path file) throws IOException {
		StringBuilder listed = new StringBuilder();
		StringBuilder related = new StringBuilder();
		int number = 1;
		for (String name : this.sheets.keySet()) {
			listed.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>".formatted(name, number, number));
			related.append(
					"<Relationship Id=\"rId%d\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
						.formatted(number, number));
			number++;
		}
		try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
			part(zip, "[Content_Types].xml",
					"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>");
			part(zip, "_rels/.rels",
					"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
			part(zip, "xl/workbook.xml",
					"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr%s/><sheets>%s</sheets></workbook>"
						.formatted(this.from1904 ? " date1904=\"1\"" : "", listed));
			part(zip, "xl/_rels/workbook.xml.rels",
					"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">%s<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>"
						.formatted(related));
			part(zip, "xl/styles.xml", styles());
			int at = 1;
			for (String sheet : this.sheets.values()) {
				part(zip, "xl/worksheets/sheet%d.xml".formatted(at++), sheet);
			}
		}
	}

	private String styles() {
		StringBuilder formats = new StringBuilder();
		StringBuilder styles = new StringBuilder();
		for (int i = 0; i < this.formats.size(); i++) {
			formats.append("<numFmt numFmtId=\"%d\" formatCode=\"%s\"/>".formatted(170 + i,
					this.formats.get(i).replace("\"", "&quot;")));
			styles.append("<xf numFmtId=\"%d\"/>".formatted(170 + i));
		}
		return "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts>%s</numFmts><cellXfs>%s</cellXfs></styleSheet>"
			.formatted(formats, styles);
	}

	private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8));
		zip.closeEntry();
	}

}
