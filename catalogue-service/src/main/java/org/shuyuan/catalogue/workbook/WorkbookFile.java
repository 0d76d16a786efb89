package org.shuyuan.catalogue.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Characters;

/**
 * Reads the visible sheets of a workbook as texts; what a cell is called or looks like
 * does not count, only what it holds.
 */
final class WorkbookFile {

	/** Largest file, in bytes. */
	static final int LARGEST = 20 << 20;

	/** Cells of all sheets, by what the heap can hold. */
	private static final int MOST_CELLS = (int) Math.min(2_000_000, Runtime.getRuntime().maxMemory() / 400);

	/** A file of Excel 97 is read whole, and may hold very many cells in few bytes. */
	private static final int LARGEST_XLS = (int) Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 96);

	private static final int MOST_COLUMNS = 1_000;

	private static final int LONGEST_NUMBER = 400;

	private int cells;

	private WorkbookFile() {
	}

	/**
	 * The sheets of a file in order.
	 * @throws WorkbookUnreadable if it is broken, protected, or holds too much
	 */
	static List<WorkbookSheet> read(byte[] file) throws WorkbookUnreadable {
		WorkbookFile reader = new WorkbookFile();
		try {
			return switch (WorkbookType.ofBytes(file)) {
				case XLSX -> reader.xlsx(file);
				case XLS -> reader.xls(file);
				case CSV -> List.of(reader.csv(file));
			};
		}
		catch (IOException | RuntimeException ex) {
			throw new WorkbookUnreadable("文件已损坏、受密码保护，或不是工作簿",
					"The file is broken, protected by a password, or no workbook", ex);
		}
	}

	private List<WorkbookSheet> xlsx(byte[] file) throws IOException, WorkbookUnreadable {
		XlsxCheck.check(file);
		List<WorkbookSheet> sheets = new ArrayList<>();
		try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file),
				new ReadingOptions(true, false))) {
			for (Sheet sheet : book.getSheets().toList()) {
				if (sheet.getVisibility() == org.dhatim.fastexcel.reader.SheetVisibility.VISIBLE) {
					sheets.add(new WorkbookSheet(sheet.getIndex(), sheet.getName(), rows(sheet)));
				}
			}
		}
		return sheets;
	}

	private List<List<String>> rows(Sheet sheet) throws IOException, WorkbookUnreadable {
		List<List<String>> rows = new ArrayList<>();
		try (Stream<Row> stream = sheet.openStream()) {
			for (Row row : (Iterable<Row>) stream::iterator) {
				pad(rows, row.getRowNum() - 1);
				List<String> cells = new ArrayList<>();
				for (int i = 0; i < Math.min(row.getCellCount(), MOST_COLUMNS); i++) {
					cells.add(text(row.getOptionalCell(i).orElse(null)));
				}
				add(rows, cells);
			}
		}
		return rows;
	}

	/** Rows that a file leaves out are there all the same. */
	private void pad(List<List<String>> rows, int until) throws WorkbookUnreadable {
		while (rows.size() < until) {
			add(rows, List.of());
		}
	}

	private void add(List<List<String>> rows, List<String> cells) throws WorkbookUnreadable {
		this.cells += cells.size() + 1;
		if (this.cells > MOST_CELLS) {
			throw new WorkbookUnreadable("单元格过多，请分成几个文件", "There are too many cells: split the file");
		}
		int last = cells.size();
		while (last > 0 && cells.get(last - 1).isEmpty()) {
			last--;
		}
		rows.add(List.copyOf(cells.subList(0, last)));
	}

	private static String text(@Nullable Cell cell) {
		if (cell == null || cell.getType() == org.dhatim.fastexcel.reader.CellType.EMPTY) {
			return "";
		}
		String format = cell.getDataFormatString();
		return switch (cell.getType()) {
			case NUMBER -> isDate(format) ? dateOrNumber(cell) : number(cell.getRawValue());
			case BOOLEAN -> Boolean.TRUE.equals(cell.asBoolean()) ? "是" : "否";
			case ERROR -> "";
			default -> (cell.getText() != null) ? Characters.inCell(cell.getText()) : "";
		};
	}

	/** What is quoted, or in brackets such as colours, says nothing of dates. */
	private static boolean isDate(@Nullable String format) {
		return format != null && format.replaceAll("\"[^\"]*\"|\\[[^\\]]*]", "").matches("(?i).*[ymd年月日].*");
	}

	private static String dateOrNumber(Cell cell) {
		try {
			return date(cell.asDate());
		}
		catch (RuntimeException ex) {
			return number(cell.getRawValue());
		}
	}

	private static String date(LocalDateTime date) {
		return date.toLocalTime().equals(LocalTime.MIDNIGHT) ? date.toLocalDate().toString() : date.toString();
	}

	private static String number(@Nullable String raw) {
		if (raw == null || raw.length() > LONGEST_NUMBER) {
			return (raw != null) ? raw : "";
		}
		BigDecimal number = new BigDecimal(raw.strip());
		return (Math.abs(number.scale()) > LONGEST_NUMBER) ? raw : plain(number);
	}

	private static String plain(BigDecimal number) {
		return (number.signum() == 0) ? "0" : number.stripTrailingZeros().toPlainString();
	}

	private List<WorkbookSheet> xls(byte[] file) throws IOException, WorkbookUnreadable {
		if (file.length > LARGEST_XLS) {
			throw new WorkbookUnreadable("xls 文件过大，请另存为 xlsx", "The xls file is too large: save it as xlsx");
		}
		List<WorkbookSheet> sheets = new ArrayList<>();
		try (HSSFWorkbook book = new HSSFWorkbook(new ByteArrayInputStream(file))) {
			for (int i = 0; i < book.getNumberOfSheets(); i++) {
				if (book.getSheetVisibility(i) == SheetVisibility.VISIBLE) {
					sheets.add(new WorkbookSheet(i, book.getSheetName(i), rows(book.getSheetAt(i))));
				}
			}
		}
		return sheets;
	}

	private List<List<String>> rows(org.apache.poi.ss.usermodel.Sheet sheet) throws WorkbookUnreadable {
		List<List<String>> rows = new ArrayList<>();
		for (org.apache.poi.ss.usermodel.Row row : sheet) {
			pad(rows, row.getRowNum());
			List<String> cells = new ArrayList<>();
			for (int i = 0; i < Math.min(row.getLastCellNum(), MOST_COLUMNS); i++) {
				cells.add(text(row.getCell(i)));
			}
			add(rows, cells);
		}
		return rows;
	}

	private static String text(org.apache.poi.ss.usermodel.@Nullable Cell cell) {
		if (cell == null) {
			return "";
		}
		CellType type = (cell.getCellType() == CellType.FORMULA) ? cell.getCachedFormulaResultType()
				: cell.getCellType();
		return switch (type) {
			case NUMERIC -> DateUtil.isCellDateFormatted(cell) ? date(cell.getLocalDateTimeCellValue())
					: plain(BigDecimal.valueOf(cell.getNumericCellValue()));
			case STRING -> Characters.inCell(cell.getStringCellValue());
			case BOOLEAN -> cell.getBooleanCellValue() ? "是" : "否";
			default -> "";
		};
	}

	private WorkbookSheet csv(byte[] file) throws WorkbookUnreadable, IOException {
		String text = decoded(file);
		int end = text.indexOf('\n');
		String head = (end < 0) ? text : text.substring(0, end);
		char separator = (head.chars().filter((each) -> each == '\t').count() > head.chars()
			.filter((each) -> each == ',')
			.count()) ? '\t' : ',';
		List<List<String>> rows = new ArrayList<>();
		try (CsvReader<CsvRecord> records = CsvReader.builder()
			.fieldSeparator(separator)
			.skipEmptyLines(false)
			.ofCsvRecord(text)) {
			for (CsvRecord each : records) {
				add(rows, each.getFields().stream().limit(MOST_COLUMNS).map(Characters::inCell).toList());
			}
		}
		return new WorkbookSheet(0, "", rows);
	}

	private static String decoded(byte[] file) throws WorkbookUnreadable {
		for (Charset charset : charsets(file)) {
			try {
				String text = charset.newDecoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT)
					.decode(ByteBuffer.wrap(file))
					.toString();
				if (text.indexOf('\0') < 0) {
					return text.startsWith("\ufeff") ? text.substring(1) : text;
				}
			}
			catch (CharacterCodingException ex) {
				// the next one is tried
			}
		}
		throw new WorkbookUnreadable("既不是工作簿，也不是 UTF-8 或 GB18030 文本",
				"Neither a workbook nor text in UTF-8 or GB18030");
	}

	private static List<Charset> charsets(byte[] file) {
		boolean utf16 = file.length > 1 && (file[0] == (byte) 0xff && file[1] == (byte) 0xfe
				|| file[0] == (byte) 0xfe && file[1] == (byte) 0xff);
		return utf16 ? List.of(StandardCharsets.UTF_16) : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));
	}

	/**
	 * The bytes of a body, up to the largest file.
	 * @return null if there are more
	 */
	static byte @Nullable [] bytes(InputStream body) throws IOException {
		byte[] bytes = body.readNBytes(LARGEST + 1);
		return (bytes.length > LARGEST) ? null : bytes;
	}

}
