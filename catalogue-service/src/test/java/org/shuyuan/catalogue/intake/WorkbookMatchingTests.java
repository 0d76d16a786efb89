package org.shuyuan.catalogue.intake;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.catalogue.agency.Agencies;
import org.shuyuan.catalogue.entry.EntryJsonReader;
import org.shuyuan.catalogue.entry.EntryNames;
import org.shuyuan.catalogue.entry.EntryRegistration;
import org.shuyuan.catalogue.workbook.WorkbookType;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.role.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

@CatalogueTest
class WorkbookMatchingTests {

	private static final String CATALOGUE = "/api/v1/catalogue";

	@Autowired
	private MockMvcTester web;

	@Autowired
	private JsonMapper json;

	@Autowired
	private WorkbookImport workbooks;

	@Autowired
	private ImportStore imports;

	@Autowired
	private EntryNames names;

	@Autowired
	private EntryJsonReader reader;

	@Autowired
	private EntryRegistration registration;

	@Autowired
	private Agencies agencies;

	@Autowired
	private JdbcClient sql;

	private final String title = "站点" + UUID.randomUUID();

	@BeforeEach
	void build() {
		TestCity.build(this.web);
	}

	@Test
	void aRehearsalWaitsForNobodyWhoChangesAnEntry() throws Exception {
		String id = imported(row("每月", "")).getFirst().at("/id").asString();
		try (Connection other = TestDatabase.dataSource().getConnection()) {
			other.setAutoCommit(false);
			try (PreparedStatement lock = other
				.prepareStatement("select id from catalogue.entry where id = ? for update")) {
				lock.setString(1, id);
				lock.execute();
			}
			JsonNode said = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> rehearsed(row("每季度", "")));
			assertThat(said.at("/resources/0/status").asString()).isEqualTo("updated");
			assertThat(said.at("/resources/0/id").asString()).isEqualTo(id);
			other.rollback();
		}
	}

	@Test
	void whatChangedAfterTheWorkbookWasReadIsRefusedAndStays() throws Exception {
		String id = imported(row("每月", "")).getFirst().at("/id").asString();
		ImportOptions options = new ImportOptions(TestCity.TRANSPORT, Completeness.FULL, "",
				new Caller("steward-li", Set.of(Role.STEWARD), TestCity.TRANSPORT, true));
		ImportPipeline.Source records = this.workbooks
			.records(new ByteArrayInputStream(row("每季度", "").getBytes(StandardCharsets.UTF_8)), options);
		imported(row("每年", ""));
		RecordReader read = new RecordReader(options, this.reader, this.registration, this.agencies, this.json);
		String run = EntryId.random().value();
		this.imports.start(run, options, Clock.systemUTC().instant());
		this.imports.write(run, 0, List.of(read.read(records.next())), options, Clock.systemUTC().instant());
		JsonNode result = this.json.readTree(this.imports.results(run, 0).orElseThrow());
		assertThat(result.at("/status").asString()).isEqualTo("refused");
		assertThat(result.at("/problem/code").asString()).isEqualTo("precondition-failed");
		assertThat(entry(id).at("/entry/frequency").asString()).isEqualTo("annual");
	}

	@Test
	void onlyEntriesThatAWorkbookMayMeanAreRead() {
		String id = imported(row("每月", "")).getFirst().at("/id").asString();
		String other = imported(row("每月", "").replace(this.title, this.title + "乙")).getFirst().at("/id").asString();
		assertThat(this.names.candidates(TestCity.TRANSPORT, Set.of(this.title))).contains(new EntryId(id))
			.doesNotContain(new EntryId(other));
		assertThat(this.names.candidates(TestCity.TRANSPORT, Set.of(id))).contains(new EntryId(id))
			.doesNotContain(new EntryId(other));
		assertThat(this.names.candidates(TestCity.HEALTH, Set.of(this.title, id))).doesNotContain(new EntryId(id));
	}

	@Test
	void anEntryWrittenBeforeNamesWereKeptIsFoundByItsTitle() {
		String id = imported(row("每月", "")).getFirst().at("/id").asString();
		this.sql.sql("delete from catalogue.entry_name where entry = :id").param("id", id).update();
		assertThat(rehearsed(row("每月", "")).at("/resources/0/id").asString()).isEqualTo(id);
		imported(row("每年", ""));
		assertThat(this.names.candidates(TestCity.TRANSPORT, Set.of("没有这个名称"))).doesNotContain(new EntryId(id));
	}

	@Test
	void aRowThatMeansARetiredEntryIsToldSoAndCanBeRegisteredAnew() throws Exception {
		String id = imported(row("每月", "")).getFirst().at("/id").asString();
		assertThat(this.web.post()
			.uri(CATALOGUE + "/entries/" + id + "/retire")
			.with(TestCity.head())
			.contentType("application/json")
			.content("{\"reason\":\"站点已并入新系统\"}")
			.exchange()).hasStatusOk();
		for (String code : List.of("", id)) {
			JsonNode said = rehearsed(row("每月", code)).at("/resources/0");
			assertThat(said.at("/status").asString()).isEqualTo("refused");
			assertThat(said.at("/violations/0/code").asString()).isEqualTo("entry-retired");
			assertThat(said.at("/violations/0/message/zh").asString()).contains(this.title, id);
			assertThat(said.at("/violations/0/advice/zh").asString()).contains("新登记");
			assertThat(imported(row("每月", code)).getFirst().at("/status").asString()).isEqualTo("refused");
		}
		assertThat(rehearsed(row("每月", "新登记")).at("/resources/0/status").asString()).isEqualTo("created");
		JsonNode made = imported(row("每月", "新登记")).getFirst();
		assertThat(made.at("/status").asString()).isEqualTo("created");
		assertThat(made.at("/id").asString()).isNotEqualTo(id);
		assertThat(imported(row("每月", "新登记")).getFirst().at("/status").asString()).isEqualTo("unchanged");
		assertThat(imported(row("每月", "")).getFirst().at("/id").asString()).isEqualTo(made.at("/id").asString());
	}

	private String row(String frequency, String code) {
		return "信息资源名称,信息资源代码,信息资源摘要,共享类型,是否向社会开放,更新周期,信息项名称,数据类型\n%s,%s,站点的名称,无条件共享,否,%s,站名,C\n".formatted(this.title,
				code, frequency);
	}

	private JsonNode rehearsed(String csv) {
		return this.json.readTree(post("/workbooks/rehearsals", csv).getResponse().getContentAsByteArray());
	}

	private List<JsonNode> imported(String csv) {
		return new String(post("/imports", csv).getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).lines()
			.map(this.json::readTree)
			.toList();
	}

	private MvcTestResult post(String path, String csv) {
		MvcTestResult answer = this.web.post()
			.uri(CATALOGUE + path)
			.with(TestCity.steward())
			.contentType(WorkbookType.CSV_VALUE)
			.content(csv.getBytes(StandardCharsets.UTF_8))
			.exchange();
		assertThat(answer).hasStatusOk();
		return answer;
	}

	private JsonNode entry(String id) {
		return this.json.readTree(this.web.get()
			.uri(CATALOGUE + "/entries/" + id + "?view=internal")
			.with(TestCity.steward())
			.exchange()
			.getResponse()
			.getContentAsByteArray());
	}

}
