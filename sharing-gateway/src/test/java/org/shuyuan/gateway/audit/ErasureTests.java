package org.shuyuan.gateway.audit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestClock;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.request.TestExchange;
import org.shuyuan.support.ledger.ProcessLedger;
import org.shuyuan.support.ledger.VerifyAudit;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Payloads of the ledger are erased by two persons, for a reason that stays. */
@GatewayTest
@Import(TestClock.class)
class ErasureTests {

	private static final String ERASURES = "/audit/erasures";

	private final String auditor = TestTokens.token("auditor", null, "auditor");

	private final String other = TestTokens.token("other-auditor", null, "auditor");

	private final String authority = TestTokens.token("authority-officer", null, "authority");

	@TempDir
	private Path folder;

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private ProcessLedger ledger;

	private TestCalls calls;

	private TestExchange exchange;

	@BeforeEach
	void exchange(@LocalServerPort int port) {
		TestClock.day("2026-03-02");
		this.snapshot.heard(Instant.parse("2027-12-31T00:00:00Z"));
		this.calls = new TestCalls(port);
		this.exchange = new TestExchange(this.calls, this.snapshot);
	}

	@Test
	void twoPersonsEraseAPayloadAndTheVerifierListsIt() throws Exception {
		String text = "陈述" + System.nanoTime();
		String record = recorded(text);
		JsonNode asked = ask(this.auditor, List.of(record), "当事人撤回同意，要求删除").json();
		assertThat(asked.path("state").asString()).isEqualTo("asked");
		assertThat(asked.path("clause").asString()).isEqualTo("PIPL47");
		assertThat(held(text)).isOne();
		JsonNode erased = carryOut(this.authority, asked).json();
		assertThat(erased.path("state").asString()).isEqualTo("erased");
		assertThat(erased.path("askedBy").asString()).isEqualTo("auditor");
		assertThat(erased.path("decidedBy").asString()).isEqualTo("authority-officer");
		assertThat(held(text)).isZero();
		assertThat(this.calls.get(this.other, ERASURES + "/" + asked.path("id").asString()).json()).isEqualTo(erased);
		assertThat(this.calls.get(this.other, ERASURES + "?state=erased").json().path("items").valueStream())
			.contains(erased);
		assertThat(steps()).contains("auditor erasure.made", "authority-officer erasure.erased",
				"authority-officer ledger.erased");
		String verified = verified();
		assertThat(verified).startsWith("0 ok: ")
			.contains("erased: log/")
			.contains("by authority-officer, asked for by auditor", "当事人撤回同意，要求删除 (PIPL47)");
		assertThat(verified.lines().filter((line) -> line.startsWith("erased: ")).count())
			.isEqualTo(Long.parseLong(verified.replaceAll("(?s).* (\\d+) of them erased.*", "$1")));
		this.ledger.check();
		assertThat(this.ledger.broken()).isEmpty();
		carryOut(this.other, asked).refused(409, "erasure-decided");
	}

	@Test
	void theSecondPersonFindsWhatIsToBeErasedByItsIds() {
		String text = "陈述" + System.nanoTime();
		String record = recorded(text);
		String another = recorded("另一" + text);
		JsonNode found = this.calls.get(this.other, "/audit?record=" + record + "&record=" + another).json();
		assertThat(found.path("items").valueStream().map((each) -> each.path("id").asString()))
			.containsExactlyInAnyOrder(record, another);
		assertThat(this.calls.get(this.other, "/audit?record=nosuchrecord").json().path("items")).isEmpty();
		carryOut(this.authority, ask(this.auditor, List.of(record), "当事人要求").json()).json();
		assertThat(this.calls.get(this.other, "/audit?record=" + record).json().path("items")).isEmpty();
		this.calls.get(this.other, "/audit?" + "record=a&".repeat(201)).refused(400, "parameter-invalid");
	}

