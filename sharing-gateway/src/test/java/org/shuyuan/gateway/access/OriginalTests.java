package org.shuyuan.gateway.access;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.gateway.undescribed.TestWorkbooks;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.GrantId;
import org.shuyuan.vocab.Openness;
import org.shuyuan.vocab.SharingClass;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Which originals leave as they came. */
@GatewayTest
class OriginalTests {

	private static final List<DataItem> ITEMS = List.of(TestEntries.item("甲", true), TestEntries.item("乙", true));

	private final Snapshot snapshot;

	private final JdbcClient sql;

	private final TestDoor door;

	private Entry entry;

	OriginalTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql) {
		this.snapshot = snapshot;
		this.sql = sql;
		this.door = new TestDoor(port, snapshot, sql);
	}

	@BeforeEach
	void publish() {
		this.snapshot.heard(Instant.now().plusSeconds(600));
		this.entry = this.door.publish(
				new SharingClass.Conditional(Set.of(TestDoor.REQUESTER), Set.of(TestDoor.PURPOSE)),
				new Openness.Unconditional("cc-by-4.0"), ITEMS);
	}

	private void assertLeaves(byte[] original) throws Exception {
		this.door.upload(original, "data");
		assertThat(this.door.get("/file").statusCode()).isEqualTo(200);
		assertThat(version().path("undescribed").isEmpty()).isTrue();
	}

	/** Closed as a file, for whom all items are open and for whom all are granted. */
	private void assertStays(byte[] original, String what) throws Exception {
		this.door.upload(original, "data");
		GrantId grant = this.door.grant(this.entry, 2, null, List.of());
		HttpResponse<String> refused = this.door.get("/file");
		TestDoor.refused(refused, 403, "file-holds-more");
		assertThat(this.door.recorded(refused).path("outcome").asString()).isEqualTo("refuse");
		TestDoor.refused(this.door.get("/file", grant), 403, "file-holds-more");
		assertThat(this.door.get("/rows").statusCode()).isEqualTo(200);
		assertThat(this.door.get("/rows", grant).statusCode()).isEqualTo(200);
		assertThat(version().path("undescribed").valueStream().map((part) -> part.path("code").asString()))
			.contains(what);
		assertThat(version().path("undescribed").path(0).path("zh").asString()).isNotBlank();
	}

	private JsonNode version() throws Exception {
		HttpResponse<String> all = this.door.get("/versions",
				TestTokens.token("steward", TestDoor.PROVIDER, "steward"));
		return TestDoor.JSON.readTree(all.body()).path("items").path(0);
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void leaveWhereTheyAreTheTableAlone() throws Exception {
		assertLeaves(text("甲,乙\n1,东门\n2,西门\n"));
		assertLeaves(text("[{\"甲\":1,\"乙\":\"东门\"}]"));
		assertLeaves(TestWorkbooks.xlsx((_) -> {
		}));
		assertLeaves(TestWorkbooks.xls((_) -> {
		}));
	}

	@Test
	void stayWhereTheyHoldMore() throws Exception {
		assertStays(text("名单,\n甲,乙\n1,东门\n2,西门\n"), "lines-above");
		assertStays(text("甲,乙\n1,东门\n2,西门\n填表人张三,\n"), "lines-below");
		assertStays(text("甲,乙\n1,东门\n2,西门\n填表人张三\n"), "lines-below");
		assertStays(text("{\"作者\":\"张三\",\"data\":[{\"甲\":1,\"乙\":\"东门\"}]}"), "json-members");
		assertStays(text("[{\"甲\":1,\"乙\":{\"经办\":\"张三\"}}]"), "json-nested");
		assertStays(TestWorkbooks.xlsx((book) -> book.createSheet("工资")), "further-sheets");
		assertStays(TestWorkbooks.xls((book) -> book.createSheet("工资")), "further-sheets");
	}

	@Test
	void stayWhereNobodyHasLooked() throws Exception {
		this.door.upload(text("甲,乙\n1,东门\n"), "data");
		assertThat(this.door.get("/file").statusCode()).isEqualTo(200);
		this.sql.sql("update gateway.data_version set undescribed = null where distribution = :id")
			.param("id", this.door.distribution.value())
			.update();
		this.door.upload(text("甲,乙\n1,东门\n2,西门\n"), "data");
		this.sql.sql("update gateway.data_version set undescribed = null where distribution = :id")
			.param("id", this.door.distribution.value())
			.update();
		assertThat(version().path("undescribed").path(0).path("code").asString()).isEqualTo("not-inspected");
	}

	@Test
	void stayWhereATableWasToCome() throws Exception {
		this.door.upload(text("<html><body>张三</body></html>"), "data");
		TestDoor.refused(this.door.get("/file"), 403, "file-holds-more");
	}

	@Test
	void stayUnderAGrantThatLimitsRows() throws Exception {
		this.door.upload(text("甲,乙\n1,东门\n2,西门\n"), "data");
		TestDoor.refused(this.door.get("/file", this.door.grant(this.entry, 2, 5L, List.of())), 403,
				"file-beyond-quota");
		TestDoor.refused(this.door.get("/file", this.door.grant(this.entry, 2, null, List.of("甲:eq:1"))), 403,
				"file-beyond-rows");
		TestDoor.refused(this.door.get("/file", this.door.grant(this.entry, 1, 5L, List.of())), 403,
				"items-not-covered");
	}

	@Test
	void leaveAgainByTheTableAlone() throws Exception {
		assertStays(text("名单,\n甲,乙\n1,东门\n2,西门\n"), "lines-above");
		assertLeaves(text("甲,乙\n1,东门\n2,西门\n"));
		HttpResponse<String> file = this.door.http
			.send(this.door.request("/distributions/" + this.door.distribution + "/file", null)
				.method("HEAD", HttpRequest.BodyPublishers.noBody())
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(file.statusCode()).isEqualTo(200);
	}

}
