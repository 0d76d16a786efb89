package org.shuyuan.gateway.intake.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.apache.poi.hssf.usermodel.HSSFClientAnchor;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.intake.Inspection;
import org.shuyuan.gateway.intake.IntakeProperties;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.objects.TestObjects;
import org.shuyuan.gateway.tables.TestTables;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing in the file of a workbook goes unsearched, and cells are not searched twice.
 */
class WorkbookPartsTests {

	private static final String SHEET = "xl/worksheets/sheet1.xml";

	private static final String PHONE = "13812345678";

	@TempDir
	private Path folder;

	private Map<String, byte[]> parts;

	@BeforeEach
	void workbook() throws IOException {
		Path written = this.folder.resolve("written.xlsx");
		try (OutputStream out = Files.newOutputStream(written); Workbook book = new Workbook(out, "test", "1.0")) {
			Worksheet sheet = book.newWorksheet("a");
			for (int i = 0; i < 3; i++) {
				sheet.value(i, 0, "name" + i);
				sheet.value(i, 1, "value" + i);
			}
		}
		this.parts = new LinkedHashMap<>();
		try (ZipFile zip = new ZipFile(written.toFile())) {
			for (ZipEntry each : zip.stream().toList()) {
				this.parts.put(each.getName(), zip.getInputStream(each).readAllBytes());
			}
		}
	}

