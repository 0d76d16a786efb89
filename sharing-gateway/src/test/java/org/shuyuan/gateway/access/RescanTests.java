package org.shuyuan.gateway.access;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.inspection.ScanRules;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.publication.VersionFollower;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.GrantId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Data that were stored under older content rules, and what newer ones find in them. */
@GatewayTest
class RescanTests {

	private static final String CSV = "许可编号,区,联系人\nA1,110101199003078670,甲\nA2,西岭区,乙\n";

	@LocalServerPort
	private int port;

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private ObjectStore objects;

	@Autowired
	private ScanRules rules;

	@Autowired
	private VersionFollower follower;

	@Autowired
	@Qualifier("rescanTask")
	private SmartLifecycle worker;

	private TestDoor door;

	@BeforeEach
	void begin() {
		this.worker.stop();
		this.snapshot.heard(Instant.now().plusSeconds(3600));
		this.door = new TestDoor(this.port, this.snapshot, this.sql);
	}

	@AfterEach
	void end() {
		if (!this.worker.isRunning()) {
			this.worker.start();
		}
	}

	/** As if it had been scanned when the rules did not find anything. */
	private void scannedUnder(Integer rules) {
		this.sql.sql("delete from gateway.content_hit where distribution = :id")
			.param("id", this.door.distribution.value())
			.update();
		change("rules_version = %d".formatted(rules));
	}

	/** As another instance commits and tells it. */
	private void change(String change) {
		this.sql.sql("""
				with changed as (update gateway.data_version set %s where distribution = :id returning *),
					next as (update gateway.data_position set last = last + 1 returning last)
				insert into gateway.data_change (position, distribution, entry, version, state, at, public_available,
					bytes, sha256)
				select last, distribution, entry, version, 'available', now(), true, bytes, sha256 from next, changed
				where in_force
				""".formatted(change)).param("id", this.door.distribution.value()).update();
		this.follower.catchUp();
	}

	private JsonNode json(String path, String token) throws Exception {
		var answer = this.door.send(token, "GET", path, null);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return TestDoor.JSON.readTree(answer.body());
	}

	private JsonNode recall(String token) throws Exception {
		return json("/recalls?limit=200", token).path("items")
			.valueStream()
			.filter((each) -> each.path("distribution").asString().equals(this.door.distribution.value()))
			.findFirst()
			.orElse(TestDoor.JSON.createObjectNode());
	}

	private static String steward() {
		return TestTokens.token("steward", TestDoor.PROVIDER, "steward");
	}

	private static String authority() {
		return TestTokens.token("authority", null, "authority");
	}

	private void scan() {
		this.worker.start();
		await().atMost(Duration.ofMinutes(2))
			.until(() -> this.sql
				.sql("""
						select count(*) from gateway.data_version where distribution = :id and state in ('available', 'waiting')
							and (rules_version is null or rules_version < :rules)
						""")
				.param("id", this.door.distribution.value())
				.param("rules", this.rules.version())
				.query(Long.class)
				.single() == 0
					&& this.sql.sql("select count(*) from gateway.rescan_item").query(Long.class).single() == 0);
		this.follower.catchUp();
	}

	@Test
	void closesAColumnAndTellsThoseWhoTookIt() throws Exception {
		Entry open = this.door.publishOpen();
		this.door.upload(CSV);
		scannedUnder(1);
		assertThat(this.door.get("/rows?format=csv&select=" + TestDoor.encoded("区")).body()).contains("110101");
		GrantId grant = this.door.grant(open, 3, null, List.of());
		assertThat(this.door.get("/rows?format=csv", grant).statusCode()).isEqualTo(200);
		scan();
		TestDoor.refused(this.door.get("/rows?format=csv&select=" + TestDoor.encoded("区")), 403, "item-not-open");
		assertThat(this.door.get("/rows?format=csv").body()).contains("A1").doesNotContain("110101");
		JsonNode told = recall(TestDoor.officer());
		assertThat(told.path("effect").asString()).isEqualTo("columns-closed");
		assertThat(told.path("findings").get(0).path("column").asString()).isEqualTo("区");
		assertThat(told.path("recipients").isMissingNode()).isTrue();
		assertThat(recall(steward()).path("recipients").get(0).asString()).isEqualTo(TestDoor.REQUESTER.value());
		assertThat(recall(authority()).path("recipients").size()).isEqualTo(1);
		assertThat(recall(TestTokens.token("x", AgencyId.ofBody("11990100MB0A00009"), "steward")).isEmpty()).isTrue();
		JsonNode progress = json("/negative-list/rescan", authority());
		assertThat(progress.path("running").asBoolean()).isFalse();
		assertThat(progress.path("done").asInt()).isPositive();
		assertThat(progress.path("recalled").asInt()).isPositive();
	}

