package org.shuyuan.gateway.verification;

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
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.inspection.ScanRules;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.publication.VersionFollower;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.GrantId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Data with a word that the authority has set, before and after it was set. */
@GatewayTest
@TestPropertySource(properties = "shuyuan.content.words=src/test/resources/content-words.txt")
class ProtectedWordTests {

	private static final String CSV = "许可编号,区,联系人\nA1,雲·鶴 工程,甲\nA2,西岭区,乙\n";

	@LocalServerPort
	private int port;

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private ObjectStore objects;

	@Autowired
	private VersionFollower follower;

	@Autowired
	private ScanRules rules;

	@Autowired
	@Qualifier("rescanTask")
	private SmartLifecycle worker;

	private TestDoor door;

	private Entry entry;

	@BeforeEach
	void begin() {
		this.worker.stop();
		this.snapshot.heard(Instant.now().plusSeconds(3600));
		this.door = new TestDoor(this.port, this.snapshot, this.sql);
		this.entry = this.door.publishOpen();
	}

	@AfterEach
	void end() {
		if (!this.worker.isRunning()) {
			this.worker.start();
		}
	}

	/** As if it had been stored before the words were set. */
	private void storedBefore() {
		this.sql.sql("delete from gateway.content_hit where distribution = :id")
			.param("id", this.door.distribution.value())
			.update();
		change("rules_version = 1");
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

	private void scan() {
		this.worker.start();
		await().atMost(Duration.ofMinutes(2))
			.until(() -> this.sql
				.sql("select count(*) from gateway.data_version where distribution = :id and rules_version < :rules")
				.param("id", this.door.distribution.value())
				.param("rules", this.rules.version())
				.query(Long.class)
				.single() == 0);
		this.follower.catchUp();
		this.worker.stop();
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

	private JsonNode hit() throws Exception {
		return json("/negative-list/hits?limit=200", authority()).path("items")
			.valueStream()
			.filter((each) -> each.path("distribution").asString().equals(this.door.distribution.value()))
			.findFirst()
			.orElseThrow();
	}

	private void dismiss() throws Exception {
		var answer = this.door.send(authority(), "POST",
				"/negative-list/hits/" + hit().path("id").asString() + "/decision",
				Map.of("decision", "dismiss", "reason", "公开报道过的名称"));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

	private static String steward() {
		return TestTokens.token("steward", TestDoor.PROVIDER, "steward");
	}

	private static String authority() {
		return TestTokens.token("authority", null, "authority");
	}

	private void assertClosed() throws Exception {
		TestDoor.refused(this.door.get("/rows"), 403, "content-stopped");
		TestDoor.refused(this.door.get("/rows?format=csv&select=" + TestDoor.encoded("许可编号")), 403, "content-stopped");
		TestDoor.refused(this.door.get("/profile"), 403, "content-stopped");
	}

	@Test
	void recallsWhatWasStoredBeforeTheWordWasSet() throws Exception {
		this.door.upload(CSV);
		storedBefore();
		GrantId grant = this.door.grant(this.entry, 3, null, List.of());
		assertThat(this.door.get("/rows?format=csv").body()).contains("A1");
		assertThat(this.door.get("/rows?format=csv", grant).statusCode()).isEqualTo(200);
		scan();
		assertClosed();
		assertThat(this.door.get("/file").statusCode()).isEqualTo(403);
		TestDoor.refused(this.door.get("/rows?format=csv", grant), 403, "content-stopped");
		TestDoor.refused(this.door.get("/file", grant), 403, "content-stopped");
		JsonNode told = recall(TestDoor.officer());
		assertThat(told.path("effect").asString()).isEqualTo("stopped");
		assertThat(told.at("/findings/0/rule").asString()).isEqualTo("protected-word");
		assertThat(told.toString()).doesNotContain("云", "雲", "鹤", "recipients");
		assertThat(recall(steward()).path("recipients").get(0).asString()).isEqualTo(TestDoor.REQUESTER.value());
		assertThat(recall(authority()).path("rulesVersion").asInt()).isEqualTo(this.rules.version());
		assertThat(hit().path("evidence").get(0).asString()).isEqualTo("区：云***");
		assertThat(hit().path("rulesVersion").asInt()).isEqualTo(this.rules.version());
		assertThat(json("/negative-list/rescan", authority()).path("recalled").asInt()).isPositive();
	}

	@Test
	void opensNothingWhereTheWordIsFoundNoMore() throws Exception {
		this.door.upload(CSV);
		assertClosed();
		StoredObject clean = this.objects
			.put(new ByteArrayInputStream("许可编号,区,联系人\nA1,东湖区,甲\n".getBytes(StandardCharsets.UTF_8)), 1000);
		change("rules_version = 1, sha256 = '%s', bytes = %d".formatted(clean.sha256(), clean.bytes()));
		scan();
		assertClosed();
		assertThat(hit().path("state").asString()).isEqualTo("open");
	}

	@Test
	void whatWasDismissedStaysSoOnlyUnderTheSameWords() throws Exception {
		this.door.upload(CSV);
		dismiss();
		change("rules_version = 1");
		scan();
		assertThat(this.door.get("/rows?format=csv").body()).contains("A1");
		this.sql.sql("update gateway.content_hit set rules_version = :older where distribution = :id")
			.param("older", this.rules.wordsVersion() - 1)
			.param("id", this.door.distribution.value())
			.update();
		change("rules_version = 1");
		scan();
		assertClosed();
		assertThat(recall(steward()).path("effect").asString()).isEqualTo("stopped");
	}

	@Test
	void keepsNoNameWithAWord() throws Exception {
		JsonNode uploaded = this.door.upload("许可编号,区,联系人\nA1,东湖区,甲\n".getBytes(StandardCharsets.UTF_8),
				"blue-heron.csv");
		assertThat(json("/distributions/" + this.door.distribution + "/versions/" + uploaded.path("version").asString(),
				steward())
			.toString()).doesNotContain("heron");
	}

	@Test
	void saysThatThereAreWordsAndNotWhich() throws Exception {
		JsonNode list = json("/negative-list", null);
		assertThat(list.path("version").asInt()).isEqualTo(this.rules.version());
		assertThat(list.path("items").valueStream().map((rule) -> rule.path("code").asString()))
			.contains("protected-word");
		assertThat(list.toString()).doesNotContain("云鹤", "heron");
	}

}
