package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.NumberToTextConverter;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first visible sheet that holds anything, of workbooks of both kinds, and
 * hands on what else the file holds, hidden or not. What a workbook unpacks to is
 * measured before any of it is parsed.
 */
final class WorkbookReading {

	private static final int MOST_RATIO = 200;

	private static final long SMALL = 16L << 20;

	private static final long LONGEST_XLS = 128L << 20;

	/** Longer runs of digits take a parser quadratic time, and are no number. */
	private static final int LONGEST_NUMBER = 1_000;

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

	/** Takes what the file hands out beside the table. */
	interface Beside {

		void text(@Nullable String[] texts);

		/** There is something that cannot be searched. */
		void unread();

	}

	private WorkbookReading() {
	}

	/** Whether a zip is a workbook; measures it if so. */
	static boolean isWorkbook(Path file, long mostInflated) throws IOException, NotATable {
		try (ZipFile zip = new ZipFile(file.toFile())) {
			if (zip.getEntry("xl/workbook.xml") == null) {
				return false;
			}
			measure(zip, file.toFile().length(), mostInflated);
			return true;
		}
		catch (ZipException broken) {
			throw new NotATable("zip-broken", "压缩文件已损坏", "A broken zip file");
		}
	}

	private static void measure(ZipFile zip, long packed, long most) throws IOException, NotATable {
		long limit = Math.min(most, Math.max(SMALL, packed * MOST_RATIO));
		long inflated = 0;
		byte[] buffer = new byte[1 << 16];
		Enumeration<? extends ZipEntry> entries = zip.entries();
		int count = 0;
		boolean tooLong = false;
		while (entries.hasMoreElements()) {
			ZipEntry entry = entries.nextElement();
			if (++count > 10_000) {
				throw bomb();
			}
			try (InputStream in = zip.getInputStream(entry)) {
				boolean first = true;
				boolean sheet = entry.getName().startsWith("xl/worksheets/");
				int digits = 0;
				for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
					if (first && hasDoctype(buffer, read)) {
						throw new NotATable("workbook-doctype", "工作簿含有实体声明，不予解析",
								"The workbook declares entities and is not parsed");
					}
					first = false;
					digits = sheet ? digits(buffer, read, digits) : 0;
					inflated += read;
					if (inflated > limit) {
						throw bomb();
					}
				}
				tooLong |= digits > LONGEST_NUMBER;
			}
		}
		if (tooLong) {
			throw new NotATable("cell-too-long", "单元格中的数字超过 %d 位".formatted(LONGEST_NUMBER),
					"A cell has a number of more than %d digits".formatted(LONGEST_NUMBER));
		}
	}

	/** How many digits follow each other at the end of what was read, or did before. */
	private static int digits(byte[] buffer, int length, int before) {
		int digits = before;
		for (int i = 0; i < length; i++) {
			byte next = buffer[i];
			digits = (digits > LONGEST_NUMBER || next == 0) ? digits : (next >= '0' && next <= '9') ? digits + 1 : 0;
		}
		return digits;
	}

	private static boolean hasDoctype(byte[] buffer, int length) {
		return new String(buffer, 0, Math.min(length, 4096), StandardCharsets.ISO_8859_1).replace("\0", "")
			.contains("<!DOCTYPE");
	}

	private static NotATable bomb() {
		return new NotATable("workbook-too-large", "工作簿解压后过大", "The workbook unpacks to too much");
	}

	static void readXlsx(Path file, Grid grid, Beside beside) throws IOException, NotATable {
		try (ReadableWorkbook book = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
				Stream<Sheet> all = book.getSheets()) {
			boolean any = false;
			for (Sheet sheet : all.toList()) {
				boolean further = any || sheet.getVisibility() != SheetVisibility.VISIBLE;
				try (Stream<Row> rows = sheet.openStream()) {
					Iterator<Row> each = rows.iterator();
					while (each.hasNext()) {
						Row row = each.next();
						if (further) {
							beside.text(cells(row));
						}
						else {
							any |= row.getFirstNonEmptyCell().isPresent();
							grid.line(cells(row));
						}
					}
				}
			}
			WorkbookParts.search(file, beside);
			grid.end();
		}
		catch (NotATable refused) {
			throw refused;
		}
		catch (RuntimeException | IOException broken) {
			if (broken.getCause() instanceof NotATable refused) {
				throw refused;
			}
			throw broken(broken);
		}
	}

	private static NotATable broken(Exception cause) {
		NotATable broken = new NotATable("workbook-broken", "工作簿已损坏或受密码保护",
				"The workbook is broken or protected by a password");
		broken.initCause(cause);
		return broken;
	}

	private static @Nullable String[] cells(Row row) {
		int width = Math.min(row.getCellCount(), 16_384);
		@Nullable String[] cells = new @Nullable String[width];
		for (int i = 0; i < width; i++) {
			cells[i] = row.hasCell(i) ? text(row.getCell(i)) : null;
		}
		return cells;
	}

	private static @Nullable String text(org.dhatim.fastexcel.reader.@Nullable Cell cell) {
		if (cell == null || cell.getType() == org.dhatim.fastexcel.reader.CellType.EMPTY
				|| cell.getType() == org.dhatim.fastexcel.reader.CellType.ERROR) {
			return null;
		}
		if (cell.getType() == org.dhatim.fastexcel.reader.CellType.NUMBER) {
			String format = cell.getDataFormatString();
			Integer id = cell.getDataFormatId();
			if (format != null && id != null && DateUtil.isADateFormat(id, format)) {
				return moment(cell.asDate());
			}
			return number(cell.asNumber());
		}
		return (cell.getType() == org.dhatim.fastexcel.reader.CellType.BOOLEAN) ? cell.asBoolean().toString()
				: cell.getText();
	}

	/** Spreadsheets keep 15 digits of a number and write what is beyond as noise. */
	private static String number(BigDecimal number) {
		return NumberToTextConverter.toText(number.doubleValue());
	}

	private static String moment(LocalDateTime at) {
		return at.toLocalTime().equals(LocalTime.MIDNIGHT) ? at.toLocalDate().toString() : MOMENT.format(at);
	}

	static void readXls(InputStream in, long bytes, Grid grid, Beside beside) throws NotATable {
		if (bytes > LONGEST_XLS) {
			throw bomb();
		}
		try (POIFSFileSystem files = new POIFSFileSystem(in)) {
			if (!files.getRoot().hasEntryCaseInsensitive("Workbook")
					&& !files.getRoot().hasEntryCaseInsensitive("Book")) {
				throw new NotATable("document", "文档，不是表格", "A document, not a table");
			}
			try (HSSFWorkbook book = new HSSFWorkbook(files, false)) {
				LegacyParts.search(files.getRoot(), book, beside);
				read(book, grid, beside);
			}
		}
		catch (NotATable refused) {
			throw refused;
		}
		catch (RuntimeException | IOException broken) {
			throw broken(broken);
		}
	}

	private static void read(HSSFWorkbook book, Grid grid, Beside beside) throws NotATable {
		boolean any = false;
		for (int i = 0; i < book.getNumberOfSheets(); i++) {
			boolean further = any || book.isSheetHidden(i) || book.isSheetVeryHidden(i);
			beside.text(new String[] { book.getSheetName(i) });
			for (org.apache.poi.ss.usermodel.Row row : book.getSheetAt(i)) {
				@Nullable String[] cells = new @Nullable String[Math.max(0, row.getLastCellNum())];
				for (Cell cell : row) {
					cells[cell.getColumnIndex()] = text(cell);
					any |= !further && cells[cell.getColumnIndex()] != null;
				}
				if (further) {
					beside.text(cells);
				}
				else {
					grid.line(cells);
				}
			}
			for (Comment comment : book.getSheetAt(i).getCellComments().values()) {
				beside.text(new String[] { comment.getString().getString() });
			}
		}
		SummaryInformation about = book.getSummaryInformation();
		if (about != null) {
			beside.text(new @Nullable String[] { about.getTitle(), about.getSubject(), about.getAuthor(),
					about.getKeywords(), about.getComments(), about.getLastAuthor() });
		}
		grid.end();
	}

	private static @Nullable String text(Cell cell) {
		CellType type = (cell.getCellType() == CellType.FORMULA) ? cell.getCachedFormulaResultType()
				: cell.getCellType();
		return switch (type) {
			case STRING -> cell.getStringCellValue();
			case NUMERIC -> DateUtil.isCellDateFormatted(cell) ? moment(cell.getLocalDateTimeCellValue())
					: NumberToTextConverter.toText(cell.getNumericCellValue());
			case BOOLEAN -> Boolean.toString(cell.getBooleanCellValue());
			case BLANK, ERROR, FORMULA, _NONE -> null;
		};
	}

}