	@Test
	void keepsNothingOfAMarkedFile() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,甲\n");
		StoredObject marked = this.objects
			.put(new ByteArrayInputStream("机密★10年,,\n许可编号,区,联系人\nA1,东湖区,甲\n".getBytes(StandardCharsets.UTF_8)), 1000);
		change("rules_version = 1, sha256 = '%s', bytes = %d".formatted(marked.sha256(), marked.bytes()));
		scan();
		assertThat(this.objects.has(marked.sha256())).isFalse();
		assertThat(this.door.get("/rows").statusCode()).isEqualTo(404);
		assertThat(recall(steward()).path("effect").asString()).isEqualTo("refused");
		assertThat(json("/distributions/" + this.door.distribution + "/versions/1", steward()).path("state").asString())
			.isEqualTo("refused");
	}

	@Test
	void servesNothingOfWhichNobodyKnowsTheScan() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,甲\n");
		change("rules_version = null");
		assertThat(this.door.get("/rows").statusCode()).isEqualTo(404);
		scan();
		assertThat(this.door.get("/rows").statusCode()).isEqualTo(200);
		assertThat(recall(steward()).isEmpty()).isTrue();
	}

	@Test
	void restoresNothingThatIsNotScannedYet() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,甲\n");
		this.door.upload("许可编号,区,联系人\nA2,东湖区,甲\n");
		change("rules_version = 1");
		String restore = "/distributions/" + this.door.distribution + "/versions/1/restore";
		TestDoor.refused(this.door.send(steward(), "POST", restore, Map.of("reason", "上一版有误")), 409,
				"version-scan-outdated");
		scan();
		assertThat(this.door.send(steward(), "POST", restore, Map.of("reason", "上一版有误")).statusCode()).isEqualTo(200);
		assertThat(this.door.get("/rows?format=csv").body()).contains("A1");
	}

	@Test
	void whatWasDismissedStaysDismissed() throws Exception {
		this.door.publishOpen();
		this.door.upload(CSV);
		String hit = this.sql.sql("select id from gateway.content_hit where distribution = :id")
			.param("id", this.door.distribution.value())
			.query(String.class)
			.single();
		this.door.send(authority(), "POST", "/negative-list/hits/" + hit + "/decision",
				Map.of("decision", "dismiss", "reason", "样例号码"));
		change("rules_version = 1");
		scan();
		assertThat(this.door.get("/rows?format=csv&select=" + TestDoor.encoded("区")).body()).contains("110101");
		assertThat(recall(steward()).isEmpty()).isTrue();
	}

	@Test
	void onlyTheAuthorityHasEverythingScannedAnew() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号,区,联系人\nA1,东湖区,甲\n");
		TestDoor.refused(this.door.send(steward(), "POST", "/negative-list/rescan", Map.of()), 403, "role-missing");
		TestDoor.refused(this.door.send(steward(), "GET", "/negative-list/rescan", null), 403, "role-missing");
		assertThat(this.door.send(authority(), "POST", "/negative-list/rescan", Map.of()).statusCode()).isEqualTo(202);
		JsonNode begun = json("/negative-list/rescan", authority());
		assertThat(begun.path("running").asBoolean()).isTrue();
		assertThat(begun.path("total").asInt()).isPositive();
		scan();
		assertThat(json("/negative-list/rescan", authority()).path("finished").isMissingNode()).isFalse();
	}

}