	@Test
	void stepsThatSayTheyAreTheLedgersOwnAreErasedLikeOthers() throws Exception {
		String text = "冒充" + System.nanoTime();
		this.sql.sql("""
				insert into gateway.process_record (at, subject, action, step, content)
				values (now(), 'somebody', 'request.made', :step, cast(:content as jsonb))
				""")
			.param("step", "request/" + text)
			.param("content", "{\"action\":\"ledger.erased\",\"text\":\"" + text + "\"}")
			.update();
		Awaitility.await().until(() -> held(text) == 1);
		String record = this.sql.sql("select id from gateway.audit where payload like :text")
			.param("text", "%" + text + "%")
			.query(String.class)
			.single();
		JsonNode asked = ask(this.auditor, List.of(record), "当事人撤回同意，要求删除").json();
		assertThat(carryOut(this.authority, asked).json().path("state").asString()).isEqualTo("erased");
		assertThat(held(text)).isZero();
		assertThat(verified()).startsWith("0 ok: ");
	}

	@Test
	void onePersonIsNotTwo() throws Exception {
		String text = "陈述" + System.nanoTime();
		JsonNode asked = ask(this.auditor, List.of(recorded(text)), "当事人要求").json();
		carryOut(this.auditor, asked).refused(403, "second-person-needed");
		step(this.auditor, asked, "refuse", Map.of("reason", "不删")).refused(403, "second-person-needed");
		step(this.other, asked, "withdraw", Map.of()).refused(403, "erasure-foreign");
		for (String token : List.of(TestTokens.token("head", this.exchange.provider, "sharing-head"),
				TestTokens.token("operator", null, "operator"))) {
			carryOut(token, asked).refused(403, "role-missing");
			ask(token, List.of(recorded("另一" + text)), "当事人要求").refused(403, "role-missing");
			this.calls.get(token, ERASURES).refused(403, "role-missing");
		}
		assertThat(held(text)).isOne();
		step(this.other, asked, "refuse", Map.of()).refused(422, "erasure-invalid");
		JsonNode refused = step(this.other, asked, "refuse", Map.of("reason", "保存期限未届满")).json();
		assertThat(refused.path("state").asString()).isEqualTo("refused");
		assertThat(refused.path("note").asString()).isEqualTo("保存期限未届满");
		assertThat(held(text)).isOne();
	}

	@Test
	void whoAskedMayWithdrawAndAskAgain() {
		String text = "陈述" + System.nanoTime();
		String record = recorded(text);
		JsonNode asked = ask(this.auditor, List.of(record), "当事人要求").json();
		assertThat(ask(this.auditor, List.of(record), "当事人要求").json()).isEqualTo(asked);
		ask(this.auditor, List.of(record), "别的理由").refused(409, "erasure-open");
		ask(this.other, List.of(record), "当事人要求").refused(409, "erasure-open");
		assertThat(step(this.auditor, asked, "withdraw", Map.of()).json().path("state").asString())
			.isEqualTo("withdrawn");
		carryOut(this.other, asked).refused(409, "erasure-decided");
		assertThat(held(text)).isOne();
		carryOut(this.auditor, ask(this.other, List.of(record), "当事人要求").json()).json();
		assertThat(held(text)).isZero();
		JsonNode problem = ask(this.other, List.of(record), "当事人要求").refused(422, "erasure-invalid");
		assertThat(problem.at("/violations/0/code").asString()).isEqualTo("record-erased");
	}

