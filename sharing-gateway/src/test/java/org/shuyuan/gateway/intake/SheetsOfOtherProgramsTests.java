package org.shuyuan.gateway.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.intake.TestIntake.Read;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables in HTML, in XML Spreadsheet 2003 and in OpenDocument. */
class SheetsOfOtherProgramsTests {

	private static final String MOBILE = "13912345678";

	private static final String TABLE = "<tr><th>区</th><th>数</th></tr><tr><td>东</td><td>1</td></tr><tr><td>西</td><td>2</td></tr>";

	@TempDir
	private Path folder;

	private TestIntake intake;

	@BeforeEach
	void start() {
		this.intake = new TestIntake(this.folder);
	}

	private Read read(String text) throws IOException {
		return this.intake.read(text.getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html><body><table>%s</table></body></html>", "<table>%s</table>",
			"\n<!DOCTYPE html><html><table><tbody>%s</tbody></table></html>",
			"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table border=1>%s</table></html>",
			"<?xml version=\"1.0\"?><html><body><table>%s</table></body></html>",
			"<html><table><tr><td>菜单</td></tr></table><table>%s</table></html>",
			"<html><table><tr><td><table>%s</table></td></tr></table></html>" })
	void tableOfAPageIsRead(String page) throws IOException {
		Read read = read(page.formatted(TABLE));
		assertThat(read.names()).containsExactly("区", "数");
		assertThat(read.rows()).containsExactly(List.of("东", "1"), List.of("西", "2"));
		assertThat(read.outcome().format()).isEqualTo("html");
		assertThat(read.outcome().mediaType()).isEqualTo("application/octet-stream");
		assertThat(read.undescribed()).containsExactly("format-not-inspected");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "GB18030", "Big5" })
	void pageIsReadInItsEncoding(String charset) throws IOException {
		String page = "<html><head><meta charset=\"" + charset + "\"></head><table>" + TABLE.replace('东', '南')
				+ "</table></html>";
		assertThat(this.intake.read(page.getBytes(Charset.forName(charset))).rows()).containsExactly(List.of("南", "1"),
				List.of("西", "2"));
	}

	@Test
	void spansAndEntitiesOfAPageAreUnderstood() throws IOException {
		Read read = read("<table><tr><td rowspan=2>区</td><td colspan=2>小学</td></tr><tr><td>校数</td><td>人数</td></tr>"
				+ "<tr><td rowspan=2>东&amp;&#x533A;</td><td>1</td><td>10&nbsp;</td></tr><tr><td>2</td><td>20</td></tr></table>");
		assertThat(read.names()).containsExactly("区", "小学-校数", "小学-人数");
		assertThat(read.rows()).containsExactly(List.of("东&区", "1", "10"), List.of("东&区", "2", "20"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!-- %s -->", "<script>var a='%s'</script>", "<style>/* %s */</style>",
			"<p title='%s'>x</p>", "<p>%s</p>", "<title>%s</title>", "<p>139&#49;23<b>45678</b></p>",
			"<table><tr><td>%s</td></tr></table>" })
	void restOfAPageIsSearched(String rest) throws IOException {
		Read read = read("<html><body>" + rest.formatted(MOBILE) + "<table>" + TABLE + "</table></body></html>");
		assertThat(read.rules()).containsExactly("mobile");
		assertThat(read.columnsFound()).isEmpty();
		assertThat(read.undescribed()).isNotEmpty();
	}

	@Test
	void numbersInCellsConcernTheirColumn() throws IOException {
		Read read = read("<table>" + TABLE.replace("<td>2", "<td>139<b>12345678</b>") + "</table>");
		assertThat(read.columnsFound()).containsExactly("数");
		assertThat(read.outcome().findings()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<caption>甲</caption><caption>%s</caption>", "<template>%s</template>",
			"<tbody><template><p>%s</p></template></tbody>" })
	void textBetweenTheRowsOfATableIsSearched(String between) throws IOException {
		Read read = read("<table>" + between.formatted(MOBILE) + TABLE + "</table>");
		assertThat(read.rules()).containsExactly("mobile");
		assertThat(read.columnsFound()).isEmpty();
		assertThat(read("<table>" + between.formatted("机密★10年") + TABLE + "</table>").refused()).isTrue();
	}

	@Test
	void pageThatTakesTooMuchMemoryIsNotParsed() throws IOException {
		long most = Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 64);
		Read read = read("<html><p>" + "x ".repeat((int) (most / 2)) + "</p><table>" + TABLE + "</table></html>");
		assertThat(read.reason()).isEqualTo("page-too-large");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html><p>机密★10年</p><table>%s</table></html>", "<html><p>机密★10年</p></html>",
			"<html><!-- 机密★10年 --><table>%s</table></html>", "<table>%s<tr><td>机密★10年</td></tr></table>" })
	void markedPageIsRefused(String page) throws IOException {
		assertThat(read(page.formatted(TABLE)).refused()).isTrue();
		assertThat(this.intake.tablesKept()).isEmpty();
	}

	@Test
	void pageWithoutATableIsAFile() throws IOException {
		Read read = read("<html><p>无表格 139&#49;2345678</p></html>");
		assertThat(read.reason()).isEqualTo("markup");
		assertThat(read.rules()).containsExactly("mobile");
	}

	@Test
	void spansOfASmallPageDoNotMakeALargeTable() throws IOException {
		Read read = read("<table><tr>" + "<td rowspan=65534>x</td>".repeat(1_900) + "</tr>" + "<tr></tr>".repeat(65_000)
				+ "</table>");
		assertThat(read.reason()).isEqualTo("page-too-large");
		assertThat(read("<table><tr><td colspan=1000>x<td colspan=1000>x<td colspan=1000>x</tr></table>").reason())
			.isEqualTo("too-many-columns");
		assertThat(this.intake.tablesKept()).isEmpty();
	}

	private static String workbook(String styles, String... sheets) {
		return "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"
				+ "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
				+ "<Styles>" + styles + "</Styles>" + String.join("", sheets) + "</Workbook>";
	}

	private static String sheet(String name, String rows) {
		return "<Worksheet ss:Name=\"" + name + "\"><Table>" + rows + "</Table></Worksheet>";
	}

	private static String row(String... cells) {
		return "<Row>" + String.join("", cells) + "</Row>";
	}

	private static String cell(String attributes, String type, String value) {
		return "<Cell " + attributes + "><Data ss:Type=\"" + type + "\">" + value + "</Data></Cell>";
	}

	private static String text(String value) {
		return cell("", "String", value);
	}

	@Test
	void spreadsheetXmlIsReadAsItIsShown() throws IOException {
		String styles = "<Style ss:ID=\"d\"><NumberFormat ss:Format=\"Short Date\"/></Style>"
				+ "<Style ss:ID=\"t\"><NumberFormat ss:Format=\"hh:mm\"/></Style><Style ss:ID=\"z\"><NumberFormat ss:Format=\"000000\"/></Style>";
		Read read = read(
				workbook(
						styles, sheet("数据", row(text("街道"), text("日"), text("时"), text("号"), text("值"))
								+ row(cell("ss:MergeDown=\"1\"", "String", "<B>榆</B>溪"),
										cell("ss:StyleID=\"d\"", "DateTime", "2023-01-05T00:00:00.000"),
										cell("ss:StyleID=\"t\"", "DateTime",
												"1899-12-31T08:30:00.000"),
										cell("ss:StyleID=\"z\"", "Number", "123"),
										cell("", "Number", "0.30000000000000004"))
								+ row(cell("ss:Index=\"2\" ss:StyleID=\"d\"", "DateTime", "2023-12-15T00:00:00.000"),
										cell("ss:Index=\"4\" ss:StyleID=\"z\"", "Number", "10020"),
										cell("", "Error", "#N/A")))));
		assertThat(read.rows()).containsExactly(List.of("榆溪", "2023-01-05", "08:30", "000123", "0.3"),
				List.of("榆溪", "2023-12-15", "", "010020", ""));
		assertThat(read.notes()).contains("error-cells");
		assertThat(read.undescribed()).containsExactly("format-not-inspected");
	}

	@Test
	void hiddenAndFurtherSheetsOfSpreadsheetXmlAreSearchedAndNotRead() throws IOException {
		String hidden = sheet("隐藏", row(text("x"), text(MOBILE)) + row(text("y"), text("1"))).replace("</Worksheet>",
				"<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>");
		Read read = read(workbook("", hidden, sheet("数据", row(text("区"), text("数")) + row(text("东"), text("1")))));
		assertThat(read.names()).containsExactly("区", "数");
		assertThat(read.rules()).containsExactly("mobile");
		assertThat(read.columnsFound()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!-- %s -->", "<DocumentProperties><Author>%s</Author></DocumentProperties>",
			"<Names><NamedRange ss:Name=\"n\" ss:RefersTo=\"%s\"/></Names>" })
	void restOfSpreadsheetXmlIsSearched(String rest) throws IOException {
		String table = sheet("数据", row(text("区"), text("数")) + row(text("东"), text("1")));
		assertThat(read(workbook("", rest.formatted(MOBILE), table)).rules()).containsExactly("mobile");
		assertThat(read(workbook("", rest.formatted("机密★10年"), table)).refused()).isTrue();
		assertThat(
				read(workbook("",
						sheet("数据",
								row(text("区"), text("数")) + row("<Cell><Data ss:Type=\"String\">东</Data><Comment><Data>"
										+ MOBILE + "</Data></Comment></Cell>", text("1")))))
					.rules())
			.containsExactly("mobile");
	}

	@Test
	void entitiesOfSpreadsheetXmlAreNotExpanded() throws IOException {
		String bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
				+ workbook("", sheet("数据", row(text("区"), text("数")) + row(text("&f;"), text("&a;")))).substring(21);
		Read read = read(bomb);
		assertThat(read.outcome().profile()).isNull();
		assertThat(read.rules()).containsExactly("unreadable");
		assertThat(this.intake.tablesKept()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Boolean", "Error", "Number", "DateTime" })
	void valueThatIsNotOfItsTypeIsSearched(String type) throws IOException {
		String head = row(text("区"), text("数")) + row(text("东"), text("1"));
		assertThat(read(workbook("", sheet("数据", head + row(text("西"), cell("", type, "联系 " + MOBILE))))).rules())
			.containsExactly("mobile");
		assertThat(read(workbook("", sheet("数据", head + row(text("西"), cell("", type, "机密★10年"))))).refused()).isTrue();
	}

	@Test
	void brokenSpreadsheetXmlIsSearchedAndHeldBack() throws IOException {
		String cut = workbook("", sheet("数据", row(text("139&#49;2345678")))).replace("</Workbook>", "");
		Read read = read(cut);
		assertThat(read.reason()).isEqualTo("workbook-broken");
		assertThat(read.rules()).containsExactlyInAnyOrder("mobile", "unreadable");
	}

	private static byte[] ods(String body, String... further) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			part(zip, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
			part(zip, "content.xml",
					"<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:calcext=\"c\">"
							+ "<office:automatic-styles><style:style style:name=\"h\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>"
							+ "<office:body><office:spreadsheet>" + body
							+ "</office:spreadsheet></office:body></office:document-content>");
			for (int i = 0; i < further.length; i += 2) {
				part(zip, further[i], further[i + 1]);
			}
		}
		return out.toByteArray();
	}

	private static void part(ZipOutputStream zip, String name, String text) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		zip.write(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String odsTable(String attributes, String... rows) {
		return "<table:table table:name=\"表\" " + attributes + ">" + String.join("", rows) + "</table:table>";
	}

	private static String odsRow(String attributes, String... cells) {
		return "<table:table-row " + attributes + ">" + String.join("", cells) + "</table:table-row>";
	}

	private static String odsCell(String attributes, String shown) {
		return "<table:table-cell " + attributes + "><text:p>" + shown + "</text:p></table:table-cell>";
	}

	private static final String HEADINGS = odsRow("", odsCell("", "区"), odsCell("", "数"));

	private static final String ROW = odsRow("", odsCell("", "东"),
			odsCell("office:value-type=\"float\" office:value=\"1\"", "1.00"));

	@Test
	void openDocumentIsReadAsItIsShown() throws IOException {
		Read read = this.intake.read(ods(odsTable("",
				odsRow("", odsCell("", "街道"), odsCell("", "日"), odsCell("", "时"), odsCell("", "号"), odsCell("", "值"),
						odsCell("", "备")),
				odsRow("", odsCell("table:number-rows-spanned=\"2\"", "榆<text:span>溪</text:span>"),
						odsCell("office:value-type=\"date\" office:date-value=\"2023-01-05\"", "1月5日"),
						odsCell("office:value-type=\"time\" office:time-value=\"PT08H30M00S\"", "8:30"),
						odsCell("office:value-type=\"float\" office:value=\"123\"", "000123"),
						odsCell("office:value-type=\"percentage\" office:value=\"0.125\"", "12.5%"),
						odsCell("table:number-columns-repeated=\"1\"", "甲</text:p><text:p>乙")),
				odsRow("table:number-rows-repeated=\"2\"", "<table:covered-table-cell/>",
						odsCell("office:value-type=\"date\" office:date-value=\"2023-12-15T18:00:00\"", "x"),
						odsCell("office:value-type=\"time\" office:time-value=\"PT36H00M00S\"", "36:00"),
						odsCell("table:number-columns-repeated=\"2\"", "同"), odsCell("", "#N/A")),
				odsRow("table:number-rows-repeated=\"1048570\"",
						"<table:table-cell table:number-columns-repeated=\"16384\"/>"))));
		assertThat(read.rows()).containsExactly(List.of("榆溪", "2023-01-05T00:00", "08:30", "000123", "0.125", "甲\n乙"),
				List.of("榆溪", "2023-12-15T18:00", "36:00", "同", "同", ""),
				List.of("", "2023-12-15T18:00", "36:00", "同", "同", ""));
		assertThat(read.notes()).contains("error-cells");
		assertThat(read.outcome().format()).isEqualTo("ods");
		assertThat(read.undescribed()).containsExactly("format-not-inspected");
	}

	@Test
	void hiddenSheetsAndNotesOfOpenDocumentAreSearchedAndNotRead() throws IOException {
		String hidden = odsTable("table:style-name=\"h\"", odsRow("", odsCell("", "a"), odsCell("", MOBILE)), ROW);
		Read read = this.intake.read(ods(hidden + odsTable("", HEADINGS, ROW)));
		assertThat(read.names()).containsExactly("区", "数");
		assertThat(read.rules()).containsExactly("mobile");
		assertThat(read.columnsFound()).isEmpty();
		String note = odsRow("",
				odsCell("",
						"西</text:p><office:annotation><text:p>" + MOBILE + "</text:p></office:annotation><text:p>岸"),
				odsCell("", "2"));
		read = this.intake.read(ods(odsTable("", HEADINGS, ROW, note)));
		assertThat(read.rows()).containsExactly(List.of("东", "1"), List.of("西\n岸", "2"));
		assertThat(read.columnsFound()).isEmpty();
		assertThat(read.rules()).containsExactly("mobile");
	}

	@Test
	void numbersInCellsOfOpenDocumentConcernTheirColumn() throws IOException {
		Read read = this.intake.read(ods(odsTable("", HEADINGS, ROW, odsRow("", odsCell("", "西"),
				odsCell("office:value-type=\"float\" office:value=\"" + MOBILE + "\"", MOBILE)))));
		assertThat(read.columnsFound()).containsExactly("数");
		assertThat(read.outcome().findings()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "meta.xml", "styles.xml", "META-INF/manifest.xml", "Basic/x.xml" })
	void otherPartsOfOpenDocumentAreSearched(String part) throws IOException {
		assertThat(this.intake.read(ods(odsTable("", HEADINGS, ROW), part, "<a>" + MOBILE + "</a>")).rules())
			.containsExactly("mobile");
		assertThat(this.intake.read(ods(odsTable("", HEADINGS, ROW), part, "<a>机密★10年</a>")).refused()).isTrue();
	}

	@Test
	void picturesOfOpenDocumentStayAndUnknownPartsHoldItBack() throws IOException {
		Read read = this.intake.read(ods(odsTable("", HEADINGS, ROW), "Thumbnails/thumbnail.png", "x"));
		assertThat(read.outcome().findings()).isEmpty();
		assertThat(read.notes()).contains("pictures-held-back");
		assertThat(this.intake.read(ods(odsTable("", HEADINGS, ROW), "Object 1", "x")).rules())
			.containsExactly("unreadable");
	}

	@Test
	void shownTextThatIsNotTheValueIsSearched() throws IOException {
		assertThat(
				this.intake
					.read(ods(odsTable("", HEADINGS, ROW,
							odsRow("", odsCell("", "西"),
									odsCell("office:value-type=\"float\" office:value=\"1\"", MOBILE)))))
					.rules())
			.containsExactly("mobile");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"<table:table-cell office:value-type=\"string\" office:string-value=\"%s\"><text:p>x</text:p></table:table-cell>",
			"<table:table-cell office:value-type=\"float\" office:value=\"1\" office:string-value=\"%s\"><text:p>1</text:p></table:table-cell>",
			"<table:table-cell office:value-type=\"string\" office:value=\"%s\"><text:p>x</text:p></table:table-cell>",
			"<table:covered-table-cell office:value-type=\"float\" office:value=\"%s\"/>", "<?program %s?>" })
	void valuesOfOpenDocumentThatAreNotReadAreSearched(String cell) throws IOException {
		Read read = this.intake
			.read(ods(odsTable("", HEADINGS, ROW, odsRow("", odsCell("", "西"), cell.formatted(MOBILE)))));
		assertThat(read.rules()).containsExactly("mobile");
		assertThat(read.columnsFound()).isEmpty();
	}

	@Test
	void repeatedCellsOfASmallFileDoNotMakeALargeTable() throws IOException {
		String many = odsRow("table:number-rows-repeated=\"900000\"",
				odsCell("table:number-columns-repeated=\"1000\"", "x"));
		assertThat(this.intake.read(ods(odsTable("", HEADINGS, many))).reason()).isEqualTo("workbook-too-large");
		assertThat(this.intake
			.read(ods(odsTable("", HEADINGS, odsRow("table:number-rows-repeated=\"99999999\"", odsCell("", "x")))))
			.reason()).isEqualTo("workbook-too-large");
		assertThat(this.intake.tablesKept()).isEmpty();
	}

}
