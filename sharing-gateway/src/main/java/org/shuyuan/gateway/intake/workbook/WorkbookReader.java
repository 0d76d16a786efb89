package org.shuyuan.gateway.intake.workbook;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Comment;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.reading.BesideTable;
import org.shuyuan.gateway.intake.reading.MergedCells;
import org.shuyuan.gateway.intake.reading.TableLayout;

/**
 * Reads the visible sheet that holds the table, of workbooks of both kinds, and hands on
 * what else the file holds, hidden or not. What a workbook unpacks to is measured before
 * any of it is parsed.
 */
public final class WorkbookReader {

	private static final int MOST_RATIO = 200;

	private static final long SMALL = 16L << 20;

	private static final long LONGEST_XLS = 128L << 20;

	/** Longer runs of digits take a parser quadratic time, and are no number. */
	private static final int LONGEST_NUMBER = 1_000;

	private WorkbookReader() {
	}

	/**
	 * Measures what a workbook unpacks to.
	 * @throws NotATable if that is too much, or more than cells may hold
	 */
	public static void measure(Path file, long mostInflated) throws IOException, NotATable {
		try (ZipFile zip = new ZipFile(file.toFile())) {
			measure(zip, file.toFile().length(), mostInflated);
		}
		catch (ZipException | EOFException broken) {
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
				throw NotATable.workbookTooLarge();
			}
			try (InputStream in = zip.getInputStream(entry)) {
				boolean first = true;
				boolean sheet = entry.getName().startsWith("xl/worksheets/");
				int digits = 0;
				for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
					if (first && hasDoctype(buffer, read)) {
						throw doctype();
					}
					first = false;
					digits = sheet ? digits(buffer, read, digits) : 0;
					inflated += read;
					if (inflated > limit) {
						throw NotATable.workbookTooLarge();
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

	static NotATable doctype() {
		return new NotATable("workbook-doctype", "工作簿含有实体声明，不予解析", "The workbook declares entities and is not parsed");
	}

	public static void readXlsx(Path file, TableLayout tableLayout, BesideTable beside) throws IOException, NotATable {
		try (ReadableWorkbook book = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
				Stream<Sheet> all = book.getSheets()) {
			List<Sheet> sheets = all.toList();
			SheetParts parts = new SheetParts(file);
			CellReader reader = new CellReader(parts.from1904());
			SheetChoice choice = new SheetChoice();
			for (Sheet sheet : sheets) {
				try (Stream<Row> rows = sheet.openStream()) {
					Iterator<Row> each = rows.iterator();
					choice.add(sheet.getName(), sheet.getVisibility() == SheetVisibility.VISIBLE, () -> {
						Row row = each.hasNext() ? each.next() : null;
						return (row != null) ? cells(row, reader) : null;
					});
				}
			}
			CellReader counting = new CellReader(parts.from1904());
			for (int i = 0; i < sheets.size(); i++) {
				Sheet sheet = sheets.get(i);
				boolean chosen = i == choice.chosen();
				MergedCells merged = chosen ? parts.merged(sheet.getId()) : MergedCells.NONE;
				try (Stream<Row> rows = sheet.openStream()) {
					for (Iterator<Row> each = rows.iterator(); each.hasNext();) {
						Row row = each.next();
						if (chosen) {
							tableLayout.line(merged.fill(row.getRowNum() - 1, cells(row, counting)));
						}
						else {
							beside.text(cells(row, reader));
						}
					}
				}
			}
			WorkbookParts.search(file, Set.of(), beside);
			tableLayout.end();
			choice.notes(counting).forEach(beside::note);
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

	static NotATable broken(Exception cause) {
		NotATable broken = new NotATable("workbook-broken", "工作簿已损坏或受密码保护",
				"The workbook is broken or protected by a password");
		broken.initCause(cause);
		return broken;
	}

	private static @Nullable String[] cells(Row row, CellReader reader) {
		int width = Math.min(row.getCellCount(), 16_384);
		@Nullable String[] cells = new @Nullable String[width];
		for (int i = 0; i < width; i++) {
			cells[i] = row.hasCell(i) ? reader.text(row.getCell(i)) : null;
		}
		return cells;
	}

	public static void readXls(InputStream in, long bytes, TableLayout tableLayout, BesideTable beside)
			throws NotATable {
		if (bytes > LONGEST_XLS) {
			throw NotATable.workbookTooLarge();
		}
		try (POIFSFileSystem files = new POIFSFileSystem(in)) {
			if (!files.getRoot().hasEntryCaseInsensitive("Workbook")
					&& !files.getRoot().hasEntryCaseInsensitive("Book")) {
				throw new NotATable("document", "文档，不是表格", "A document, not a table");
			}
			try (HSSFWorkbook book = new HSSFWorkbook(files, false)) {
				LegacyParts.search(files.getRoot(), book, beside);
				read(book, tableLayout, beside);
			}
		}
		catch (NotATable refused) {
			throw refused;
		}
		catch (RuntimeException | IOException broken) {
			throw broken(broken);
		}
	}

	private static void read(HSSFWorkbook book, TableLayout tableLayout, BesideTable beside)
			throws IOException, NotATable {
		boolean from1904 = book.getInternalWorkbook().isUsing1904DateWindowing();
		CellReader reader = new CellReader(from1904);
		SheetChoice choice = new SheetChoice();
		for (int i = 0; i < book.getNumberOfSheets(); i++) {
			Iterator<org.apache.poi.ss.usermodel.Row> rows = book.getSheetAt(i).iterator();
			choice.add(book.getSheetName(i), !book.isSheetHidden(i) && !book.isSheetVeryHidden(i),
					() -> rows.hasNext() ? cells(rows.next(), reader) : null);
		}
		CellReader counting = new CellReader(from1904);
		for (int i = 0; i < book.getNumberOfSheets(); i++) {
			HSSFSheet sheet = book.getSheetAt(i);
			beside.text(new String[] { book.getSheetName(i) });
			MergedCells merged = new MergedCells(sheet.getMergedRegions()
				.stream()
				.map((area) -> new MergedCells.Area(area.getFirstRow(), area.getLastRow(), area.getFirstColumn(),
						area.getLastColumn()))
				.toList());
			for (org.apache.poi.ss.usermodel.Row row : sheet) {
				if (i == choice.chosen()) {
					tableLayout.line(merged.fill(row.getRowNum(), cells(row, counting)));
				}
				else {
					beside.text(cells(row, reader));
				}
			}
			for (Comment comment : sheet.getCellComments().values()) {
				beside.text(new String[] { comment.getString().getString() });
			}
		}
		SummaryInformation about = book.getSummaryInformation();
		if (about != null) {
			beside.text(new @Nullable String[] { about.getTitle(), about.getSubject(), about.getAuthor(),
					about.getKeywords(), about.getComments(), about.getLastAuthor() });
		}
		tableLayout.end();
		choice.notes(counting).forEach(beside::note);
	}

	private static @Nullable String[] cells(org.apache.poi.ss.usermodel.Row row, CellReader reader) {
		@Nullable String[] cells = new @Nullable String[Math.max(0, row.getLastCellNum())];
		for (Cell cell : row) {
			cells[cell.getColumnIndex()] = reader.text(cell);
		}
		return cells;
	}

}