	@Test
	void saysAllThatIsWrongAndStoresNothing() {
		long before = stored();
		String text = "陈述" + System.nanoTime();
		String own = recorded(text);
		String officer = TestTokens.token("officer", null, "auditor");
		String ofLedger = this.sql
			.sql("select id from gateway.audit where payload like '%\"action\":\"ledger.%' limit 1")
			.query(String.class)
			.optional()
			.orElseGet(() -> {
				carryOut(this.other, ask(this.auditor, List.of(recorded("先删" + text)), "当事人要求").json()).json();
				return this.sql.sql("select id from gateway.audit where payload like '%\"action\":\"ledger.%' limit 1")
					.query(String.class)
					.single();
			});
		long asked = stored();
		JsonNode problem = this.calls
			.post(officer, ERASURES, Map.of("records", List.of("nosuchrecord", own, ofLedger), "clause", "X1"))
			.refused(422, "erasure-invalid");
		assertThat(problem.path("violations").valueStream().map((each) -> each.path("code").asString()))
			.containsExactlyInAnyOrder("reason-missing", "clause-unknown", "record-unknown", "record-own",
					"record-of-ledger");
		ask(this.auditor, List.of(), "当事人要求").refused(422, "erasure-invalid");
		ask(this.auditor, List.of(own), "长".repeat(2001)).refused(422, "erasure-invalid");
		this.calls.post(this.auditor, ERASURES, Map.of("records", List.of(own), "reason", "要求", "resaon", "x"))
			.refused(422, "member-unknown");
		this.calls.get(this.auditor, ERASURES + "?state=maybe").refused(400, "parameter-invalid");
		this.calls.get(this.auditor, ERASURES + "/nosuch").refused(404, "erasure-not-found");
		this.calls.post(this.auditor, ERASURES + "/nosuch/carry-out", Map.of()).refused(404, "erasure-not-found");
		JsonNode about = ask(this.auditor, List.of(own), "当事人要求").json();
		carryOut(officer, about).refused(403, "erasure-own-record");
		assertThat(stored()).isEqualTo(asked + 1).isGreaterThan(before);
		assertThat(held(text)).isOne();
	}

	@Test
	void aSystemErasesNothing() {
		String text = "陈述" + System.nanoTime();
		String record = recorded(text);
		String system = TestTokens.system("auditor-system", null, "auditor");
		ask(system, List.of(record), "当事人要求").refused(403, "person-missing");
		JsonNode asked = ask(this.auditor, List.of(record), "当事人要求").json();
		carryOut(system, asked).refused(403, "person-missing");
		assertThat(held(text)).isOne();
	}

	/** The id of a step's record that holds the text. */
	private String recorded(String text) {
		String request = this.exchange.submitted("2026-12-31");
		this.calls.post(this.exchange.officer, "/disputes", Map.of("request", request, "statement", text)).json();
		this.ledger.sign();
		return this.sql.sql("select id from gateway.audit where payload like :text limit 1")
			.param("text", "%" + text + "%")
			.query(String.class)
			.single();
	}

	private long held(String text) {
		return this.sql.sql("select count(*) from gateway.audit where payload like :text")
			.param("text", "%\"" + text + "\"%")
			.query(Long.class)
			.single();
	}

	private long stored() {
		return this.sql.sql("select count(*) from gateway.erasure").query(Long.class).single();
	}

	private List<String> steps() {
		this.ledger.sign();
		return this.sql.sql(
				"select subject || ' ' || (payload::jsonb ->> 'action') from gateway.audit where payload is not null and outcome = 'step'")
			.query(String.class)
			.list();
	}

	private TestCalls.Answer ask(String token, List<String> records, String reason) {
		return this.calls.post(token, ERASURES, Map.of("records", records, "reason", reason));
	}

	private TestCalls.Answer carryOut(String token, JsonNode asked) {
		return step(token, asked, "carry-out", Map.of());
	}

	private TestCalls.Answer step(String token, JsonNode asked, String step, Map<String, Object> said) {
		return this.calls.post(token, ERASURES + "/" + asked.path("id").asString() + "/" + step, said);
	}

	private String verified() throws Exception {
		Path export = Files.writeString(this.folder.resolve("audit.ndjson"),
				this.calls.get(this.auditor, "/audit/export").body());
		Path key = Files.writeString(this.folder.resolve("key.pem"), this.ledger.publicKey());
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		int status = VerifyAudit.run(new PrintStream(said, true, StandardCharsets.UTF_8), export.toString(), "--key",
				key.toString());
		return status + " " + said.toString(StandardCharsets.UTF_8);
	}

}
