package org.shuyuan.gateway.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.objects.TestObjects;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.tables.TestTables;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyuan.gateway.intake.TestWorkbook.error;
import static org.shuyuan.gateway.intake.TestWorkbook.text;

/** Files as offices make them, read as the table that a person sees in them. */
class TableReadingTests {

	@TempDir
	private Path folder;

	private ObjectStore objects;

	private Tables tables;

	private Inspection inspection;

	@BeforeEach
	void open() {
		this.objects = TestObjects.in(this.folder.resolve("objects"));
		this.tables = TestTables.in(this.folder.resolve("tables"));
		this.inspection = new Inspection(this.objects, this.tables,
				new IntakeProperties(DataSize.ofGigabytes(2), DataSize.ofGigabytes(1)), ContentWords.NONE);
	}

	@AfterEach
	void close() throws Exception {
		this.tables.destroy();
	}

	private Read read(byte[] bytes) throws IOException {
		StoredObject stored = this.objects.put(new ByteArrayInputStream(bytes), Long.MAX_VALUE);
		InspectionResult inspectionResult = this.inspection
			.inspect(new PendingVersion(DistributionId.random(), 1, stored.sha256(), stored.bytes(), "x", 1));
		TableProfile profile = Objects.requireNonNull(inspectionResult.profile(),
				() -> String.valueOf(inspectionResult.reason()));
		List<Column> columns = profile.schema();
		List<List<String>> rows = this.tables
			.page(TableQuery.parse(stored.sha256().value(), columns, null, List.of(), null, 100, null))
			.rows()
			.stream()
			.map((row) -> row.stream().map((cell) -> (cell == null) ? "" : cell.toString()).toList())
			.toList();
		return new Read(columns, rows, inspectionResult.notes().stream().map(VersionNote::code).toList());
	}

	private Read read(String csv) throws IOException {
		return read(csv.getBytes(StandardCharsets.UTF_8));
	}

	private record Read(List<Column> columns, List<List<String>> rows, List<String> notes) {

		List<String> names() {
			return this.columns.stream().map(Column::name).toList();
		}

		List<String> types() {
			return this.columns.stream().map((column) -> column.type().code()).toList();
		}

	}

