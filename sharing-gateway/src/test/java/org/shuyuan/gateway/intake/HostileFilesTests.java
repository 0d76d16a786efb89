package org.shuyuan.gateway.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.apache.poi.hssf.usermodel.HSSFClientAnchor;
import org.apache.poi.hssf.usermodel.HSSFComment;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.objects.TestObjects;
import org.shuyuan.gateway.tables.TestTables;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Files that are odd or mean harm: read rightly, or kept with a reason; never an error.
 */
class HostileFilesTests {

	@TempDir
	private Path folder;

	private InspectionResult inspect(byte[] bytes) throws IOException {
		ObjectStore objects = TestObjects.in(this.folder.resolve("objects"));
		StoredObject stored = objects.put(new ByteArrayInputStream(bytes), Long.MAX_VALUE);
		return new Inspection(objects, TestTables.in(this.folder.resolve("tables")),
				new IntakeProperties(DataSize.ofGigabytes(2), DataSize.ofMegabytes(64)), ContentWords.NONE)
			.inspect(new PendingVersion(DistributionId.random(), 1, stored.sha256(), stored.bytes(), "x", 1));
	}

	private String reason(byte[] bytes) throws IOException {
		InspectionResult inspectionResult = inspect(bytes);
		return (inspectionResult.reason() != null) ? inspectionResult.reason().code()
				: inspectionResult.profile().rows() + "x" + inspectionResult.profile().columns().size();
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-16" })
	void everyEncodingIsRead(String charset) throws IOException {
		String text = "编号,名称\r\n" + "1,北京市朝阳区\r\n".repeat(50);
		assertThat(reason(text.getBytes(Charset.forName(charset)))).isEqualTo("50x2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', value = { ",", "TAB", ";", "|" })
	void everySeparatorIsRead(String separator) throws IOException {
		String sign = separator.equals("TAB") ? "\t" : separator;
		assertThat(reason(utf8("a%1$sb%1$sc\n1%1$s\"x%1$sy\"%1$s3\n4%1$s5%1$s6\n".formatted(sign)))).isEqualTo("2x3");
	}

	@Test
	void oddTablesAreReadRightly() throws IOException {
		assertThat(reason(utf8("a,a,,\n1,2,,\n3,4,,\n,,,\n"))).isEqualTo("2x2");
		assertThat(reason(utf8("a,b\n1,2\n3,4,5\n"))).isEqualTo("2x3");
		assertThat(reason(utf8("a,b\n1,\0\0002\n" + "3,4\n".repeat(50)))).isEqualTo("51x2");
		assertThat(reason(utf8("[{\"a\":1},{\"b\":{\"c\":2}}]"))).isEqualTo("2x2");
		assertThat(reason(utf8("{\"code\":0,\"data\":[{\"a\":1}]}"))).isEqualTo("1x1");
		assertThat(reason(utf8("{\"a\":1}\n{\"a\":2}\n"))).isEqualTo("2x1");
	}

	@Test
	void whatIsNoTableIsKeptWithAReason() throws IOException {
		assertThat(reason(utf8("c,".repeat(1_000_000) + "c\n" + "1,".repeat(1_000_000) + "1\n")))
			.isEqualTo("not-a-table");
		assertThat(reason(utf8("c,".repeat(3_000) + "c\n" + "1,".repeat(3_000) + "1\n"))).isEqualTo("too-many-columns");
		assertThat(reason(utf8("a,b\n1," + "x".repeat(5 << 20) + "\n"))).isEqualTo("csv-broken");
		assertThat(reason(utf8("{\"a\":"))).isEqualTo("json-broken");
		assertThat(reason(utf8("<html></html>"))).isEqualTo("markup");
		assertThat(reason(utf8("%PDF-1.7"))).isEqualTo("not-tabular");
	}

	@Test
	void numbersThatFillTheMemoryWhenWrittenOutStayAsTheyAreWritten() throws IOException {
		assertThat(reason(utf8("[{\"a\":1e999999999,\"b\":{\"c\":1e99999999}},{\"a\":1E-999999999}]")))
			.isEqualTo("2x2");
		assertThat(inspect(utf8("[{\"a\":1e999999999}]")).profile().columns().getFirst().min())
			.isEqualTo("1e999999999");
		assertThat(reason(utf8("{\"a\":1e99999999999}\n{\"a\":2}\n"))).isEqualTo("2x1");
	}

	@Test
	void cellsAreOfBoundedLength() throws IOException {
		assertThat(reason(utf8("[{\"a\":\"" + "字".repeat(5 << 20) + "\"}]"))).isEqualTo("cell-too-long");
		assertThat(rules(utf8("[{\"a\":\"" + "字".repeat(5 << 20) + "13812345678\"}]"))).contains("mobile");
	}

	@Test
	void levelsBesideTheirLabelsAreMarkings() throws IOException {
		assertThat(inspect(utf8("项目,内容,注\n密级,机密,\n名称,甲,\n")).state()).isEqualTo(VersionState.REFUSED);
		assertThat(inspect(utf8("保密期限,10年,\n名称,数量,注\n甲,1,\n")).state()).isEqualTo(VersionState.REFUSED);
		assertThat(inspect(utf8("项目,内容\n密级,公开\n名称,秘密花园\n")).state()).isEqualTo(VersionState.AVAILABLE);
	}

	private List<String> rules(byte[] bytes) throws IOException {
		return inspect(bytes).findings().stream().map(Finding::rule).distinct().toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"contacts\":[\"13812345678\"],\"rows\":[{\"a\":1}]}",
			"{\"rows\":[{\"a\":1}],\"tail\":[\"\\u0031\\u00338 1234 5678\"]}",
			"{\"rows\":[{\"a\":1}],\"more\":[{\"b\":13812345678}]}",
			"{\"about\":{\"tel\":\"13812345678\"},\"rows\":[{\"a\":1}]}" })
	void whatIsBesideRecordsIsSearchedAndClosesTheOriginal(String json) throws IOException {
		InspectionResult inspectionResult = inspect(utf8(json));
		assertThat(inspectionResult.profile().columns()).hasSize(1);
		assertThat(inspectionResult.findings()).extracting(Finding::rule, Finding::column)
			.containsExactly(tuple("mobile", null));
		assertThat(inspectionResult.undescribed()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "[{\"name\":\"a\"},\"x\",{\"note\":\"13812345678\"}]", "[{\"a\":1}] {\"b\":\"13812345678\"}",
					"{\"a\":1}\n{\"a\":2}\n[\"13812345678\"]", "{\"x\":[{\"a\":1}],\"y\":[{\"b\":13812345678}]}" })
	void jsonThatIsNoTableThroughoutIsSearchedThroughout(String json) throws IOException {
		assertThat(reason(utf8(json))).isEqualTo("json-shape");
		assertThat(rules(utf8(json))).containsExactly("mobile");
	}

	@Test
	void membersOfOneNameAreBothSeen() throws IOException {
		byte[] twice = utf8("[{\"a\":\"13812345678\",\"a\":\"x\"}]");
		assertThat(reason(twice)).isEqualTo("json-broken");
		assertThat(rules(twice)).containsExactly("mobile");
		assertThat(rules(utf8("{\"total\":1,\"rows\":[{\"a\":1}],\"by\":\"张三13812345678\"}")))
			.containsExactly("mobile");
		assertThat(rules(utf8("{\"a\":"))).containsExactly("unreadable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<p>&#49;&#51;&#56;&#49;2345678</p>", "<p>138<b>1234</b>5678</p>",
			"<a><![CDATA[138]]>12345678</a>", "<a href='tel:13812345678'/>" })
	void markupIsSearchedAsItIsRead(String markup) throws IOException {
		assertThat(rules(utf8(markup))).containsExactly("mobile");
		assertThat(rules(utf8("<p>2026</p><!-- none -->"))).isEmpty();
		assertThat(rules(utf8("<!DOCTYPE a [<!ENTITY b \"138\">]><a>&b;12345678</a>"))).containsExactly("unreadable");
	}

	@Test
	void markOfAnotherEncodingHidesNothing() throws IOException {
		byte[] bytes = utf8("\u0000\u0000编号,电话\n1,13812345678\n");
		bytes[0] = (byte) 0xFF;
		bytes[1] = (byte) 0xFE;
		assertThat(rules(bytes)).contains("mobile");
		assertThat(rules("编号,电话\n1,无\n2,无\n".getBytes(StandardCharsets.UTF_16))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 5, 10, 11 })
	void numbersAcrossPiecesOfLongTextAreFound(int before) throws IOException {
		String piece = "<p>" + "字".repeat((1 << 20) - 3 - before) + "13812345678" + "字".repeat(100);
		assertThat(rules(utf8(piece))).containsExactly("mobile");
		String lines = "<p>" + "字字字\n".repeat((1 << 20) / 4) + "13812345678\n";
		assertThat(inspect(utf8(lines)).findings()).singleElement().extracting(Finding::count).isEqualTo(1L);
	}

	@Test
	void furtherSheetsAndCommentsOfWorkbooksAreSearched() throws IOException {
		try (HSSFWorkbook book = new HSSFWorkbook()) {
			table(book.createSheet("表"));
			book.createSheet("又").createRow(3).createCell(3).setCellValue("无");
			assertThat(inspect(bytes(book)).findings()).isEmpty();
			book.getSheetAt(1).createRow(5).createCell(3).setCellValue("张三 13812345678");
			book.setSheetHidden(1, true);
			assertThat(rules(bytes(book))).containsExactly("mobile");
		}
		try (HSSFWorkbook book = new HSSFWorkbook()) {
			HSSFSheet sheet = table(book.createSheet("表"));
			HSSFComment comment = sheet.createDrawingPatriarch()
				.createCellComment(new HSSFClientAnchor(0, 0, 0, 0, (short) 1, 1, (short) 3, 3));
			comment.setString(new HSSFRichTextString("密级：机密"));
			sheet.getRow(1).getCell(0).setCellComment(comment);
			assertThat(inspect(bytes(book)).state()).isEqualTo(VersionState.REFUSED);
		}
	}

	private static HSSFSheet table(HSSFSheet sheet) {
		for (int i = 0; i < 3; i++) {
			for (int j = 0; j < 2; j++) {
				Cell cell = (j == 0) ? sheet.createRow(i).createCell(j) : sheet.getRow(i).createCell(j);
				cell.setCellValue("格" + i + j);
			}
		}
		return sheet;
	}

	private static byte[] bytes(HSSFWorkbook book) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		book.write(bytes);
		return bytes.toByteArray();
	}

	@Test
	void hiddenSheetsAndPartsOfNewerWorkbooksAreSearched() throws IOException {
		assertThat(reason(xlsx("无", "", ""))).isEqualTo("1x1");
		assertThat(rules(xlsx("无", "", ""))).isEmpty();
		assertThat(rules(xlsx("13812345678", "", ""))).containsExactly("mobile");
		assertThat(rules(xlsx("无", "xl/comments1.xml", "<comments><t>138</t><t>12345678</t></comments>")))
			.containsExactly("mobile");
		assertThat(rules(xlsx("无", "docProps/custom.xml", "<dc:creator>张三13812345678</dc:creator>")))
			.containsExactly("mobile");
		assertThat(rules(xlsx("无", "xl/media/image1.png", "?"))).isEmpty();
		assertThat(rules(xlsx("无", "xl/embeddings/oleObject1.bin", "?"))).containsExactly("unreadable");
	}

	private byte[] xlsx(String hidden, String part, String content) throws IOException {
		Path written = this.folder.resolve("written.xlsx");
		try (OutputStream out = Files.newOutputStream(written); Workbook book = new Workbook(out, "test", "1.0")) {
			Worksheet sheet = book.newWorksheet("a");
			sheet.value(0, 0, "名称");
			sheet.value(1, 0, "甲");
			Worksheet further = book.newWorksheet("b");
			further.value(0, 0, hidden);
			further.setVisibilityState(VisibilityState.HIDDEN);
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipFile from = new ZipFile(written.toFile()); ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (ZipEntry each : from.stream().toList()) {
				zip.putNextEntry(new ZipEntry(each.getName()));
				from.getInputStream(each).transferTo(zip);
			}
			if (!part.isEmpty()) {
				zip.putNextEntry(new ZipEntry(part));
				zip.write(utf8(content));
			}
		}
		return bytes.toByteArray();
	}

	@Test
	void bombsAreNotUnpacked() throws IOException {
		assertThat(reason(workbook("0".repeat(80 << 20)))).isEqualTo("workbook-too-large");
		assertThat(reason(workbook("<!DOCTYPE lolz [<!ENTITY lol \"lol\">]><worksheet/>")))
			.isEqualTo("workbook-doctype");
		assertThat(reason(workbook("nonsense"))).isEqualTo("workbook-broken");
	}

	private static byte[] workbook(String sheet) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
			zip.write(utf8("<workbook/>"));
			zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
			zip.write(utf8(sheet));
		}
		return bytes.toByteArray();
	}

}