	private byte[] packed() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (Map.Entry<String, byte[]> part : this.parts.entrySet()) {
				zip.putNextEntry(new ZipEntry(part.getKey()));
				zip.write(part.getValue());
			}
		}
		return bytes.toByteArray();
	}

	private void replace(String part, String from, String to) {
		String text = new String(this.parts.get(part), StandardCharsets.UTF_8);
		assertThat(text).contains(from);
		this.parts.put(part, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
	}

	private InspectionResult inspect(byte[] bytes) throws IOException {
		ObjectStore objects = TestObjects.in(this.folder.resolve("objects"));
		StoredObject stored = objects.put(new ByteArrayInputStream(bytes), Long.MAX_VALUE);
		return new Inspection(objects, TestTables.in(this.folder.resolve("tables")),
				new IntakeProperties(DataSize.ofGigabytes(2), DataSize.ofMegabytes(64)), ContentWords.NONE)
			.inspect(new PendingVersion(DistributionId.random(), 1, stored.sha256(), stored.bytes(), "x", 1));
	}

	private List<String> rules(byte[] bytes) throws IOException {
		InspectionResult inspectionResult = inspect(bytes);
		assertThat(inspectionResult.profile()).isNotNull();
		return inspectionResult.findings().stream().map(Finding::rule).toList();
	}

	@Test
	void anOrdinaryWorkbookHasNothingBeside() throws IOException {
		assertThat(rules(packed())).isEmpty();
	}

	@Test
	void numbersInCellsAreFoundInTheirColumnOnly() throws IOException {
		replace("xl/sharedStrings.xml", "value1", "by " + PHONE);
		assertThat(inspect(packed()).findings()).singleElement()
			.extracting(Finding::column, Finding::rule, Finding::count)
			.containsExactly("value0", "mobile", 1L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<headerFooter><oddFooter>&amp;L张三13812345678</oddFooter></headerFooter>",
			"<dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"A1\"><formula1>\"13812345678,无\"</formula1></dataValidation></dataValidations>",
			"<conditionalFormatting sqref=\"A1\"><cfRule type=\"expression\" priority=\"1\"><formula>A1=\"13812345678\"</formula></cfRule></conditionalFormatting>",
			"<autoFilter ref=\"A1:B3\"><filterColumn colId=\"0\"><filters><filter val=\"13812345678\"/></filters></filterColumn></autoFilter>",
			"<extLst><ext uri=\"{78C0D931-6437-407d-A8EE-F0AAD7539E65}\" note=\"13812345678\"/></extLst>",
			"<!-- 张三 13812345678 -->", "<?note 13812345678?>", "<unknown><![CDATA[13812345678]]></unknown>" })
	void partsOfSheetsBesideTheirCellsAreSearched(String xml) throws IOException {
		replace(SHEET, "</sheetData>", "</sheetData>" + xml);
		assertThat(rules(packed())).containsExactly("mobile");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<c r=\"D2\" t=\"e\"><v>#13812345678</v></c>",
			"<c r=\"D2\"><f>IF(1,\"\",\"13812345678\")</f><v>1</v></c>", "<c r=\"XFE2\"><v>13812345678</v></c>",
			"<c r=\"D2\" note=\"13812345678\"><v>1</v></c>",
			"<c r=\"D2\"><v>1</v></c><c r=\"D2\"><v>13812345678</v></c>",
			"<c r=\"D2\"><v>1</v><is><t>13812345678</t></is></c>" })
	void cellsThatReadersPassOverAreSearched(String cell) throws IOException {
		String sheet = new String(this.parts.get(SHEET), StandardCharsets.UTF_8);
		int second = sheet.indexOf("</row>", sheet.indexOf("</row>") + 1);
		this.parts.put(SHEET,
				(sheet.substring(0, second) + cell + sheet.substring(second)).getBytes(StandardCharsets.UTF_8));
		InspectionResult inspectionResult = inspect(packed());
		assertThat(inspectionResult.findings()).extracting(Finding::rule).contains("mobile");
	}

	@Test
	void cellsGivenTwiceAreHeldBack() throws IOException {
		String sheet = new String(this.parts.get(SHEET), StandardCharsets.UTF_8);
		int second = sheet.indexOf("</row>", sheet.indexOf("</row>") + 1);
		this.parts.put(SHEET, (sheet.substring(0, second) + "<c r=\"D2\"><v>13812345678</v></c><c r=\"D2\"><v>1</v></c>"
				+ sheet.substring(second))
			.getBytes(StandardCharsets.UTF_8));
		assertThat(inspect(packed()).findings()).extracting(Finding::rule).contains("unreadable");
	}

	@Test
	void stringsThatNoCellHasAreSearched() throws IOException {
		replace("xl/sharedStrings.xml", "</sst>", "<si><t>" + PHONE + "</t></si></sst>");
		assertThat(rules(packed())).containsExactly("mobile");
	}

	@Test
	void readingsBesideStringsAreSearched() throws IOException {
		replace("xl/sharedStrings.xml", "name1</t>", "name1</t><rPh sb=\"0\" eb=\"1\"><t>" + PHONE + "</t></rPh>");
		assertThat(rules(packed())).containsExactly("mobile");
	}

	@Test
	void formatsOfNumbersAndPrinterSettingsAreSearched() throws IOException {
		replace("xl/styles.xml", "</styleSheet>",
				"<numFmts><numFmt numFmtId=\"170\" formatCode=\"&quot;13812345678&quot;\"/></numFmts></styleSheet>");
		assertThat(rules(packed())).containsExactly("mobile");
		workbook();
		this.parts.put("xl/printerSettings/printerSettings1.bin", PHONE.getBytes(StandardCharsets.UTF_16LE));
		assertThat(rules(packed())).containsExactly("mobile");
		this.parts.put("xl/printerSettings/printerSettings1.bin", new byte[200_000]);
		assertThat(rules(packed())).containsExactly("unreadable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "GB18030" })
	void partsInOtherEncodingsAreSearched(String charset) throws IOException {
		this.parts.put("docProps/custom.xml",
				("<?xml version=\"1.0\" encoding=\"" + charset + "\"?><note>此件由张三保存，电话１３８12345678</note>")
					.getBytes(Charset.forName(charset)));
		assertThat(rules(packed())).containsExactly("mobile");
	}

	@Test
	void sheetsThatTheWorkbookDoesNotNameAreSearched() throws IOException {
		String sheet = new String(this.parts.get(SHEET), StandardCharsets.UTF_8);
		this.parts.put("xl/worksheets/sheet9.xml",
				sheet.replace("</sheetData>", "<row r=\"9\"><c r=\"A9\"><v>" + PHONE + "</v></c></row></sheetData>")
					.getBytes(StandardCharsets.UTF_8));
		assertThat(rules(packed())).containsExactly("mobile");
	}

	@Test
	void markingsInPageHeadersRefuseTheFile() throws IOException {
		replace(SHEET, "</sheetData>",
				"</sheetData><headerFooter><oddHeader>&amp;L&amp;\"宋体,常规\"&amp;10机密★10年</oddHeader></headerFooter>");
		assertThat(inspect(packed()).state()).isEqualTo(VersionState.REFUSED);
	}

	@Test
	void whatTheZipCarriesIsSearched() throws IOException {
		byte[] plain = packed();
		assertThat(rules(with(plain, PHONE.getBytes(StandardCharsets.UTF_8)))).containsExactly("mobile");
		this.parts.put("docProps/" + PHONE + ".xml", "<a/>".getBytes(StandardCharsets.UTF_8));
		assertThat(rules(packed())).containsExactly("mobile");
	}

	/** The file with a comment of the zip. */
	private static byte[] with(byte[] zip, byte[] comment) {
		byte[] bytes = Arrays.copyOf(zip, zip.length + comment.length);
		System.arraycopy(comment, 0, bytes, zip.length, comment.length);
		bytes[zip.length - 2] = (byte) comment.length;
		return bytes;
	}

	@Test
	void bytesOutsideTheZipAreHeldBack() throws IOException {
		byte[] plain = packed();
		byte[] longer = Arrays.copyOf(plain, plain.length + 40);
		Arrays.fill(longer, plain.length, longer.length, (byte) 'x');
		assertThat(inspect(longer).findings()).extracting(Finding::rule).contains("unreadable");
	}

	@Test
	void entriesGivenTwiceAreHeldBack() throws IOException {
		this.parts.put("xl/sharedStrings.xmX", "<sst><si><t>张三</t></si></sst>".getBytes(StandardCharsets.UTF_8));
		byte[] zip = packed();
		byte[] renamed = new String(zip, StandardCharsets.ISO_8859_1).replace("sharedStrings.xmX", "sharedStrings.xml")
			.getBytes(StandardCharsets.ISO_8859_1);
		assertThat(inspect(renamed).findings()).extracting(Finding::rule).contains("unreadable");
	}

	@Test
	void numbersOfThousandsOfDigitsAreNotParsed() throws IOException {
		replace(SHEET, "</sheetData>",
				"<row r=\"9\"><c r=\"A9\"><v>" + "7".repeat(1 << 20) + "</v></c></row></sheetData>");
		InspectionResult inspectionResult = inspect(packed());
		assertThat(inspectionResult.reason().code()).isEqualTo("cell-too-long");
		assertThat(inspectionResult.findings()).extracting(Finding::rule).contains("unreadable");
	}

	@Test
	void partsOfOlderWorkbooksAreSearched() throws IOException {
		assertThat(legacy((book) -> {
		})).isEmpty();
		assertThat(legacy((book) -> book.getSheetAt(0).getHeader().setCenter("张三" + PHONE))).containsExactly("mobile");
		assertThat(legacy(
				(book) -> book.getSheetAt(0).getRow(1).createCell(3).setCellFormula("IF(1,1,\"" + PHONE + "\")")))
			.contains("mobile");
		assertThat(legacy((book) -> book.getSheetAt(0)
			.createDrawingPatriarch()
			.createTextbox(new HSSFClientAnchor(0, 0, 0, 0, (short) 1, 1, (short) 3, 3))
			.setString(new HSSFRichTextString("张三" + PHONE)))).containsExactly("mobile");
		assertThat(legacy((book) -> book.addPicture(new byte[] { 1 }, HSSFWorkbook.PICTURE_TYPE_PNG)))
			.containsExactly("unreadable");
	}

	private List<String> legacy(java.util.function.Consumer<HSSFWorkbook> change) throws IOException {
		try (HSSFWorkbook book = new HSSFWorkbook()) {
			HSSFSheet sheet = book.createSheet("表");
			for (int i = 0; i < 3; i++) {
				sheet.createRow(i).createCell(0).setCellValue("名" + i);
				sheet.getRow(i).createCell(1).setCellValue("数" + i);
			}
			change.accept(book);
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			book.write(bytes);
			return rules(bytes.toByteArray());
		}
	}

}
