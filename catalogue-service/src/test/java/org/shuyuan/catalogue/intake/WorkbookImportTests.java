package org.shuyuan.catalogue.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.workbook.WorkbookType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

@CatalogueTest
class WorkbookImportTests {

	private static final String WORKBOOKS = "/api/v1/catalogue/workbooks";

	private static final List<String> HEADINGS = List.of("信息资源名称", "信息资源代码", "资源提供方代码", "信息资源摘要", "共享类型", "共享条件",
			"是否向社会开放", "更新周期", "信息项名称", "英文名", "数据类型", "数据长度", "来源信息系统名称");

	private final MockMvcTester web;

	private final JsonMapper json;

	private final ChangeLog log;

	private final String name = "站点" + UUID.randomUUID();

	WorkbookImportTests(@Autowired MockMvcTester web, @Autowired JsonMapper json, @Autowired ChangeLog log) {
		this.web = web;
		this.json = json;
		this.log = log;
	}

	@BeforeEach
	void build() {
		TestCity.build(this.web);
	}

	@Test
	void aRehearsalTellsWhatWouldHappenAndStoresNothing() throws Exception {
		long position = this.log.position();
		JsonNode said = rehearsed(TestCity.steward(), workbook(resource("每月"), item("经度", "N")));
		assertThat(said.at("/summary/created").asInt()).isEqualTo(1);
		assertThat(said.at("/summary/items").asInt()).isEqualTo(2);
		assertThat(said.at("/resources/0/status").asString()).isEqualTo("created");
		assertThat(said.at("/resources/0/row").asInt()).isEqualTo(2);
		assertThat(said.at("/sheets/0/columns/12/about").isMissingNode()).isTrue();
		assertThat(said.at("/resources/0/violations").toString()).contains("\"severity\"", "theme");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void aWorkbookIsImportedAndTheSecondTimeUnchanged() throws Exception {
		byte[] file = workbook(resource("每月"), item("经度", "N"));
		List<JsonNode> first = imported(TestCity.steward(), file);
		assertThat(first.getFirst().at("/status").asString()).isEqualTo("created");
		JsonNode entry = entry(first.getFirst().at("/id").asString());
		assertThat(entry.at("/entry/items").size()).isEqualTo(2);
		assertThat(entry.at("/entry/items/0/open").asBoolean()).isFalse();
		assertThat(entry.at("/record/state").asString()).isEqualTo("draft");
		long position = this.log.position();
		assertThat(imported(TestCity.steward(), file).getFirst().at("/status").asString()).isEqualTo("unchanged");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void whatChangesIsToldCellByCell() throws Exception {
		imported(TestCity.steward(), workbook(resource("每月"), item("经度", "N")));
		JsonNode said = rehearsed(TestCity.steward(), workbook(resource("每季度"), item("纬度", "N")));
		assertThat(said.at("/resources/0/status").asString()).isEqualTo("updated");
		assertThat(said.at("/resources/0/changes").toString()).contains(
				"{\"cell\":\"H2\",\"column\":\"frequency\",\"item\":\"\",\"before\":\"每月\",\"after\":\"每季度\"}",
				"\"item\":\"纬度\",\"before\":\"\"", "\"item\":\"经度\",\"before\":\"经度\",\"after\":\"\"");
	}

	@Test
	void anEntryRenamedSinceIsUpdatedNotOverwritten() throws Exception {
		String id = imported(TestCity.steward(), workbook(resource("每月"))).getFirst().at("/id").asString();
		String renamed = this.name + "（改）";
		JsonNode entry = entry(id).at("/entry");
		assertThat(this.web.put()
			.uri("/api/v1/catalogue/entries/" + id)
			.with(TestCity.steward())
			.header("If-Match", tag(id))
			.contentType("application/json")
			.content(entry.toString()
				.replace("\"zh\":\"" + this.name + "\"", "\"zh\":\"" + renamed + "\"")
				.replace("\"discoverability\"", "\"area\":\"990100\",\"discoverability\""))
			.exchange()).hasStatusOk();
		JsonNode said = rehearsed(TestCity.steward(), workbook(resource("每月")));
		assertThat(said.at("/resources/0/status").asString()).isEqualTo("updated");
		assertThat(said.at("/resources/0/changes/0/before").asString()).isEqualTo(renamed);
		imported(TestCity.steward(), workbook(resource("每月")));
		assertThat(entry(id).at("/entry/area").asString()).isEqualTo("990100");
	}

	@Test
	void twoResourcesOfOneCodeAreNotOne() throws Exception {
		List<String> first = new java.util.ArrayList<>(resource("每月"));
		first.set(1, "307/" + this.name);
		List<String> second = new java.util.ArrayList<>(first);
		second.set(0, this.name + "乙");
		List<JsonNode> results = imported(TestCity.steward(), workbook(first, second));
		assertThat(results.get(0).at("/status").asString()).isEqualTo("created");
		assertThat(results.get(1).at("/problem/violations/0/code").asString()).isEqualTo("resource-repeated");
		assertThat(entry(results.get(0).at("/id").asString()).at("/entry/title/zh").asString()).isEqualTo(this.name);
	}

	@Test
	void aSecrecyMarkingBesideAnotherFaultIsNotRepeatedEither() throws Exception {
		List<String> secret = List.of("机密★布防图" + this.name, "", "", "摘要", "部分共享", "", "", "绝密★每月", "站名", "", "C", "",
				"");
		assertThat(rehearsed(TestCity.steward(), workbook(secret)).toString()).doesNotContain("布防图", "绝密★")
			.contains("state-secret-refused");
		assertThat(imported(TestCity.steward(), workbook(secret)).toString()).doesNotContain("布防图", "绝密★");
	}

	private String tag(String id) {
		return this.web.get()
			.uri("/api/v1/catalogue/entries/" + id + "?view=internal")
			.with(TestCity.steward())
			.exchange()
			.getResponse()
			.getHeader("ETag");
	}

	@ParameterizedTest
	@ValueSource(strings = { "A", "B", "C" })
	void whatIsExportedIsImportedUnchanged(String layout) throws Exception {
		imported(TestCity.steward(), workbook(resource("每月"), item("经度", "N")));
		register(TestCity.busStops("form-" + this.name));
		MvcTestResult exported = this.web.get()
			.uri(WORKBOOKS + "/" + layout + "?agency=" + TestCity.TRANSPORT)
			.with(TestCity.steward())
			.exchange();
		assertThat(exported).hasStatusOk();
		JsonNode said = rehearsed(TestCity.steward(), exported.getResponse().getContentAsByteArray());
		assertThat(said.at("/resources")).hasSizeGreaterThanOrEqualTo(2)
			.allSatisfy((each) -> assertThat(each.at("/status").asString()).as(each.toString()).isEqualTo("unchanged"));
	}

	@Test
	void columnsOfItsOwnComeBackWithTheExport() throws Exception {
		byte[] file = workbook(resource("每月"));
		imported(TestCity.steward(), file);
		byte[] exported = this.web.get()
			.uri(WORKBOOKS + "/A?agency=" + TestCity.TRANSPORT)
			.with(TestCity.steward())
			.exchange()
			.getResponse()
			.getContentAsByteArray();
		try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(exported))) {
			Sheet sheet = book.getSheetAt(0);
			assertThat(sheet).anySatisfy((row) -> {
				assertThat(row.getCell(0).getStringCellValue()).isEqualTo(this.name);
				assertThat(row.getCell(7).getStringCellValue()).isEqualTo("公交调度系统");
			});
		}
	}

