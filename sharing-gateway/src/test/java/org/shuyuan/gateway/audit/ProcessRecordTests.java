package org.shuyuan.gateway.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestClock;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.request.TestExchange;
import org.shuyuan.support.ledger.ProcessLedger;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** No step of a process without its record, and no record that can be changed unseen. */
@GatewayTest
@Import(TestClock.class)
class ProcessRecordTests {

	/**
	 * What no person decides: derived, counted or kept for the machine, or the ledger
	 * itself.
	 */
	private static final Set<String> UNRECORDED = Set.of("audit", "audit_head", "audit_head_kept", "ledger_head",
			"ledger_checkpoint", "process_record", "step_table", "idempotency", "clock", "data_change", "data_position",
			"open_copy", "object_owner", "revocation_epoch", "rescan", "rescan_item", "verification_failure",
			"verification_alarm", "flyway_schema_history");

	private static final String UNTIL = "2026-12-31";

	private final String auditor = TestTokens.token("auditor", null, "auditor");

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private JdbcTemplate statements;

	@Autowired
	private ProcessLedger ledger;

	@Autowired
	private PlatformTransactionManager transactions;

	private TestCalls calls;

	private TestExchange exchange;

	@BeforeEach
	void exchange(@LocalServerPort int port) {
		TestClock.day("2026-03-02");
		this.snapshot.heard(Instant.parse("2027-12-31T00:00:00Z"));
		this.calls = new TestCalls(port);
		this.exchange = new TestExchange(this.calls, this.snapshot);
	}

	/** A table that is neither would keep a process out of the ledger. */
	@Test
	void everyTableIsRecordedOrKnownToHoldNoProcess() {
		Set<String> tables = Set.copyOf(this.sql.sql("select tablename from pg_tables where schemaname = 'gateway'")
			.query(String.class)
			.list());
		Set<String> recorded = new TreeSet<>(this.sql.sql("""
				select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
					join pg_namespace n on n.oid = c.relnamespace
				where n.nspname = 'gateway' and t.tgname = 'record_step'
				""").query(String.class).list());
		Set<String> neither = new TreeSet<>(tables);
		neither.removeAll(recorded);
		neither.removeAll(UNRECORDED);
		assertThat(neither).as("call gateway.record_steps(…) in a migration").isEmpty();
		assertThat(recorded).hasSizeGreaterThan(10).doesNotContainAnyElementsOf(UNRECORDED);
	}

	@Test
	void everyStepOfRequestGrantAndDisputeIsRecordedWithWhoTookIt() {
		List<String> steps = new ArrayList<>();
		String request = recorded(steps, () -> this.exchange.submitted(UNTIL));
		recorded(steps,
				() -> this.exchange.step(this.exchange.providerOfficer, request, "review", Map.of("opinion", "可")));
		String grant = recorded(steps,
				() -> this.exchange.step(this.exchange.providerHead, request, "approve", Map.of()).json())
			.at("/grant/id")
			.asString();
		recorded(steps, () -> act(this.exchange.providerHead, grant, "suspend", Map.of("reason", "超范围使用")));
		String dispute = recorded(steps,
				() -> this.calls.post(this.exchange.head, "/disputes", Map.of("grant", grant, "statement", "没有超范围"))
					.json())
			.path("id")
			.asString();
		recorded(steps,
				() -> this.calls
					.post(this.exchange.providerOfficer, "/disputes/" + dispute + "/statements",
							Map.of("statement", "日志显示超范围"))
					.json());
		recorded(steps,
				() -> this.calls
					.post(this.exchange.authority, "/disputes/" + dispute + "/decision",
							Map.of("decision", "restore", "reason", "查明"))
					.json());
		recorded(steps, () -> act(this.exchange.authority, grant, "revoke", Map.of("reason", "法规已修改")));
		recorded(steps,
				() -> this.calls.post(this.exchange.officer, "/grants/" + grant + "/disposal", Map.of("how", "删除"))
					.json());
		assertThat(steps).contains("head undertaking.made", "officer request.made", "officer request.draft",
				"head request.agree", "p-officer request.review", "p-head request.approve", "p-head grant.made",
				"p-head grant.suspend", "p-head grant.suspended", "head dispute.made",
				"p-officer dispute_statement.made", "authority dispute.decided", "authority grant.revoke",
				"officer grant.disposal");
		assertThat(this.exchange.grant(grant).path("state").asString()).isEqualTo("revoked");
	}

	@Test
	void aStepThatWasRefusedLeavesNoRecordOfAStep() {
		String request = this.exchange.submitted(UNTIL);
		this.ledger.sign();
		long before = steps();
		this.exchange.step(this.exchange.providerHead, request, "approve", Map.of())
			.refused(409, "transition-impossible");
		new TransactionTemplate(this.transactions).executeWithoutResult((transaction) -> {
			this.sql.sql("insert into gateway.undertaking (agency, text, by, at) values ('a', 't', 'b', now())")
				.update();
			transaction.setRollbackOnly();
		});
		this.ledger.sign();
		assertThat(steps()).isEqualTo(before);
	}

