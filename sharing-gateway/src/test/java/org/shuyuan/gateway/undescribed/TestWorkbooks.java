package org.shuyuan.gateway.undescribed;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Workbooks with one table of columns 甲 and 乙, and what somebody adds to them.
 */
public final class TestWorkbooks {

	private TestWorkbooks() {
	}

	public static byte[] xlsx(Consumer<XSSFWorkbook> more) throws IOException {
		try (XSSFWorkbook book = new XSSFWorkbook()) {
			table(book);
			more.accept(book);
			return bytes(book);
		}
	}

	public static byte[] xls(Consumer<HSSFWorkbook> more) throws IOException {
		try (HSSFWorkbook book = new HSSFWorkbook()) {
			table(book);
			more.accept(book);
			return bytes(book);
		}
	}

	private static void table(Workbook book) {
		Sheet sheet = book.createSheet("名单");
		String[][] lines = { { "甲", "乙" }, { "1", "东门" }, { "2", "西门" } };
		for (int line = 0; line < lines.length; line++) {
			Row row = sheet.createRow(line);
			row.createCell(0).setCellValue(lines[line][0]);
			row.createCell(1).setCellValue(lines[line][1]);
		}
	}

	private static byte[] bytes(Workbook book) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		book.write(out);
		return out.toByteArray();
	}

	/** The same with a part written otherwise. */
	static byte[] with(byte[] xlsx, String part, UnaryOperator<String> change) throws IOException {
		Map<String, byte[]> parts = parts(xlsx);
		String text = new String(parts.getOrDefault(part, new byte[0]), StandardCharsets.UTF_8);
		parts.put(part, change.apply(text).getBytes(StandardCharsets.UTF_8));
		return zip(parts, "");
	}

	static Map<String, byte[]> parts(byte[] xlsx) throws IOException {
		Map<String, byte[]> parts = new LinkedHashMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(xlsx))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				parts.put(entry.getName(), zip.readAllBytes());
			}
		}
		return parts;
	}

	static byte[] zip(Map<String, byte[]> parts, String comment) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.setComment(comment);
			for (Map.Entry<String, byte[]> part : parts.entrySet()) {
				zip.putNextEntry(new ZipEntry(part.getKey()));
				zip.write(part.getValue());
				zip.closeEntry();
			}
		}
		return out.toByteArray();
	}

}
