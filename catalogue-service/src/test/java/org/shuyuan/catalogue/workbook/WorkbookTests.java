package org.shuyuan.catalogue.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.identifier.AgencyId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkbookTests {

	private static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00007");

	private static final AgencyLookup AGENCIES = new AgencyLookup() {

		@Override
		public Optional<AgencyId> find(String nameOrCode) {
			return nameOrCode.equals("市交通局") ? Optional.of(AGENCY) : Optional.empty();
		}

		@Override
		public String name(AgencyId agency) {
			return "市交通局";
		}

	};

	private static final List<List<String>> SHORT = List.of(
			List.of("信息资源名称", "信息资源摘要", "共享类型", "共享条件", "是否向社会开放", "更新周期", "发布日期", "信息项名称", "数据类型", "数据长度"),
			List.of("公交站点", "全市站点", "２", "线网优化；应急调度", "是", "每月", "2026年1月5日", "站名", "字符型Ｃ", "40"),
			List.of("", "", "", "", "", "", "", "经度", "N", "12,6"),
			List.of("客运班线", "班线表", "不予共享", "涉及经营秘密，依据《中华人民共和国数据安全法》第二十一条", "否", "6", "2025/12/31", "班线号", "整数", ""));

	@Test
	void rowsBelowTheFirstBelongToItsResource() throws Exception {
		List<Entry> entries = entries(xlsx(SHORT));
		assertThat(entries).extracting((each) -> each.title().zh()).containsExactly("公交站点", "客运班线");
		Entry stops = entries.getFirst();
		assertThat(stops.items()).extracting(DataItem::type).containsExactly(ItemType.STRING, ItemType.DECIMAL);
		assertThat(stops.items()).extracting(DataItem::length).containsExactly(40, 12);
		assertThat(stops.sharing())
			.isEqualTo(new SharingClass.Conditional(java.util.Set.of(), java.util.Set.of("线网优化", "应急调度")));
		assertThat(stops.openness()).isInstanceOf(Openness.Unconditional.class);
		assertThat(stops.frequency()).isEqualTo("monthly");
		assertThat(stops.issued()).isEqualTo(LocalDate.of(2026, 1, 5));
		assertThat(entries.get(1).frequency()).isEqualTo("annual");
		assertThat(entries.get(1).sharing()).isInstanceOfSatisfying(SharingClass.NotShared.class,
				(closed) -> assertThat(closed.citations()).singleElement()
					.satisfies((citation) -> assertThat(citation.article()).isEqualTo("第二十一条")));
	}

	@Test
	void newItemsAreClosed() throws Exception {
		assertThat(entries(xlsx(SHORT)).getFirst().items()).noneMatch(DataItem::open);
	}

	@Test
	void mergedAndRepeatedCellsSayTheSameAsBlankOnes() throws Exception {
		List<Entry> blank = entries(xlsx(SHORT));
		List<List<String>> repeated = new java.util.ArrayList<>(SHORT);
		List<String> second = new java.util.ArrayList<>(SHORT.get(1).subList(0, 7));
		second.addAll(SHORT.get(2).subList(7, 10));
		repeated.set(2, second);
		assertThat(entries(xlsx(repeated))).isEqualTo(blank);
		assertThat(entries(workbook(SHORT, (sheet) -> {
			for (int column = 0; column < 7; column++) {
				sheet.addMergedRegion(new CellRangeAddress(1, 2, column, column));
			}
		}))).isEqualTo(blank);
	}

	@Test
	void theSameInCsvAndXls() throws Exception {
		List<Entry> expected = entries(xlsx(SHORT));
		String csv = SHORT.stream()
			.map((row) -> String.join(",", row.stream().map((cell) -> "\"" + cell + "\"").toList()))
			.collect(java.util.stream.Collectors.joining("\r\n"));
		assertThat(entries(csv.getBytes(Charset.forName("GB18030")))).isEqualTo(expected);
		assertThat(entries(("\ufeff" + csv).getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (HSSFWorkbook book = new HSSFWorkbook()) {
			fill(book.createSheet("表"), SHORT);
			book.write(out);
		}
		assertThat(entries(out.toByteArray())).isEqualTo(expected);
	}

	@Test
	void theHeaderIsFoundBelowATitleAndOverSeveralRows() throws Exception {
		List<List<String>> rows = List.of(List.of("XX市部门信息资源产生清单"), List.of("填表单位：市交通局"),
				List.of("序号", "信息资源", "", "信息项", "", "共享属性", "", "更新周期（必填）"),
				List.of("", "基本信息", "", "", "", "", "", ""),
				List.of("", "信息资源名称*", "信息资源摘要", "信息项名称", "数据类型", "共享类型", "共享条件/不予共享依据", ""),
				List.of("选填", "必填", "必填", "必填", "必填", "必填", "选填", "必填"),
				List.of("1", "公交站点", "全市站点", "站名", "C", "无条件共享", "无", "每月"));
		List<Entry> entries = entries(xlsx(rows));
		assertThat(entries).singleElement().satisfies((entry) -> {
			assertThat(entry.title().zh()).isEqualTo("公交站点");
			assertThat(entry.frequency()).isEqualTo("monthly");
			assertThat(entry.items()).hasSize(1);
			assertThat(entry.sharing()).isInstanceOf(SharingClass.Unconditional.class);
		});
	}

	@Test
	void unknownValuesAreRefusedByNameAtTheirCell() throws Exception {
		List<List<String>> rows = new java.util.ArrayList<>(SHORT);
		rows.set(3, List.of("客运班线", "班线表", "部分共享", "", "也许", "隔三差五", "2025-13-40", "班线号", "大对象", "很长"));
		ReadResource read = read(xlsx(rows)).get(1);
		assertThat(read.violations()).allMatch(CellViolation::refuses)
			.extracting((each) -> each.cell().address())
			.containsExactlyInAnyOrder("C4", "E4", "F4", "G4", "I4", "J4");
		assertThat(read.violations()).anyMatch((each) -> each.violation().message().zh().contains("隔三差五")
				&& each.violation().advice().zh().contains("每月"));
	}

	@Test
	void rowsOfOneResourceThatDisagreeAreRefused() throws Exception {
		List<List<String>> rows = new java.util.ArrayList<>(SHORT);
		rows.set(2, List.of("公交站点", "", "", "", "", "每年", "", "经度", "N", ""));
		ReadResource read = read(xlsx(rows)).getFirst();
		assertThat(read.violations()).singleElement().satisfies((each) -> {
			assertThat(each.violation().code()).isEqualTo("cell-contradicts");
			assertThat(each.cell().address()).isEqualTo("F3");
		});
	}

	@Test
	void anItemSharedOtherwiseThanTheWholeIsRefused() throws Exception {
		List<List<String>> rows = List.of(List.of("信息资源名称", "摘要", "共享类型", "更新周期", "字段名称", "字段数据类型", "字段共享类型", "字段是否开放"),
				List.of("公交站点", "站点", "无条件共享", "每月", "站名", "C", "1", "是"),
				List.of("公交站点", "站点", "无条件共享", "每月", "联系手机", "C", "3", "否"));
		ReadResource read = read(xlsx(rows)).getFirst();
		assertThat(read.violations()).singleElement()
			.satisfies((each) -> assertThat(each.violation().code()).isEqualTo("item-shared-otherwise"));
		assertThat(read.entry().items()).extracting(DataItem::open).containsExactly(true, false);
	}

	@Test
	void otherColumnsAreKeptForTheWholeOrForItsItem() throws Exception {
		List<List<String>> rows = List.of(List.of("信息资源名称", "摘要", "共享类型", "更新周期", "重点领域", "字段名称", "字段数据类型", "默认值"),
				List.of("公交站点", "站点", "1", "每月", "交通", "站名", "C", "无名"), List.of("", "", "", "", "", "经度", "N", "0"));
		WorkbookResource resource = Workbook.read(new ByteArrayInputStream(xlsx(rows))).resources().getFirst();
		Map<WorkbookResource.Extension, String> kept = WorkbookExtensions.of(WorkbookExtensions.merged(null, resource));
		assertThat(kept).containsExactlyInAnyOrderEntriesOf(Map.of(new WorkbookResource.Extension("重点领域", ""), "交通",
				new WorkbookResource.Extension("默认值", "站名"), "无名", new WorkbookResource.Extension("默认值", "经度"), "0"));
	}

	@ParameterizedTest
	@EnumSource(WorkbookLayout.class)
	void whatIsWrittenIsReadBackUnchanged(WorkbookLayout layout) throws Exception {
		Entry stops = entries(xlsx(SHORT)).getFirst();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (WorkbookWriter writer = new WorkbookWriter(layout, AGENCIES)) {
			writer.write(stops, Map.of());
			writer.finish(out);
		}
		WorkbookResource resource = Workbook.read(new ByteArrayInputStream(out.toByteArray())).resources().getFirst();
		ReadResource read = Workbook.entry(resource, stops, AGENCY, AGENCIES);
		assertThat(read.violations()).isEmpty();
		assertThat(read.entry()).isEqualTo(stops);
	}

	@ParameterizedTest
	@EnumSource(WorkbookLayout.class)
	void aTemplateHasNoResourcesOfItsOwn(WorkbookLayout layout) throws Exception {
		Entry example = entries(xlsx(SHORT)).getFirst();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		WorkbookWriter.template(layout, example, AGENCIES, out);
		assertThatThrownBy(() -> Workbook.read(new ByteArrayInputStream(out.toByteArray())))
			.isInstanceOf(WorkbookUnreadable.class)
			.hasMessageContaining("No sheet lists resources");
		try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
			assertThat(book.getNumberOfSheets()).isEqualTo(3);
			assertThat(book.getSheetAt(0).getDataValidations()).hasSizeGreaterThan(4);
		}
	}

	@Test
	void faultsAreColouredAndCommentedInTheAgencysOwnFile() throws Exception {
		List<List<String>> rows = new java.util.ArrayList<>(SHORT);
		rows.set(3, List.of("客运班线", "班线表", "1", "", "否", "隔三差五", "", "班线号", "整数", ""));
		byte[] file = xlsx(rows);
		Workbook workbook = Workbook.read(new ByteArrayInputStream(file));
		ReadResource read = Workbook.entry(workbook.resources().get(1), null, AGENCY, AGENCIES);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		AnnotatedWorkbook.write(workbook, read.violations(), false, out);
		try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
			Row row = book.getSheetAt(0).getRow(3);
			assertThat(row.getCell(5).getCellComment().getString().getString()).contains("隔三差五");
			assertThat(row.getCell(5).getCellStyle().getFillForegroundColor())
				.isNotEqualTo(row.getCell(4).getCellStyle().getFillForegroundColor());
			assertThat(row.getCell(0).getStringCellValue()).isEqualTo("客运班线");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "PK\u0003\u0004broken", "\u00d0\u00cf\u0011\u00e0broken", "a,b,c\n1,2,3" })
	void whatListsNoResourcesIsRefused(String file) {
		assertThatThrownBy(() -> Workbook.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.ISO_8859_1))))
			.isInstanceOf(WorkbookUnreadable.class);
	}

	@Test
	void modesAndFormatsMayBeSeveral() throws Exception {
		List<List<String>> rows = List.of(List.of("资源名称", "摘要", "资源格式", "格式分类", "共享方式分类", "共享方式", "提供单位"),
				List.of("公交站点", "站点", "xls、csv", "电子表格", "共享平台方式", "数据库，服务接口", "市交通局"),
				List.of("公交线路", "线路", "mysql", "3", "拷盘", "", "市交通局"));
		List<ReadResource> read = read(xlsx(rows));
		assertThat(read.getFirst().entry().modes()).containsExactly(SharingMode.BATCH_EXCHANGE,
				SharingMode.SERVICE_INTERFACE);
		assertThat(read.getFirst().entry().distributions()).extracting("format").containsExactly("xls", "csv");
		assertThat(read.get(1).violations()).singleElement().matches((each) -> !each.refuses());
	}

	@Test
	void adjacentFaultsAndOwnNotesAreBothKept() throws Exception {
		List<List<String>> rows = new java.util.ArrayList<>(SHORT);
		rows.set(3, List.of("客运班线", "班线表", "部分共享", "", "也许", "隔三差五", "", "班线号", "整数", ""));
		byte[] file = workbook(rows, (sheet) -> {
			var anchor = sheet.getWorkbook().getCreationHelper().createClientAnchor();
			anchor.setCol1(6);
			anchor.setRow1(3);
			var note = sheet.createDrawingPatriarch().createCellComment(anchor);
			note.setString(sheet.getWorkbook().getCreationHelper().createRichTextString("待补"));
			sheet.getRow(3).createCell(6).setCellComment(note);
		});
		Workbook workbook = Workbook.read(new ByteArrayInputStream(file));
		ReadResource read = Workbook.entry(workbook.resources().get(1), null, AGENCY, AGENCIES);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		AnnotatedWorkbook.write(workbook, read.violations(), false, out);
		try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
			Row row = book.getSheetAt(0).getRow(3);
			assertThat(row.getCell(4).getCellComment().getString().getString()).contains("也许");
			assertThat(row.getCell(5).getCellComment().getString().getString()).contains("隔三差五");
			assertThat(row.getCell(6).getCellComment().getString().getString()).isEqualTo("待补");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ZZZZZZ1", "XFE2", "A99999999", "a1" })
	void cellsBeyondTheLastAreRefused(String address) throws Exception {
		byte[] file = replaced(xlsx(SHORT), "r=\"A2\"", "r=\"" + address + "\"");
		assertThatThrownBy(() -> Workbook.read(new ByteArrayInputStream(file))).isInstanceOf(WorkbookUnreadable.class);
	}

	@Test
	void noDistributionIsDropped() throws Exception {
		Entry before = entries(xlsx(
				List.of(List.of("资源名称", "摘要", "资源格式", "格式分类", "更新周期"), List.of("公交站点", "站点", "csv", "电子表格", "每月"))))
			.getFirst();
		byte[] file = xlsx(
				List.of(List.of("资源名称", "摘要", "资源格式", "格式分类", "更新周期"), List.of("公交站点", "站点", "xlsx", "电子表格", "每月")));
		Entry after = Workbook
			.entry(Workbook.read(new ByteArrayInputStream(file)).resources().getFirst(), before, AGENCY, AGENCIES)
			.entry();
		assertThat(after.distributions()).extracting("format").containsExactly("csv", "xlsx");
	}

	private static byte[] replaced(byte[] file, String text, String by) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file));
				ZipOutputStream zip = new ZipOutputStream(out)) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				zip.putNextEntry(new ZipEntry(entry.getName()));
				String part = new String(in.readAllBytes(), StandardCharsets.UTF_8);
				zip.write(part.replace(text, by).getBytes(StandardCharsets.UTF_8));
			}
		}
		return out.toByteArray();
	}

	private static List<Entry> entries(byte[] file) throws Exception {
		return read(file).stream().map(ReadResource::entry).toList();
	}

	private static List<ReadResource> read(byte[] file) throws Exception {
		return Workbook.read(new ByteArrayInputStream(file))
			.resources()
			.stream()
			.map((each) -> Workbook.entry(each, null, AGENCY, AGENCIES))
			.toList();
	}

	private static byte[] xlsx(List<List<String>> rows) throws IOException {
		return workbook(rows, (sheet) -> {
		});
	}

	private static byte[] workbook(List<List<String>> rows, java.util.function.Consumer<Sheet> more)
			throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (XSSFWorkbook book = new XSSFWorkbook()) {
			Sheet sheet = book.createSheet("表");
			fill(sheet, rows);
			more.accept(sheet);
			book.write(out);
		}
		return out.toByteArray();
	}

	private static void fill(Sheet sheet, List<List<String>> rows) {
		for (int i = 0; i < rows.size(); i++) {
			Row row = sheet.createRow(i);
			for (int j = 0; j < rows.get(i).size(); j++) {
				if (!rows.get(i).get(j).isEmpty()) {
					row.createCell(j).setCellValue(rows.get(i).get(j));
				}
			}
		}
	}

}