	@Test
	void aRefusedResourceIsNotStoredAndStopsNoOther() throws Exception {
		List<String> bad = List.of(this.name + "坏", "", "", "摘要", "部分共享", "", "", "每月", "站名", "", "C", "", "");
		long position = this.log.position();
		List<JsonNode> results = imported(TestCity.steward(), workbook(bad, resource("每月")));
		assertThat(results.get(0).at("/status").asString()).isEqualTo("refused");
		assertThat(results.get(0).at("/problem/violations/0/message/zh").asString()).contains("部分共享");
		assertThat(results.get(1).at("/status").asString()).isEqualTo("created");
		assertThat(this.log.position()).isEqualTo(position + 1);
	}

	@Test
	void anotherAgencysResourcesAreRefusedAndNothingOfItsEntriesIsTold() throws Exception {
		imported(TestCity.authority(), workbook(resource("每月")));
		List<String> foreign = List.of(this.name, "", TestCity.TRANSPORT.value(), "别的摘要", "1", "", "", "每年", "站名", "",
				"C", "", "");
		JsonNode said = rehearsed(TestCity.person("steward-he", "steward", TestCity.HEALTH), workbook(foreign));
		assertThat(said.at("/resources/0/status").asString()).isEqualTo("refused");
		assertThat(said.at("/resources/0/violations/0/code").asString()).isEqualTo("agency-foreign");
		assertThat(said.at("/resources/0/id").isMissingNode()).isTrue();
		assertThat(said.at("/resources/0/changes").size()).isZero();
	}