	/** One column of numbers under a format. */
	private Read formatted(TestWorkbook book, String format, String... values) throws IOException {
		List<String> rows = new ArrayList<>(List.of(text("A1", "项") + text("B1", "值")));
		for (int i = 0; i < values.length; i++) {
			rows.add(text("A" + (i + 2), "甲" + i) + book.number("B" + (i + 2), values[i], format));
		}
		return read(book.sheet("数据", rows).bytes());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "yyyy-mm-dd|2023-01-05", "[$-404]e/m/d;@|2023-01-05", "e\"年\"m\"月\"|2023-01-05",
					"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@|2023-01-05", "m\"月\"d\"日\";@|2023-01-05",
					"yyyymmdd|2023-01-05", "yy.m.d|2023-01-05", "yyyy/m/d h:mm;@|2023-01-05 00:00:00",
					"上午/下午h\"时\"mm\"分\"|00:00", "[DBNum1]h\"时\"mm\"分\"|00:00", "0\"年\"|44931", "G/通用格式\"年\"|44931",
					"#,##0.00_ ;[Red]\\-#,##0.00\\ |44931", "0.00E+00|44931", "000000|044931", "0.00%|44931",
					"[h]:mm|1078344:00" })
	void numbersAreWhatTheirFormatShows(String format, String shown) throws IOException {
		String value = formatted(new TestWorkbook(), format, "44931").rows().getFirst().get(1);
		assertThat(value.replace('T', ' ')).isEqualTo(shown.endsWith("00:00:00") ? "2023-01-05 00:00" : shown);
	}

	@Test
	void quotationMarkThatIsNeverClosedTakesInNoLines() throws IOException {
		assertThat(read("编号,名称\n1,\"甲\n2,乙\n3,丙\n").rows()).hasSize(3);
		assertThat(read("编号,名称\n1,甲\n2,\"乙,丙\"\n3,5\" 管\n").rows()).contains(List.of("2", "乙,丙"));
	}

	@Test
	void daysWithTimesAreOneType() throws IOException {
		Read read = formatted(new TestWorkbook(), "yyyy-mm-dd", "44931", "45275.75");
		assertThat(read.types()).containsExactly("string", "datetime");
		assertThat(read.rows()).extracting((row) -> row.get(1)).containsExactly("2023-01-05T00:00", "2023-12-15T18:00");
	}

	@Test
	void timesAndDurationsHaveNoDay() throws IOException {
		assertThat(formatted(new TestWorkbook(), "hh:mm", "0.354166666666667", "0.75").rows())
			.extracting((row) -> row.get(1))
			.containsExactly("08:30", "18:00");
		assertThat(formatted(new TestWorkbook(), "[h]:mm", "1.5", "0.25").rows()).extracting((row) -> row.get(1))
			.containsExactly("36:00", "06:00");
	}

	@Test
	void daysMayCountFrom1904() throws IOException {
		assertThat(formatted(new TestWorkbook().from1904(), "yyyy-mm-dd", "43469", "43813").rows())
			.extracting((row) -> row.get(1))
			.containsExactly("2023-01-05", "2023-12-15");
	}

	@Test
	void formulasAreTheirSavedValues() throws IOException {
		TestWorkbook book = new TestWorkbook();
		Read read = read(book
			.sheet("数据", List.of(text("A1", "办结") + text("B1", "比") + text("C1", "和") + text("D1", "空"),
					book.formula("A2", "44961", "yyyy-mm-dd") + book.formula("B2", "0.3333333333333333", "0.00%")
							+ book.formula("C2", "0.30000000000000004", "General") + book.formula("D2", "", "General"),
					book.formula("A3", "44993", "yyyy-mm-dd") + book.formula("B3", "0.6666666666666666", "0.00%")
							+ book.formula("C3", "1e+16", "General") + book.number("D3", "1", "General")))
			.bytes());
		assertThat(read.types()).containsExactly("date", "decimal", "decimal", "integer");
		assertThat(read.rows()).containsExactly(List.of("2023-02-04", "0.333333333333333", "0.3", ""),
				List.of("2023-03-08", "0.666666666666667", "10000000000000000", "1"));
		assertThat(read.notes()).contains("formulas-without-value");
	}

	@Test
	void errorsAreNoValues() throws IOException {
		TestWorkbook book = new TestWorkbook();
		Read read = read(book
			.sheet("数据",
					List.of(text("A1", "项") + text("B1", "数"), text("A2", "甲") + error("B2", "#DIV/0!"),
							text("A3", "乙") + book.number("B3", "5", "General"), text("A4", "丙") + error("B4", "#N/A")))
			.bytes());
		assertThat(read.types()).containsExactly("string", "integer");
		assertThat(read.rows()).extracting((row) -> row.get(1)).containsExactly("", "5", "");
		assertThat(read.notes()).containsExactly("error-cells");
	}

	@Test
	void mergedCellsHoldTheirValueInEachRow() throws IOException {
		TestWorkbook book = new TestWorkbook();
		List<String> rows = new ArrayList<>(List.of(text("A1", "街道") + text("B1", "数")));
		for (int i = 2; i <= 6; i++) {
			rows.add((i == 2 ? text("A2", "榆溪") : i == 5 ? text("A5", "云桥") : "")
					+ book.number("B" + i, "" + i, "General"));
		}
		assertThat(read(book.sheet("数据", rows, "A2:A4", "A5:A6").bytes()).rows()).extracting((row) -> row.getFirst())
			.containsExactly("榆溪", "榆溪", "榆溪", "云桥", "云桥");
	}

	@Test
	void oldWorkbooksAreReadByTheSameRules() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (HSSFWorkbook book = new HSSFWorkbook()) {
			CellStyle padded = book.createCellStyle();
			padded.setDataFormat(book.createDataFormat().getFormat("000000"));
			CellStyle clock = book.createCellStyle();
			clock.setDataFormat(book.createDataFormat().getFormat("hh:mm"));
			Sheet sheet = book.createSheet("数据");
			String[] headings = { "街道", "编号", "时间" };
			Row top = sheet.createRow(0);
			for (int i = 0; i < headings.length; i++) {
				top.createCell(i).setCellValue(headings[i]);
			}
			for (int i = 1; i <= 2; i++) {
				Row row = sheet.createRow(i);
				if (i == 1) {
					row.createCell(0).setCellValue("榆溪");
				}
				row.createCell(1).setCellValue(122 + i);
				row.getCell(1).setCellStyle(padded);
				row.createCell(2).setCellValue(0.75);
				row.getCell(2).setCellStyle(clock);
			}
			sheet.addMergedRegion(new CellRangeAddress(1, 2, 0, 0));
			book.write(out);
		}
		assertThat(read(out.toByteArray()).rows()).containsExactly(List.of("榆溪", "000123", "18:00"),
				List.of("榆溪", "000124", "18:00"));
	}

	@Test
	void linesOfHeadingsAreJoinedAndTotalsAndNotesLeftOut() throws IOException {
		TestWorkbook book = new TestWorkbook();
		Read read = read(book.sheet("数据",
				List.of(text("A1", "各区学校情况表"), text("A2", "区") + text("B2", "小学") + text("D2", "中学"),
						text("B3", "校数") + text("C3", "人数") + text("D3", "校数") + text("E3", "人数"),
						text("A4", "东") + numbers(book, 4, "1", "100", "2", "200"),
						text("A5", "西") + numbers(book, 5, "3", "300", "4", "400"),
						text("A6", "合 计") + numbers(book, 6, "4", "400", "6", "600"), text("A7", "注：数据截至年底")),
				"A1:E1", "A2:A3", "B2:C2", "D2:E2", "A7:E7")
			.bytes());
		assertThat(read.names()).containsExactly("区", "小学-校数", "小学-人数", "中学-校数", "中学-人数");
		assertThat(read.types()).containsExactly("string", "integer", "integer", "integer", "integer");
		assertThat(read.rows()).containsExactly(List.of("东", "1", "100", "2", "200"),
				List.of("西", "3", "300", "4", "400"));
		assertThat(read.notes()).containsExactlyInAnyOrder("headings-joined", "closing-lines");
	}

	private static String numbers(TestWorkbook book, int row, String... values) {
		StringBuilder cells = new StringBuilder();
		for (int i = 0; i < values.length; i++) {
			cells.append(book.number((char) ('B' + i) + "" + row, values[i], "General"));
		}
		return cells.toString();
	}

	@Test
	void linesOfHeadingsAreJoinedWithoutMergedCells() throws IOException {
		Read read = read("地区,人口,,面积\n,男,女,\n东,1,2,3.5\n西,4,5,6.5\n");
		assertThat(read.names()).containsExactly("地区", "人口-男", "人口-女", "面积");
		assertThat(read.rows()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "地区,人口,\n东,多,x\n西,少,y\n", "地区,2019,2020\n东,1,2\n西,3,4\n", "地区,1,2,3\n东,5,6,7\n西,8,9,10\n",
			"编号,名称\n1,甲\n2,乙\n", "名称\n甲\n乙\n" })
	void oneLineOfHeadingsStaysOne(String csv) throws IOException {
		Read read = read(csv);
		assertThat(read.rows()).hasSize(2);
		assertThat(read.notes()).doesNotContain("headings-missing", "headings-joined");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1,北京,3.5\n2,上海,4.5\n3,天津,5.5\n", "北京,2023-01-05,甲\n上海,2023-02-05,乙\n天津,2023-03-05,丙\n" })
	void fileWithoutHeadingsKeepsItsFirstRow(String csv) throws IOException {
		Read read = read(csv);
		assertThat(read.names()).containsExactly("列1", "列2", "列3");
		assertThat(read.rows()).hasSize(3);
		assertThat(read.notes()).contains("headings-missing");
	}

	@Test
	void rowThatWasTakenForHeadingsHasNothingWhereAnExportWroteUnnamed() throws IOException {
		Read read = read("甲,2023-01-05,Unnamed: 2,是\n乙,2023-02-05,,是\n丙,2023-03-05,x,否\n");
		assertThat(read.rows()).containsExactly(List.of("甲", "2023-01-05", "", "是"),
				List.of("乙", "2023-02-05", "", "是"), List.of("丙", "2023-03-05", "x", "否"));
	}

	@Test
	void coverSheetIsNotTheTable() throws IOException {
		TestWorkbook book = new TestWorkbook();
		Read read = read(book.sheet("说明", List.of(text("A1", "填表说明"), text("A2", "1. 来自各区"), text("A3", "2. 单位：人")))
			.sheet("数据",
					List.of(text("A1", "区") + text("B1", "数"), text("A2", "东") + book.number("B2", "1", "General"),
							text("A3", "西") + book.number("B3", "2", "General")))
			.bytes());
		assertThat(read.names()).containsExactly("区", "数");
		assertThat(read.rows()).hasSize(2);
		assertThat(read.notes()).containsExactly("sheets-left-out");
	}

	@Test
	void firstOfSeveralTablesIsReadAndTheOthersNamed() throws IOException {
		TestWorkbook book = new TestWorkbook();
		for (String name : List.of("东区", "西区")) {
			book.sheet(name,
					List.of(text("A1", "区") + text("B1", "数"), text("A2", name) + book.number("B2", "1", "General"),
							text("A3", name) + book.number("B3", "2", "General")));
		}
		Read read = read(book.bytes());
		assertThat(read.rows().getFirst().getFirst()).isEqualTo("东区");
		assertThat(read.notes()).containsExactly("sheets-left-out");
	}

	@Test
	void backslashesEscapeQuotationMarks() throws IOException {
		assertThat(read("名称,数\n\"a \\\"b\\\" c\",1\n\"d\\\\e\",2\n乙,3\n").rows()).extracting((row) -> row.getFirst())
			.containsExactly("a \"b\" c", "d\\e", "乙");
		assertThat(read("路径,数\n\"C:\\\",1\n\"D:\\x\\\",2\n").rows()).extracting((row) -> row.getFirst())
			.containsExactly("C:\\", "D:\\x\\");
	}

}
