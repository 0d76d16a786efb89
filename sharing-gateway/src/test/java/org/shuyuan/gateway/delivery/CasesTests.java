package org.shuyuan.gateway.delivery;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.gateway.publication.VersionFollower;
import org.shuyuan.gateway.request.TestExchange;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files and calls that were got wrong once, each with its right answer, through upload
 * and delivery over HTTP.
 */
@GatewayTest
@EnabledIf(value = "present", disabledReason = "the folder shared/cases is not beside the project")
class CasesTests {

	private static final String STEWARD = TestTokens.token("steward", TestDoor.PROVIDER, "steward");

	private static final String AUDITOR = TestTokens.token("auditor", null, "auditor");

	private final Snapshot snapshot;

	private final VersionFollower follower;

	private final TestDoor door;

	private final TestCalls calls;

	CasesTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired VersionFollower follower,
			@Autowired JdbcClient sql) {
		this.calls = new TestCalls(port);
		this.snapshot = snapshot;
		this.follower = follower;
		this.door = new TestDoor(port, snapshot, sql);
	}

	static boolean present() {
		return folder().isPresent();
	}

	private static Optional<Path> folder() {
		return Stream.of("../../shared/cases", "../../../shared/cases")
			.map(Path::of)
			.filter(Files::isDirectory)
			.findFirst();
	}

	@BeforeEach
	void heard() {
		this.snapshot.heard(Instant.now().plusSeconds(600));
	}

	/** Secrecy markings are found, and nothing of the file is kept. */
	@ParameterizedTest
	@CsvSource({ "C01-utf8-one-broken-byte.csv", "C04b-secret-traditional-2.csv" })
	void filesWithASecrecyMarkingAreRefused(String name) throws Exception {
		assertThat(upload(name).path("state").asString()).isEqualTo("refused");
		assertThat(version(1).path("findings").findValuesAsString("rule")).contains("secrecy-marking");
		assertThat(this.door.get("/file").statusCode()).isEqualTo(404);
		assertThat(this.door.get("/rows").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"C03-big5.csv | 站名 string,行政區 string,數量 integer | [[\"臺北車站\",\"中正區\",12],[\"西門町\",\"萬華區\",5],[\"龍山寺\",\"萬華區\",7]]",
			"C05-date1904.xlsx | 事项 string,日期 date | [[\"甲\",\"2023-01-05\"],[\"乙\",\"2023-12-15\"]]",
			"C10-time-only.xlsx | 班次 string,开门 string,时长 string | [[\"早\",\"08:30\",\"36:00\"],[\"晚\",\"18:00\",\"06:00\"]]",
			"C12-error-values.xlsx | 区 string,数 integer | [[\"东\",null],[\"西\",5],[\"南\",null]]",
			"C13-leading-zero-format.xlsx | 邮编 string,值 integer | [[\"000123\",1],[\"010020\",2]]",
			"C16-two-line-headings.xlsx | 区 string,小学-校数 integer,小学-人数 integer,中学-校数 integer,中学-人数 integer | [[\"东\",1,100,2,200],[\"西\",3,300,4,400]]",
			"C17-cover-sheet.xlsx | 区 string,数 integer | [[\"东\",1],[\"西\",2]]",
			"C19-logo-image.xlsx | 区 string,数 integer | [[\"东\",1],[\"西\",2]]",
			"C25-backslash-quotes.csv | 名称 string,数 integer | [[\"a \\\"b\\\" c\",1],[\"乙\",2]]" })
	void tablesAreReadAsTheyAreMeant(String name, String columns, String rows) throws Exception {
		open(name);
		JsonNode page = rows("");
		assertThat(columns(page)).containsExactly(columns.split(","));
		assertThat(page.path("rows").toString()).isEqualTo(rows);
	}

	@Test
	void oneBrokenCharacterDoesNotChangeTheEncoding() throws Exception {
		open("C01b-utf8-one-broken-byte-plain.csv");
		JsonNode page = rows("?limit=1");
		assertThat(columns(page)).containsExactly("名称 string", "区 string", "数 integer");
		assertThat(page.at("/rows/0/0").asString()).isEqualTo("茶馆0");
		assertThat(page.path("total").asInt()).isEqualTo(3001);
		JsonNode version = version(1);
		assertThat(version.path("mediaType").asString()).isEqualTo("text/csv;charset=UTF-8");
		assertThat(version.path("notes").toString()).contains("encoding-broken", "3002");
	}

	@Test
	void chineseFormatsOfDatesAndTimesAreKnown() throws Exception {
		open("C07-chinese-date-formats.xlsx");
		JsonNode page = rows("");
		List<String> types = page.path("columns").findValuesAsString("type");
		for (int date : List.of(0, 1, 2, 3, 4, 6, 8, 9, 10, 11)) {
			assertThat(types.get(date)).as("f" + date).isEqualTo("datetime");
			assertThat(page.at("/rows/0/" + date).asString()).startsWith("2023-01-05");
			assertThat(page.at("/rows/1/" + date).asString()).isEqualTo("2023-12-15T18:00:00");
		}
		for (int time : List.of(5, 7)) {
			assertThat(page.at("/rows/0/" + time).asString()).as("f" + time).isEqualTo("00:00");
			assertThat(page.at("/rows/1/" + time).asString()).as("f" + time).isEqualTo("18:00");
		}
	}

	@Test
	void valuesOfFormulasAreOfTheirType() throws Exception {
		open("C08-formula-values.xlsx");
		JsonNode page = rows("");
		assertThat(columns(page)).contains("办结 date", "比 decimal", "和 decimal");
		assertThat(page.path("rows").toString()).contains("\"2023-02-04\",0.333333333333333,0.3,",
				"\"2023-03-08\",0.666666666666667,10000000000000000,");
	}

	@ParameterizedTest
	@CsvSource({ "C15-merged-cells.xlsx", "C15b-merged-cells.xls" })
	void everyRowUnderAMergedCellHasItsValue(String name) throws Exception {
		open(name);
		assertThat(rows("?filter=" + TestDoor.encoded("街道:eq:榆溪街道")).path("total").asInt()).isEqualTo(3);
	}

	@Test
	void whatIsHeldBackBesideATableIsSaid() throws Exception {
		open("C12-error-values.xlsx");
		assertThat(version(1).path("notes").toString()).contains("error-cells");
		this.door.upload(bytes("C17-cover-sheet.xlsx"), "C17.xlsx");
		assertThat(version(2).path("notes").toString()).contains("sheets-left-out", "说明");
		this.door.upload(bytes("C19-logo-image.xlsx"), "C19.xlsx");
		assertThat(version(3).path("notes").toString()).contains("pictures-held-back");
		assertThat(this.door.get("/file").statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "C21-coordinates-14-decimals.csv | 经度:gt:100 | 经度 | 西门,北门,东门 | 东门,北门",
					"C22-chinese-dates.csv | 办结日期:ge:2023-06-01 | 办结日期 | 甲,丙,乙 | 乙,丙",
					"C22b-excel-slash-dates.csv | 日期:ge:2023-06-01 | 日期 | 甲,丙,乙 | 乙,丙",
					"C23b-full-width-digits.csv | 数量:gt:100 | 数量 | 西,东 | 东" })
	void numbersAndDaysCompareByWhatTheyMean(String name, String filter, String sort, String order, String found)
			throws Exception {
		open(name);
		assertThat(first("?sort=" + TestDoor.encoded(sort))).containsExactly(order.split(","));
		assertThat(first("?filter=" + TestDoor.encoded(filter))).containsExactly(found.split(","));
	}

	@Test
	void residentNumbersWithTwoHiddenSignsCloseTheirColumn() throws Exception {
		open("C31-id-masked-two-digits.csv");
		assertThat(version(1).path("findings").findValuesAsString("rule")).contains("resident-id");
		assertThat(columns(rows(""))).containsExactly("序 integer");
		TestDoor.refused(this.door.get("/rows?select=" + TestDoor.encoded("证件号")), 403, "item-not-open");
	}

	@Test
	void renamedHeadingsStayWithTheirItems() throws Exception {
		publish("数量(万人)", "Name");
		this.door.upload("数量(万人),Name\n1,a\n2,b\n");
		JsonNode renamed = upload("C32-renamed-headings.csv");
		this.follower.catchUp();
		assertThat(renamed.path("inForce").asBoolean()).isTrue();
		JsonNode page = rows("");
		assertThat(columns(page)).containsExactly("数量(万人) integer", "Name string");
		assertThat(page.path("rows").toString()).isEqualTo("[[1,\"a\"]]");
	}

	@Test
	void whatIsEmptyReplacesNoTable() throws Exception {
		publish("区", "数");
		this.door.upload("区,数\n东,1\n");
		JsonNode empty = upload("C32b-only-line-feeds.csv");
		assertThat(empty.path("inForce").asBoolean()).isFalse();
		assertThat(empty.path("state").asString()).isEqualTo("failed");
		this.follower.catchUp();
		assertThat(rows("").path("rows").toString()).isEqualTo("[[\"东\",1]]");
	}

	/** A01 */
	@Test
	void unknownParametersAreRefusedByName() throws Exception {
		publish("区", "数");
		this.door.upload("区,数\n东,1\n");
		this.follower.catchUp();
		for (Map.Entry<String, String> each : Map
			.of("/rows?offset=10", "offset", "/rows?unknown=1", "unknown", "/file?version=1", "version")
			.entrySet()) {
			HttpResponse<String> refused = this.door.get(each.getKey());
			TestDoor.refused(refused, 400, "parameter-unknown");
			assertThat(refused.body()).contains(each.getValue());
		}
		TestDoor.refused(this.door.send(AUDITOR, "GET", "/audit?outcome=xyz", null), 400, "parameter-invalid");
	}

	/** A02 */
	@Test
	void misspeltLimitsGrantNothing() throws Exception {
		TestExchange exchange = new TestExchange(this.calls, this.snapshot);
		String request = exchange.submitted(LocalDate.now().plusMonths(6).toString());
		exchange.step(exchange.providerOfficer, request, "review", Map.of("opinion", "可")).json();
		JsonNode body = TestDoor.JSON
			.readTree(Files.readString(folder().orElseThrow().resolve("A02-approve-misspelt-limits.json")));
		TestCalls.Answer refused = this.calls.post(exchange.providerHead, "/requests/" + request + "/approve", body);
		refused.refused(422, "request-incomplete");
		assertThat(refused.body()).contains("row", "quotas", "expires");
		assertThat(this.calls.get(exchange.providerHead, "/requests/" + request).json().has("grant")).isFalse();
		this.calls.post(exchange.officer, "/requests", Map.of("entry", exchange.entry.value(), "onlyWithin", "区内"))
			.refused(422, "request-incomplete");
		String grant = exchange.step(exchange.providerHead, request, "approve", Map.of())
			.json()
			.at("/grant/id")
			.asString();
		this.calls.post(exchange.providerHead, "/grants/" + grant + "/suspend", Map.of("reason", "超范围", "untill", "x"))
			.refused(422, "request-incomplete");
		assertThat(this.calls.get(exchange.providerHead, "/grants/" + grant).json().path("state").asString())
			.isEqualTo("active");
	}

	/** A04 */
	@Test
	void aPageIsOfTheVersionItBeganWith() throws Exception {
		publish("月", "数");
		this.door.upload("月,数\n1,1\n2,2\n3,3\n");
		this.follower.catchUp();
		String next = rows("?limit=1&sort=" + TestDoor.encoded("月")).path("next").asString();
		this.door.upload("月,数\n7,1\n8,2\n9,3\n");
		this.follower.catchUp();
		TestDoor.refused(this.door.get(next.substring(next.indexOf("/rows"))), 409, "version-changed");
	}

	/** A06 */
	@Test
	void workbooksHaveRealDates() throws Exception {
		publish("日", "时间");
		this.door.upload(Files.readString(folder().orElseThrow().resolve("A06-xlsx-dates.txt")));
		this.follower.catchUp();
		byte[] bytes = this.door.http
			.send(this.door.request("/distributions/" + this.door.distribution + "/rows?format=xlsx", null).build(),
					HttpResponse.BodyHandlers.ofByteArray())
			.body();
		try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(bytes))) {
			for (int column : List.of(0, 1)) {
				Cell cell = book.getSheetAt(0).getRow(1).getCell(column);
				assertThat(DateUtil.isCellDateFormatted(cell)).isTrue();
				assertThat(cell.getLocalDateTimeCellValue())
					.isEqualTo(LocalDateTime.of(2023, 1, 5, (column == 0) ? 0 : 8, (column == 0) ? 0 : 30));
			}
		}
	}

	/** A07 */
	@Test
	void csvForPeopleOpensInSpreadsheets() throws Exception {
		publish("区", "数");
		this.door.upload("区,数\n东,1\n");
		this.follower.catchUp();
		HttpResponse<String> csv = this.door.get("/rows?format=csv&bom=true");
		assertThat(csv.body()).startsWith("\ufeff区,数\r\n");
		assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
			.contains("filename*=UTF-8''" + TestDoor.encoded("许可"))
			.endsWith(".csv");
		assertThat(this.door.get("/rows?format=csv").body()).startsWith("区,数\r\n");
	}

	/** A12 */
	@Test
	void valuesWithCommasCanBeAskedFor() throws Exception {
		publish("c,d", "n");
		this.door.upload(Files.readString(folder().orElseThrow().resolve("A12-in-with-comma.txt")));
		this.follower.catchUp();
		assertThat(first("?filter=" + TestDoor.encoded("c,d:in:\"x,y\""))).containsExactly("x,y");
		assertThat(first("?filter=" + TestDoor.encoded("c,d:in:\"x,y\",z"))).containsExactly("x,y", "z");
	}

	/** A13 */
	@Test
	void aWeakTagIsKnown() throws Exception {
		publish("区", "数");
		this.door.upload("区,数\n东,1\n");
		this.follower.catchUp();
		String tag = this.door.get("/file").headers().firstValue("ETag").orElseThrow();
		assertThat(this.door.get("/file", null, "If-None-Match", "W/" + tag).statusCode()).isEqualTo(304);
	}

	private void publish(String... open) {
		this.door.publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"),
				Stream.of(open).map((name) -> TestEntries.item(name, true)).toList());
	}

	/** Uploads a case, and opens all the columns that were read of it. */
	private void open(String name) throws Exception {
		publish();
		upload(name);
		publish(version(1).path("table").path("columns").findValuesAsString("name").toArray(String[]::new));
		this.follower.catchUp();
	}

	private JsonNode upload(String name) throws Exception {
		if (this.snapshot.find(this.door.entry).isEmpty()) {
			publish();
		}
		return this.door.upload(bytes(name), name);
	}

	private static byte[] bytes(String name) throws Exception {
		return Files.readAllBytes(folder().orElseThrow().resolve(name));
	}

	private JsonNode version(int number) throws Exception {
		return TestDoor.JSON.readTree(
				this.door.send(STEWARD, "GET", "/distributions/" + this.door.distribution + "/versions/" + number, null)
					.body());
	}

	private JsonNode rows(String query) throws Exception {
		HttpResponse<String> answer = this.door.get("/rows" + query);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return TestDoor.JSON.readTree(answer.body());
	}

	private List<String> first(String query) throws Exception {
		List<String> first = new ArrayList<>();
		rows(query).path("rows").forEach((row) -> first.add(row.path(0).asString()));
		return first;
	}

	private static List<String> columns(JsonNode page) {
		List<String> columns = new ArrayList<>();
		page.path("columns")
			.forEach((column) -> columns.add(column.path("name").asString() + " " + column.path("type").asString()));
		return columns;
	}

}