	@Test
	void aSecrecyMarkingIsRefusedAndNotRepeated() throws Exception {
		List<String> secret = List.of("机密★布防图" + this.name, "", "", "摘要", "1", "", "", "每月", "站名", "", "C", "", "");
		long position = this.log.position();
		JsonNode said = rehearsed(TestCity.steward(), workbook(secret));
		assertThat(said.at("/resources/0/violations/0/code").asString()).isEqualTo("state-secret-refused");
		assertThat(said.toString()).doesNotContain("布防图");
		assertThat(imported(TestCity.steward(), workbook(secret)).toString()).doesNotContain("布防图");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void aSecrecyMarkingInAColumnOfItsOwnIsRefused() throws Exception {
		List<String> secret = new java.util.ArrayList<>(resource("每月"));
		secret.set(12, "机密★系统");
		long position = this.log.position();
		assertThat(imported(TestCity.steward(), workbook(secret)).getFirst().at("/problem/code").asString())
			.isEqualTo("state-secret-refused");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void theOwnFileComesBackWithItsFaults() throws Exception {
		List<String> bad = List.of(this.name, "", "", "摘要", "部分共享", "", "", "每月", "站名", "", "C", "", "");
		MvcTestResult answer = this.web.post()
			.uri(WORKBOOKS + "/annotations")
			.with(TestCity.steward())
			.contentType(WorkbookType.XLSX_VALUE)
			.content(workbook(bad))
			.exchange();
		assertThat(answer).hasStatusOk();
		try (XSSFWorkbook book = new XSSFWorkbook(
				new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()))) {
			assertThat(book.getSheetAt(0).getRow(1).getCell(4).getCellComment().getString().getString())
				.contains("部分共享");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "no workbook", "a,b\n1,2\n", "PK\u0003\u0004..." })
	void whatIsNoWorkbookIsRefused(String body) {
		long position = this.log.position();
		MvcTestResult refused = this.web.post()
			.uri("/api/v1/catalogue/imports")
			.with(TestCity.steward())
			.contentType(WorkbookType.CSV_VALUE)
			.content(body)
			.exchange();
		assertThat(refused).hasStatus(422).bodyText().contains("workbook-unreadable");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void aTemplateOfEachLayoutIsThereAndNoOther() {
		for (String layout : List.of("A", "B", "C")) {
			assertThat(this.web.get().uri(WORKBOOKS + "/" + layout + "/template").with(TestCity.steward()).exchange())
				.hasStatusOk()
				.hasContentType(WorkbookType.XLSX_VALUE);
		}
		assertThat(this.web.get().uri(WORKBOOKS + "/Z/template").with(TestCity.steward()).exchange()).hasStatus(400)
			.bodyText()
			.contains("parameter-invalid");
	}

	@Test
	void aWorkbookIsNeverImportedAsHarvested() throws Exception {
		long position = this.log.position();
		assertThat(this.web.post()
			.uri("/api/v1/catalogue/imports?completeness=harvested&agency=" + TestCity.TRANSPORT)
			.with(TestCity.authority())
			.contentType(WorkbookType.XLSX_VALUE)
			.content(workbook(resource("每月")))
			.exchange()).hasStatus(400).bodyText().contains("parameter-invalid", "completeness");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void nobodyElseExportsAnAgencysEntries() {
		assertThat(this.web.get()
			.uri(WORKBOOKS + "/A?agency=" + TestCity.TRANSPORT)
			.with(TestCity.person("steward-he", "steward", TestCity.HEALTH))
			.exchange()).hasStatus(404);
	}

	private List<String> resource(String frequency) {
		return List.of(this.name, "", "", "全市站点的名称与位置", "有条件共享", "线网优化", "否", frequency, "站名", "stop_name", "C", "40",
				"公交调度系统");
	}

	private static List<String> item(String name, String type) {
		return List.of("", "", "", "", "", "", "", "", name, "", type, "", "");
	}

	@SafeVarargs
	private static byte[] workbook(List<String>... rows) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (XSSFWorkbook book = new XSSFWorkbook()) {
			Sheet sheet = book.createSheet("资源普查");
			fill(sheet.createRow(0), HEADINGS);
			for (int i = 0; i < rows.length; i++) {
				fill(sheet.createRow(i + 1), rows[i]);
			}
			book.write(out);
		}
		return out.toByteArray();
	}

	private static void fill(Row row, List<String> texts) {
		for (int i = 0; i < texts.size(); i++) {
			row.createCell(i).setCellValue(texts.get(i));
		}
	}

	private JsonNode rehearsed(RequestPostProcessor caller, byte[] file) {
		MvcTestResult answer = this.web.post()
			.uri(WORKBOOKS + "/rehearsals")
			.with(caller)
			.contentType(WorkbookType.XLSX_VALUE)
			.content(file)
			.exchange();
		assertThat(answer).hasStatusOk();
		return this.json.readTree(answer.getResponse().getContentAsByteArray());
	}

	private List<JsonNode> imported(RequestPostProcessor caller, byte[] file) {
		MvcTestResult answer = this.web.post()
			.uri("/api/v1/catalogue/imports?agency=" + TestCity.TRANSPORT)
			.with(caller)
			.contentType(WorkbookType.XLSX_VALUE)
			.content(file)
			.exchange();
		assertThat(answer).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).lines()
			.map(this.json::readTree)
			.toList();
	}

	private JsonNode entry(String id) {
		return this.json.readTree(this.web.get()
			.uri("/api/v1/catalogue/entries/" + id + "?view=internal")
			.with(TestCity.steward())
			.exchange()
			.getResponse()
			.getContentAsByteArray());
	}

	private void register(String entry) {
		assertThat(this.web.post()
			.uri("/api/v1/catalogue/entries")
			.with(TestCity.steward())
			.contentType("application/json")
			.content(entry)
			.exchange()).hasStatus(201);
	}

}
