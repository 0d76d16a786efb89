package org.shuyuan.catalogue.ledger;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.support.ledger.ProcessLedger;
import org.shuyuan.support.ledger.VerifyAudit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** No step of the catalogue's processes without its record. */
@CatalogueTest
class CatalogueLedgerTests {

	private static final String API = "/api/v1/catalogue";

	/** Derived from the change log, kept for the machine, or the ledger itself. */
	private static final Set<String> UNRECORDED = Set.of("agency", "source_identifier", "entry", "entry_name",
			"revision", "change_counter", "idempotency", "audit", "ledger_head", "ledger_checkpoint", "process_record",
			"step_table", "flyway_schema_history");

	@Autowired
	private MockMvcTester web;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private JdbcTemplate statements;

	@Autowired
	private ProcessLedger ledger;

	@Autowired
	private PlatformTransactionManager transactions;

	@TempDir
	private Path folder;

	private String entry = "";

	@BeforeEach
	void register() {
		TestCity.build(this.web);
		this.entry = json(this.web.post()
			.uri(API + "/entries")
			.with(TestCity.steward())
			.contentType("application/json")
			.content(TestCity.busStops(UUID.randomUUID().toString()))
			.exchange()).at("/entry/id").asString();
	}

	@Test
	void everyTableIsRecordedOrKnownToHoldNoProcess() {
		Set<String> neither = new TreeSet<>(
				this.sql.sql("select tablename from pg_tables where schemaname = 'catalogue'")
					.query(String.class)
					.list());
		List<String> recorded = this.sql.sql("""
				select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
					join pg_namespace n on n.oid = c.relnamespace
				where n.nspname = 'catalogue' and t.tgname = 'record_step'
				""").query(String.class).list();
		recorded.forEach(neither::remove);
		neither.removeAll(UNRECORDED);
		assertThat(neither).as("call catalogue.record_steps(…) in a migration").isEmpty();
		assertThat(recorded).hasSizeGreaterThan(7);
	}

	@Test
	void everyStepIsRecordedWithWhoTookIt() {
		List<String> steps = new ArrayList<>();
		for (String kind : List.of("secrecy", "personal-information")) {
			recorded(steps, () -> act("assessments", TestCity.steward(),
					"{\"kind\":\"%s\",\"outcome\":\"passed\"}".formatted(kind)));
		}
		recorded(steps,
				() -> this.web.post()
					.uri(API + "/entries/" + this.entry + "/consent")
					.with(TestCity.head())
					.header("If-Match", read().getResponse().getHeader("ETag"))
					.exchange());
		recorded(steps, () -> act("submit", TestCity.steward(), ""));
		recorded(steps, () -> act("publish", TestCity.authority(), ""));
		recorded(steps, () -> act("suspend", TestCity.authority(), "{\"reason\":\"内容有误\"}"));
		recorded(steps, () -> act("resume", TestCity.authority(), ""));
		recorded(steps, () -> act("retire", TestCity.authority(), "{\"reason\":\"合并\"}"));
		String person = "person-" + UUID.randomUUID();
		recorded(steps, () -> put("/assignments/" + person,
				"{\"name\":\"王\",\"agency\":\"%s\",\"roles\":[\"steward\"]}".formatted(TestCity.TRANSPORT)));
		recorded(steps, () -> put("/assignments/" + person,
				"{\"name\":\"王\",\"agency\":\"%s\",\"roles\":[\"cdo\"]}".formatted(TestCity.TRANSPORT)));
		recorded(steps, () -> put("/agencies/" + TestCity.HEALTH + "/duties/d" + System.nanoTime(),
				"{\"title\":{\"zh\":\"职能\"}}"));
		assertThat(steps).containsSubsequence("steward-li entry.assessed", "head-wang entry.consented",
				"steward-li entry.submitted", "officer-an entry.published", "officer-an entry.suspended",
				"officer-an entry.resumed", "officer-an entry.retired", "officer-an assignment.made",
				"officer-an assignment.changed", "officer-an duty.made");
		assertThat(
				this.sql.sql("select payload from catalogue.audit where entry = :entry and payload like '%published%'")
					.param("entry", this.entry)
					.query(String.class)
					.list())
			.anySatisfy((payload) -> assertThat(payload).contains("\"sha256\":\""))
			.noneSatisfy((payload) -> assertThat(payload).contains("公交站点"));
	}

	@Test
	void anImportIsRecordedByBatch() {
		List<String> steps = new ArrayList<>();
		String key = "https://example.org/" + UUID.randomUUID();
		recorded(steps, () -> this.web.post()
			.uri(API + "/imports?completeness=harvested&source=s" + System.nanoTime())
			.with(TestCity.authority())
			.contentType("application/x-ndjson")
			.content("{\"key\":\"%s\",\"title\":{\"zh\":\"外来\"},\"agency\":\"%s\"}\n".formatted(key, TestCity.HEALTH))
			.exchange());
		assertThat(steps).contains("officer-an import.made", "officer-an import_batch.made");
	}