	@Test
	void whatIsDonePastThePlatformIsRecordedToo() {
		String request = this.exchange.submitted(UNTIL);
		this.ledger.sign();
		this.sql.sql("update gateway.request set state = 'approved' where id = :id").param("id", request).update();
		this.ledger.sign();
		assertThat(search(this.auditor, "?outcome=step&entry=" + this.exchange.entry)
			.filter((step) -> step.path("step").asString().equals("request/" + request))
			.findFirst()
			.orElseThrow()
			.path("action")
			.asString()).isEqualTo("request.approved");
		this.sql.sql("update gateway.request set state = 'submitted' where id = :id").param("id", request).update();
	}

	/** With triggers switched off, as only the owner of the database can. */
	@Test
	void findsWhatIsChangedPastItsTriggers() {
		String request = this.exchange.submitted(UNTIL);
		this.ledger.check();
		assertThat(this.ledger.broken()).isEmpty();
		String step = " where request = '%s' and what = 'agree'".formatted(request);
		tampered("update gateway.request_step set by = 'officer'" + step,
				"update gateway.request_step set by = 'head'" + step, "is not as it was recorded");
		tampered(
				"insert into gateway.request_step (id, request, at, by, role, what) overriding system value values (2000000000, '%s', now(), 'x', 'x', 'x')"
					.formatted(request),
				"delete from gateway.request_step where id = 2000000000",
				"the step request_step/2000000000 is not as it was recorded");
		String record = " where id = (select id from gateway.audit where subject = 'head' and payload is not null order by position desc limit 1)";
		tampered("update gateway.audit set subject = 'nobody'" + record,
				"update gateway.audit set subject = 'head' where subject = 'nobody'", "what it is searched by");
		tampered("update gateway.audit set outcome = 'permit' where writer = 'log' and position = 1",
				"update gateway.audit set outcome = payload::jsonb ->> 'outcome' where writer = 'log' and position = 1",
				"what it is searched by");
		tampered("update gateway.audit set payload = payload || ' ' where writer = 'log' and position = 2",
				"update gateway.audit set payload = rtrim(payload) where writer = 'log' and position = 2",
				"its payload was changed");
		tampered("update gateway.ledger_checkpoint set note = replace(note, 'erased 0', 'erased 9') where size > 0",
				"update gateway.ledger_checkpoint set note = replace(note, 'erased 9', 'erased 0')",
				"a checkpoint says");
	}

