package org.shuyuan.gateway.undescribed;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class WorkbooksTests {

	private static final String SHEET = "xl/worksheets/sheet1.xml";

	@TempDir
	private Path folder;

	private Set<Undescribed> inspect(byte[] xlsx) throws IOException {
		return Workbooks.inspect(Files.write(this.folder.resolve("book.xlsx"), xlsx));
	}

	@Test
	void plainTablesOfCommonProgramsHoldNothingElse() throws IOException {
		assertThat(inspect(TestWorkbooks.xlsx((_) -> {
		}))).as("POI").isEmpty();
		ByteArrayOutputStream streamed = new ByteArrayOutputStream();
		try (SXSSFWorkbook book = new SXSSFWorkbook()) {
			book.createSheet().createRow(0).createCell(0).setCellValue("甲");
			book.write(streamed);
		}
		assertThat(inspect(streamed.toByteArray())).as("POI, streamed").isEmpty();
		ByteArrayOutputStream fast = new ByteArrayOutputStream();
		try (org.dhatim.fastexcel.Workbook book = new org.dhatim.fastexcel.Workbook(fast, "数据", "1.0")) {
			book.newWorksheet("Sheet1").value(0, 0, "甲");
		}
		assertThat(inspect(fast.toByteArray())).as("an application with a name of its own")
			.containsExactly(Undescribed.PROPERTIES);
		fast.reset();
		try (org.dhatim.fastexcel.Workbook book = new org.dhatim.fastexcel.Workbook(fast, "shuyuan", "1.0")) {
			book.newWorksheet("Sheet1").value(0, 0, "甲");
		}
		assertThat(inspect(fast.toByteArray())).as("fastexcel").isEmpty();
		assertThat(inspect(TestWorkbooks.xlsx((book) -> {
			XSSFSheet sheet = book.getSheetAt(0);
			sheet.createFreezePane(0, 1);
			sheet.setColumnHidden(1, true);
			sheet.setAutoFilter(CellRangeAddress.valueOf("A1:B3"));
			sheet.getFooter().setCenter("第 &P 页，共 &N 页");
			sheet.getRow(1).getCell(0).setCellStyle(book.createCellStyle());
			sheet.getRow(1)
				.getCell(0)
				.getCellStyle()
				.setDataFormat(book.createDataFormat().getFormat("yyyy\"年\"m\"月\""));
		}))).as("looks").isEmpty();
	}

	/** As Excel and LibreOffice write what says nothing. */
	@Test
	void fixedPropertiesAndEmptyPartsHoldNothingElse() throws IOException {
		byte[] plain = TestWorkbooks.xlsx((_) -> {
		});
		assertThat(inspect(TestWorkbooks.with(plain, "docProps/app.xml",
				(_) -> """
						<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
						 xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><Application>Microsoft Excel</Application>
						 <DocSecurity>0</DocSecurity><HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>工作表</vt:lpstr>
						 </vt:variant><vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts>
						 <vt:vector size="1" baseType="lpstr"><vt:lpstr>名单</vt:lpstr></vt:vector></TitlesOfParts><Company></Company>
						 <AppVersion>16.0300</AppVersion></Properties>""")))
			.isEmpty();
		assertThat(inspect(TestWorkbooks.with(plain, SHEET, (xml) -> xml.replace("</worksheet>",
				"""
						<headerFooter><oddHeader>&amp;C&amp;"Times New Roman,Regular"&amp;12&amp;A</oddHeader>\
						<oddFooter>&amp;C&amp;"Times New Roman,Regular"&amp;12Page &amp;P</oddFooter></headerFooter></worksheet>"""))))
			.isEmpty();
		assertThat(inspect(TestWorkbooks.with(plain, "xl/persons/person.xml", (_) -> "<personList xmlns='x'/>")))
			.isEmpty();
	}

	static Stream<Arguments> additions() {
		return Stream.of(addition(Undescribed.FURTHER_SHEETS, (book) -> book.createSheet("工资")),
				addition(Undescribed.HIDDEN_SHEETS, (book) -> {
					book.createSheet("工资");
					book.setSheetVisibility(1, SheetVisibility.VERY_HIDDEN);
				}), addition(Undescribed.COMMENTS, (book) -> {
					XSSFSheet sheet = book.getSheetAt(0);
					sheet.getRow(0)
						.getCell(0)
						.setCellComment(sheet.createDrawingPatriarch()
							.createCellComment(book.getCreationHelper().createClientAnchor()));
				}), addition(Undescribed.HEADERS_FOOTERS, (book) -> book.getSheetAt(0).getHeader().setLeft("张三")),
				addition(Undescribed.DRAWINGS,
						(book) -> book.getSheetAt(0)
							.createDrawingPatriarch()
							.createPicture(book.getCreationHelper().createClientAnchor(),
									book.addPicture(new byte[] { 1 }, Workbook.PICTURE_TYPE_PNG))),
				addition(Undescribed.DATA_VALIDATIONS, (book) -> {
					DataValidationHelper validation = book.getSheetAt(0).getDataValidationHelper();
					book.getSheetAt(0)
						.addValidationData(validation.createValidation(
								validation.createExplicitListConstraint(new String[] { "张三" }),
								new CellRangeAddressList(0, 1, 0, 0)));
				}), addition(Undescribed.CONDITIONAL_FORMATS, (book) -> {
					var formats = book.getSheetAt(0).getSheetConditionalFormatting();
					formats.addConditionalFormatting(new CellRangeAddress[] { CellRangeAddress.valueOf("A1:A2") },
							formats.createConditionalFormattingRule("A1=\"张三\""));
				}), addition(Undescribed.DEFINED_NAMES, (book) -> {
					var name = book.createName();
					name.setNameName("张三");
					name.setRefersToFormula("\"110\"");
				}),
				addition(Undescribed.PROPERTIES, (book) -> book.getProperties().getCoreProperties().setCreator("张三")),
				addition(Undescribed.PROPERTIES,
						(book) -> book.getProperties().getExtendedProperties().setCompany("某局")),
				addition(Undescribed.PROPERTIES,
						(book) -> book.getProperties().getCustomProperties().addProperty("经办", "张三")),
				addition(Undescribed.LINKS, (book) -> {
					var link = book.getCreationHelper()
						.createHyperlink(org.apache.poi.common.usermodel.HyperlinkType.URL);
					link.setAddress("https://example.org/zhangsan");
					book.getSheetAt(0).getRow(1).getCell(0).setHyperlink(link);
				}),
				addition(Undescribed.FORMULAS,
						(book) -> book.getSheetAt(0).getRow(1).createCell(2).setCellFormula("\"张三\"&1")),
				addition(Undescribed.UNUSED_STRINGS,
						(book) -> book.getSharedStringSource()
							.addSharedStringItem(new org.apache.poi.xssf.usermodel.XSSFRichTextString("张三"))),
				addition(Undescribed.STYLE_TEXTS, (book) -> book.createDataFormat().getFormat("0\"张三的工资\"")),
				addition(Undescribed.LIST_OBJECTS,
						(book) -> book.getSheetAt(0)
							.createTable(new org.apache.poi.ss.util.AreaReference("A1:B3",
									org.apache.poi.ss.SpreadsheetVersion.EXCEL2007))));
	}

	private static Arguments addition(Undescribed what, Consumer<XSSFWorkbook> more) {
		return arguments(what, more);
	}

	@ParameterizedTest
	@MethodSource("additions")
	void whatElseIsInTheWorkbookIsFound(Undescribed what, Consumer<XSSFWorkbook> more) throws IOException {
		assertThat(inspect(TestWorkbooks.xlsx(more))).contains(what);
	}

	static Stream<Arguments> parts() {
		return Stream.of(arguments("xl/printerSettings/printerSettings1.bin", Undescribed.PRINTER_SETTINGS),
				arguments("customXml/item1.xml", Undescribed.CUSTOM_XML),
				arguments("xl/pivotCache/pivotCacheRecords1.xml", Undescribed.PIVOT_TABLES),
				arguments("xl/threadedComments/threadedComment1.xml", Undescribed.COMMENTS),
				arguments("xl/charts/chart1.xml", Undescribed.DRAWINGS),
				arguments("xl/embeddings/a.docx", Undescribed.EMBEDDED_OBJECTS),
				arguments("xl/vbaProject.bin", Undescribed.EMBEDDED_OBJECTS),
				arguments("xl/externalLinks/externalLink1.xml", Undescribed.LINKS),
				arguments("docProps/thumbnail.jpeg", Undescribed.DRAWINGS),
				arguments("xl/worksheets/sheet9.xml", Undescribed.FURTHER_SHEETS),
				arguments("张三.txt", Undescribed.UNKNOWN_CONTENT), arguments("xl/new.xml", Undescribed.UNKNOWN_CONTENT));
	}

	@ParameterizedTest
	@MethodSource("parts")
	void furtherPartsAreFound(String part, Undescribed what) throws IOException {
		byte[] more = TestWorkbooks.with(TestWorkbooks.xlsx((_) -> {
		}), part, (_) -> "<worksheet/>");
		assertThat(inspect(more)).contains(what);
	}

	static Stream<Arguments> texts() {
		return Stream.of(arguments(SHEET, "<sheetData>", "<!-- 张三 --><sheetData>", Undescribed.UNKNOWN_CONTENT),
				arguments(SHEET, "<sheetData>", "<?note 张三?><sheetData>", Undescribed.UNKNOWN_CONTENT),
				arguments(SHEET, "<sheetData>", "<sheetData>张三", Undescribed.UNKNOWN_CONTENT),
				arguments(SHEET, "<sheetData>", "<sheetData note=\"张三\">", Undescribed.UNKNOWN_CONTENT),
				arguments(SHEET, "</worksheet>", "<extLst><ext uri=\"x\">张三</ext></extLst></worksheet>",
						Undescribed.UNKNOWN_CONTENT),
				arguments(SHEET, "</row><row r=\"3\">", "<c r=\"A2\"><v>9</v></c></row><row r=\"3\">",
						Undescribed.IRREGULAR_CELLS),
				arguments(SHEET, "</row><row r=\"3\">", "<c r=\"XFE2\"><v>9</v></c></row><row r=\"3\">",
						Undescribed.IRREGULAR_CELLS),
				arguments(SHEET, "</row><row r=\"3\">", "<c r=\"E2\" t=\"e\"><v>张三</v></c></row><row r=\"3\">",
						Undescribed.IRREGULAR_CELLS),
				arguments(SHEET, "</row><row r=\"3\">", "<c r=\"E2\"><v>9</v><is><t>张三</t></is></c></row><row r=\"3\">",
						Undescribed.IRREGULAR_CELLS),
				arguments("xl/sharedStrings.xml", "</si>", "<rPh sb=\"0\" eb=\"1\"><t>张三</t></rPh></si>",
						Undescribed.UNKNOWN_CONTENT),
				arguments("xl/styles.xml", "<fonts",
						"<cellStyles><cellStyle name=\"张三\" xfId=\"0\"/></cellStyles><fonts", Undescribed.STYLE_TEXTS),
				arguments("xl/workbook.xml", "<sheets>", "<fileSharing userName=\"zhangsan\"/><sheets>",
						Undescribed.PROPERTIES),
				arguments("docProps/core.xml", "Apache POI", "Zhang San", Undescribed.PROPERTIES));
	}

	@ParameterizedTest
	@MethodSource("texts")
	void textsWhereNoneBelongAreFound(String part, String before, String after, Undescribed what) throws IOException {
		byte[] plain = TestWorkbooks.xlsx((_) -> {
		});
		byte[] more = TestWorkbooks.with(plain, part, (xml) -> {
			assertThat(xml).contains(before);
			return xml.replaceFirst(java.util.regex.Pattern.quote(before), after);
		});
		assertThat(inspect(more)).contains(what);
	}

	@Test
	void bytesThatBelongToNoEntryAreFound() throws IOException {
		byte[] plain = TestWorkbooks.xlsx((_) -> {
		});
		Map<String, byte[]> parts = TestWorkbooks.parts(plain);
		assertThat(inspect(TestWorkbooks.zip(parts, ""))).isEmpty();
		assertThat(inspect(TestWorkbooks.zip(parts, "张三"))).containsExactly(Undescribed.ARCHIVE_EXTRAS);
		byte[] behind = Arrays.copyOf(plain, plain.length + 4);
		assertThat(inspect(behind)).containsExactly(Undescribed.ARCHIVE_EXTRAS);
	}

	@Test
	void legacyWorkbookIsOneSheetOfCells() throws IOException {
		assertThat(legacy((_) -> {
		})).isEmpty();
		assertThat(legacy((book) -> book.createSheet("工资"))).contains(Undescribed.FURTHER_SHEETS);
		assertThat(legacy((book) -> book.getSheetAt(0).getHeader().setLeft("张三")))
			.contains(Undescribed.HEADERS_FOOTERS);
		assertThat(legacy((book) -> book.getSheetAt(0).getRow(1).createCell(3).setCellFormula("1+1")))
			.contains(Undescribed.FORMULAS);
		assertThat(legacy((book) -> {
			book.createInformationProperties();
			book.getSummaryInformation().setAuthor("张三");
		})).contains(Undescribed.PROPERTIES);
		assertThat(legacy((book) -> book.getSheetAt(0)
			.getRow(0)
			.getCell(0)
			.setCellComment(book.getSheetAt(0)
				.createDrawingPatriarch()
				.createCellComment(book.getCreationHelper().createClientAnchor()))))
			.contains(Undescribed.COMMENTS);
	}

	private static Set<Undescribed> legacy(Consumer<HSSFWorkbook> more) throws IOException {
		return LegacyWorkbooks.inspect(new ByteArrayInputStream(TestWorkbooks.xls(more)));
	}

}
