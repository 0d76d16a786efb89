package org.shuyuan.gateway.rowformat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.gateway.query.Filter;
import org.shuyuan.gateway.query.QueryInvalid;
import org.shuyuan.gateway.tables.RowSink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowFormatTests {

	private static final List<Column> COLUMNS = List.of(new Column("名", ColumnType.STRING),
			new Column("日", ColumnType.DATE), new Column("时", ColumnType.DATETIME),
			new Column("数", ColumnType.DECIMAL));

	@Test
	void momentsHaveOneFormWithSecondsInEveryText() throws IOException {
		LocalDateTime moment = LocalDateTime.of(2023, 1, 5, 8, 30);
		String csv = text(RowFormat.CSV, false, row("甲", LocalDate.of(2023, 1, 5), moment, null));
		assertThat(csv).isEqualTo("名,日,时,数\r\n甲,2023-01-05,2023-01-05T08:30:00,\r\n");
		assertThat(text(RowFormat.NDJSON, false, row("甲", null, moment, null)))
			.isEqualTo("{\"名\":\"甲\",\"时\":\"2023-01-05T08:30:00\"}\n");
		assertThat(text(RowFormat.NDJSON, false, row(null, null, moment.plusNanos(500_000_000), null)))
			.contains("08:30:00.5");
	}

	@Test
	void csvForPeopleHasAMarkAndNoFormulas() throws IOException {
		@Nullable Object[][] rows = { row("=1+1", null, null, new BigDecimal("-2.50")), row("+cmd|x", null, null, null),
				row("@x", null, null, null), row("＝1", null, null, null), row("-5", null, null, null),
				row("+8613800000000", null, null, null), row("-", null, null, null), row("a=1", null, null, null) };
		assertThat(text(RowFormat.CSV, true, rows))
			.isEqualTo("\ufeff名,日,时,数\r\n'=1+1,,,-2.50\r\n'+cmd|x,,,\r\n'@x,,,\r\n"
					+ "'＝1,,,\r\n-5,,,\r\n+8613800000000,,,\r\n'-,,,\r\na=1,,,\r\n");
		assertThat(text(RowFormat.CSV, false, rows)).startsWith("名")
			.contains("\r\n=1+1,", "\r\n@x,")
			.doesNotContain("'");
	}

	@Test
	void workbooksHaveRealDatesAndNumbers() throws IOException {
		try (Workbook book = book(
				row("甲", LocalDate.of(2023, 1, 5), LocalDateTime.of(2023, 12, 15, 18, 0, 1), BigDecimal.TEN),
				row("乙", LocalDate.of(1899, 5, 6), null, new BigDecimal("12345678901234567890")))) {
			assertThat(book.getNumberOfSheets()).isEqualTo(1);
			Sheet sheet = book.getSheetAt(0);
			assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
			assertThat(book.getFontAt(sheet.getRow(0).getCell(0).getCellStyle().getFontIndex()).getBold()).isTrue();
			Cell day = sheet.getRow(1).getCell(1);
			assertThat(DateUtil.isCellDateFormatted(day)).isTrue();
			assertThat(day.getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.of(2023, 1, 5, 0, 0));
			assertThat(day.getCellStyle().getDataFormatString()).isEqualTo("yyyy-mm-dd");
			Cell moment = sheet.getRow(1).getCell(2);
			assertThat(DateUtil.isCellDateFormatted(moment)).isTrue();
			assertThat(moment.getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.of(2023, 12, 15, 18, 0, 1));
			assertThat(sheet.getRow(1).getCell(3).getCellType()).isEqualTo(CellType.NUMERIC);
			assertThat(sheet.getRow(2).getCell(1).getStringCellValue()).isEqualTo("1899-05-06");
			assertThat(sheet.getRow(2).getCell(3).getStringCellValue()).isEqualTo("12345678901234567890");
		}
	}

	/** What was written in another way is what it means, unless that would say more. */
	@Test
	void workbooksHaveRealDatesAndNumbersHoweverTheyWereWritten() throws IOException {
		List<Column> written = List.of(new Column("日", ColumnType.DATE, true),
				new Column("时", ColumnType.DATETIME, true), new Column("数", ColumnType.DECIMAL, true),
				new Column("文", ColumnType.STRING));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (RowSink sink = RowFormat.XLSX.open(out, written)) {
			sink.row(row("2023年1月5日", "2023/12/15 18:30", "1,234.50", "0012"));
			sink.row(row("民国112年1月5日", "2023/12/15", "１２３", "a\u0001b_x0041_"));
			sink.row(row("2023年1月", "2023/12", "12.5%", "=1+1"));
			sink.row(row("1899/5/6", "x", "-", "12345678901234567890"));
		}
		try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(out.toByteArray()))) {
			Sheet sheet = book.getSheetAt(0);
			for (int row : List.of(1, 2)) {
				assertThat(sheet.getRow(row).getCell(0).getLocalDateTimeCellValue())
					.isEqualTo(LocalDateTime.of(2023, 1, 5, 0, 0));
				assertThat(DateUtil.isCellDateFormatted(sheet.getRow(row).getCell(0))).isTrue();
			}
			assertThat(sheet.getRow(1).getCell(1).getLocalDateTimeCellValue())
				.isEqualTo(LocalDateTime.of(2023, 12, 15, 18, 30));
			assertThat(sheet.getRow(2).getCell(1).getLocalDateTimeCellValue())
				.isEqualTo(LocalDateTime.of(2023, 12, 15, 0, 0));
			assertThat(sheet.getRow(1).getCell(2).getNumericCellValue()).isEqualTo(1234.5);
			assertThat(sheet.getRow(1).getCell(2).getCellStyle().getDataFormatString()).isEqualTo("#,##0.00");
			assertThat(sheet.getRow(2).getCell(2).getNumericCellValue()).isEqualTo(123);
			assertThat(sheet.getRow(1).getCell(3).getStringCellValue()).isEqualTo("0012");
			assertThat(sheet.getRow(2).getCell(3).getRichStringCellValue().getString()).isEqualTo("a\u0001b_x0041_");
			assertThat(sheet.getRow(3).cellIterator()).toIterable()
				.extracting(Cell::getStringCellValue)
				.containsExactly("2023年1月", "2023/12", "12.5%", "=1+1");
			assertThat(sheet.getRow(4).cellIterator()).toIterable()
				.extracting(Cell::getStringCellValue)
				.containsExactly("1899/5/6", "x", "-", "12345678901234567890");
		}
	}

	@Test
	void whatACellCannotHoldIsNamed() throws IOException {
		String whole = IntStream.range(0, 32_767)
			.mapToObj((i) -> Character.toString(0x4e00 + i * 31 % 20_000))
			.collect(Collectors.joining());
		try (Workbook book = book(row(whole, null, null, null), row(whole + "短", null, null, null))) {
			Sheet data = book.getSheetAt(0);
			assertThat(data.getRow(1).getCell(0).getStringCellValue()).isEqualTo(whole);
			assertThat(data.getRow(2).getCell(0).getStringCellValue()).endsWith("cut）")
				.hasSizeLessThanOrEqualTo(32_767);
			Sheet notes = book.getSheetAt(1);
			assertThat(notes.getRow(0).getCell(0).getStringCellValue()).contains("32767", "csv");
			assertThat(notes.getRow(1).getCell(0).getStringCellValue()).contains("data1", "row 3", "名", "32768");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"a", "\"a\"b", "a,\"b", "\"a\" ,b" })
	void quotesThatDoNotEndAreRefused(String text) {
		assertThatExceptionOfType(QueryInvalid.class)
			.isThrownBy(() -> Filter.parse("列:in:" + text, List.of(new Column("列", ColumnType.STRING))))
			.satisfies((ex) -> assertThat(ex.type().code()).isEqualTo("filter-malformed"));
	}

	private static @Nullable Object[] row(@Nullable Object... values) {
		return values;
	}

	private static Workbook book(@Nullable Object[]... rows) throws IOException {
		return WorkbookFactory.create(new ByteArrayInputStream(bytes(RowFormat.XLSX, false, rows)));
	}

	private static String text(RowFormat format, boolean people, @Nullable Object[]... rows) throws IOException {
		return new String(bytes(format, people, rows), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(RowFormat format, boolean people, @Nullable Object[]... rows) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (RowSink sink = people ? format.openForPeople(out, COLUMNS) : format.open(out, COLUMNS)) {
			for (@Nullable
			Object[] row : Arrays.asList(rows)) {
				sink.row(row);
			}
		}
		return out.toByteArray();
	}

}