	@Test
	void theAuditIsAppendOnlyAndErasureIsARecord() throws Exception {
		for (String statement : List.of("update gateway.audit set subject = 'x'", "delete from gateway.audit",
				"update gateway.audit set payload = null, salt = null, hash = null where position = 1",
				"truncate gateway.audit", "delete from gateway.ledger_checkpoint")) {
			assertThat(refused(statement)).as(statement).isTrue();
		}
		String text = "陈述" + System.nanoTime();
		String request = this.exchange.submitted(UNTIL);
		this.calls.post(this.exchange.officer, "/disputes", Map.of("request", request, "statement", text)).json();
		this.ledger.sign();
		String id = this.sql.sql("select id from gateway.audit where payload like :text")
			.param("text", "%" + text + "%")
			.query(String.class)
			.single();
		String erasure = this.calls
			.post(this.auditor, "/audit/erasures", Map.of("records", List.of(id), "reason", "个人信息主体要求删除"))
			.json()
			.path("id")
			.asString();
		this.calls.post(this.exchange.authority, "/audit/erasures/" + erasure + "/carry-out", Map.of()).json();
		this.ledger.check();
		assertThat(this.ledger.broken()).isEmpty();
		String step = this.sql.sql("""
				select id from gateway.audit where payload like '%"action":"ledger.erased"%'
				order by position desc limit 1
				""").query(String.class).single();
		assertThat(search(this.auditor, "?outcome=step&subject=authority&record=" + step)
			.map((found) -> found.path("action").asString())).containsExactly("ledger.erased");
		assertThat(this.sql.sql("select count(*) from gateway.audit where payload like :text")
			.param("text", "%" + text + "%")
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void aProviderSeesTheUseOfItsDataAndOfNoOther() {
		TestExchange other = new TestExchange(this.calls, this.snapshot);
		String department = TestTokens.token("d", other.requester, "sharing-officer");
		for (TestExchange each : List.of(this.exchange, other)) {
			this.calls
				.upload(TestTokens.token("steward", each.provider, "steward"),
						"/distributions/" + each.distribution + "/data?filename=permits.csv&wait=20",
						"许可编号,区,联系人\n1,北辰区,甲\n")
				.json();
			this.calls.get(department, "/distributions/" + each.distribution + "/rows").refused(403, "not-open");
		}
		List<JsonNode> seen = search(this.exchange.providerHead, "?outcome=refuse").toList();
		assertThat(seen).isNotEmpty()
			.allSatisfy(
					(call) -> assertThat(call.path("provider").asString()).isEqualTo(this.exchange.provider.value()));
		assertThat(seen).anySatisfy((call) -> {
			assertThat(call.path("entry").asString()).isEqualTo(this.exchange.entry.value());
			assertThat(call.path("agency").asString()).isEqualTo(other.requester.value());
		});
		assertThat(search(this.exchange.providerHead, "?entry=" + other.entry)).isEmpty();
		this.exchange.draft(UNTIL);
		this.ledger.sign();
		assertThat(search(this.exchange.authority, "?outcome=step&entry=" + this.exchange.entry)).isNotEmpty();
		assertThat(search(this.exchange.providerHead, "?outcome=step")).isEmpty();
		assertThat(search(this.exchange.authority, "?entry=" + other.entry)).isNotEmpty();
		assertThat(search(this.auditor, "?entry=" + other.entry)).isNotEmpty();
		assertThat(search(this.auditor, "?agency=" + other.requester)).isNotEmpty();
		this.calls.get(this.exchange.providerOfficer, "/audit").refused(403, "role-missing");
		this.calls.get(TestTokens.token("citizen", null, "citizen"), "/audit").refused(403, "role-missing");
		this.calls.get(TestTokens.token("nowhere", null, "sharing-head"), "/audit").refused(403, "role-missing");
		this.calls.get(this.exchange.providerHead, "/audit/export").refused(403, "role-missing");
		this.calls.get(this.exchange.providerHead, "/audit/heads").refused(403, "role-missing");
	}

	@Test
	void questionsThatCannotBeAnsweredAreRefused() {
		for (String query : List.of("from=yesterday", "to=2026-13-01T00:00:00Z", "from=2026-02-30",
				"from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "outcome=maybe", "entry=x", "subject=a%00b",
				"after=nosuchrecord", "after=%00", "limit=0", "limit=many")) {
			assertThat(this.calls.get(this.auditor, "/audit?" + query).status()).as(query).isEqualTo(400);
		}
		assertThat(this.calls.get(this.auditor, "/audit?from=%2B999999999-12-31T23:59:59Z").status()).isEqualTo(200);
		for (String outcome : List.of("permit", "refuse", "stop", "alarm", "step")) {
			assertThat(this.calls.get(this.auditor, "/audit?outcome=" + outcome).status()).as(outcome).isEqualTo(200);
		}
	}

	@Test
	void theKeyAndACheckpointCanBeKept() {
		assertThat(this.calls.get(this.auditor, "/audit/key").body()).isEqualTo(this.ledger.publicKey())
			.startsWith("Fingerprint: SHA256:")
			.contains("BEGIN PUBLIC KEY");
		String checkpoint = this.calls.get(this.auditor, "/audit/checkpoint").body();
		assertThat(checkpoint).startsWith("127.0.0.1:8140/audit/gateway\n");
		assertThat(this.calls.get(this.auditor, "/audit/heads").json().path("items").valueStream())
			.anySatisfy((head) -> assertThat(head.path("checkpoint").asString()).isEqualTo(checkpoint));
		this.calls.get(this.exchange.officer, "/audit/checkpoint").refused(403, "role-missing");
	}

	private JsonNode act(String token, String grant, String step, Map<String, Object> said) {
		return this.calls.post(token, "/grants/" + grant + "/" + step, said, "If-Match", "*").json();
	}

	/** Takes a step, which has to leave a record. */
	private <T> T recorded(List<String> seen, Supplier<T> step) {
		this.ledger.sign();
		long before = steps();
		T done = step.get();
		this.ledger.sign();
		assertThat(steps()).isGreaterThan(before);
		this.sql.sql(
				"select subject || ' ' || (payload::jsonb ->> 'action') from gateway.audit where outcome = 'step' and writer = 'log' order by position desc limit :most")
			.param("most", steps() - before)
			.query(String.class)
			.list()
			.forEach(seen::add);
		return done;
	}

	private long steps() {
		return this.sql.sql("select count(*) from gateway.audit where outcome = 'step'").query(Long.class).single();
	}

	private java.util.stream.Stream<JsonNode> search(String token, String query) {
		return this.calls.get(token, "/audit" + query + (query.isEmpty() ? "?" : "&") + "limit=200")
			.json()
			.path("items")
			.valueStream();
	}

	private void tampered(String tampering, String undoing, String found) {
		withoutTriggers(tampering);
		try {
			this.ledger.check();
			assertThat(this.ledger.broken()).as(tampering)
				.hasValueSatisfying((what) -> assertThat(what).contains(found));
		}
		finally {
			withoutTriggers(undoing);
		}
		this.ledger.check();
		assertThat(this.ledger.broken()).as(undoing).isEmpty();
	}

	private void withoutTriggers(String statement) {
		new TransactionTemplate(this.transactions).executeWithoutResult((transaction) -> {
			this.statements.execute("set local session_replication_role = replica");
			assertThat(this.statements.update(statement)).as(statement).isPositive();
		});
	}

	private boolean refused(String statement) {
		try {
			new TransactionTemplate(this.transactions).executeWithoutResult((transaction) -> {
				transaction.setRollbackOnly();
				this.statements.update(statement);
			});
			return false;
		}
		catch (org.springframework.dao.DataAccessException ex) {
			return String.valueOf(ex.getMessage()).contains("append-only");
		}
	}

}