	@Test
	void aRefusedStepLeavesNoRecord() {
		this.ledger.sign();
		long before = count();
		assertThat(act("publish", TestCity.authority(), "")).hasStatus(409);
		assertThat(put("/assignments/x" + System.nanoTime(), "{\"name\":\"王\",\"roles\":[\"auditor\",\"operator\"]}"))
			.hasStatus(422);
		this.ledger.sign();
		assertThat(count()).isEqualTo(before);
	}

	@Test
	void theExportIsProvenAndAStepThatWasChangedIsFound() throws Exception {
		this.ledger.check();
		assertThat(this.ledger.broken()).isEmpty();
		assertThat(verified()).startsWith("ok: ");
		String change = " where subject = '" + this.entry + "' and what = 'registered'";
		withoutTriggers("update catalogue.change set by = 'nobody'" + change);
		try {
			this.ledger.check();
			assertThat(this.ledger.broken())
				.hasValueSatisfying((what) -> assertThat(what).contains("is not as it was recorded"));
		}
		finally {
			withoutTriggers("update catalogue.change set by = 'steward-li'" + change);
		}
		this.ledger.check();
		assertThat(this.ledger.broken()).isEmpty();
	}

	@Test
	void auditorAndAuthorityReadIt() {
		this.ledger.sign();
		RequestPostProcessor auditor = TestCity.person("auditor-he", "auditor", TestCity.HEALTH);
		assertThat(this.web.get().uri(API + "/audit?entry=" + this.entry).with(auditor)).hasStatusOk()
			.bodyText()
			.contains("entry.registered");
		assertThat(this.web.get().uri(API + "/audit?outcome=step").with(TestCity.authority())).hasStatusOk();
		assertThat(this.web.get().uri(API + "/audit?from=yesterday").with(auditor)).hasStatus(400);
		assertThat(this.web.get().uri(API + "/audit/key").with(TestCity.steward())).hasStatusOk();
		for (String path : List.of("", "/export", "/heads", "/checkpoint")) {
			assertThat(this.web.get().uri(API + "/audit" + path).with(TestCity.steward())).as(path).hasStatus(403);
		}
		assertThat(this.web.get().uri(API + "/audit/export").with(TestCity.authority())).hasStatus(403);
	}

	private String verified() throws Exception {
		MvcTestResult export = this.web.get()
			.uri(API + "/audit/export")
			.with(TestCity.person("auditor-he", "auditor", TestCity.HEALTH))
			.exchange();
		Path file = Files.write(this.folder.resolve("export.ndjson"), export.getResponse().getContentAsByteArray());
		Path key = Files.writeString(this.folder.resolve("key.pem"), this.ledger.publicKey());
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		VerifyAudit.run(new PrintStream(said), file.toString(), "--key", key.toString());
		return said.toString();
	}

	private void recorded(List<String> seen, Supplier<MvcTestResult> step) {
		this.ledger.sign();
		long before = count();
		assertThat(step.get()).hasStatus2xxSuccessful();
		this.ledger.sign();
		assertThat(count()).isGreaterThan(before);
		this.sql.sql("""
				select subject || ' ' || (payload::jsonb ->> 'action') from (
					select * from catalogue.audit order by position desc limit :most) newest order by position
				""").param("most", count() - before).query(String.class).list().forEach(seen::add);
	}

	private long count() {
		return this.sql.sql("select count(*) from catalogue.audit").query(Long.class).single();
	}

	private MvcTestResult act(String step, RequestPostProcessor caller, String body) {
		return this.web.post()
			.uri(API + "/entries/" + this.entry + "/" + step)
			.with(caller)
			.contentType("application/json")
			.content(body)
			.exchange();
	}

	private MvcTestResult put(String path, String body) {
		return this.web.put()
			.uri(API + path)
			.with(TestCity.authority())
			.contentType("application/json")
			.content(body)
			.exchange();
	}

	private MvcTestResult read() {
		return this.web.get().uri(API + "/entries/" + this.entry).with(TestCity.head()).exchange();
	}

	private static JsonNode json(MvcTestResult result) {
		return JsonMapper.shared().readTree(result.getResponse().getContentAsByteArray());
	}

	private void withoutTriggers(String statement) {
		new TransactionTemplate(this.transactions).executeWithoutResult((transaction) -> {
			this.statements.execute("set local session_replication_role = replica");
			assertThat(this.statements.update(statement)).isPositive();
		});
	}

}
