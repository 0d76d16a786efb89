package org.shuyuan.gateway.intake;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Of a page with several tables the one is read that is most like the entry's items. */
@GatewayTest
class HtmlTableChoiceTests {

	private static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00007");

	private static final String MENU = table("首页|目录|帮助", "甲|乙|丙", "丁|戊|己", "庚|辛|壬", "子|丑|寅", "卯|辰|巳");

	private static final String PARKS = table("公园名称|面 积", "东湖公园|12", "西岭公园|30");

	private static final String POOLS = table("泳池|水深", "城南泳池|2", "城北泳池|3");

	private static final String PAGE = "<html><body>" + MENU + PARKS + POOLS + "</body></html>";

	@LocalServerPort
	private int port;

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private Tables tables;

	private TestCalls calls;

	private final String steward = TestTokens.token("clerk", AGENCY, "steward");

	@BeforeEach
	void begin() {
		this.calls = new TestCalls(this.port);
		this.snapshot.heard(Instant.now().plusSeconds(3600));
	}

	private static String table(String... rows) {
		StringBuilder table = new StringBuilder("<table>");
		for (String row : rows) {
			table.append("<tr><td>").append(row.replace("|", "</td><td>")).append("</td></tr>");
		}
		return table.append("</table>").toString();
	}

	private DistributionId publish(String... items) {
		DistributionId distribution = DistributionId.random();
		TestEntries.put(this.snapshot,
				TestEntries.entry(EntryId.random(), distribution, AGENCY, new SharingClass.Unconditional(),
						new Openness.Unconditional("cc-by-4.0"),
						Stream.of(items).map((name) -> TestEntries.item(name, true)).toList()));
		return distribution;
	}

	private JsonNode upload(DistributionId distribution, String page) {
		JsonNode sent = this.calls
			.upload(this.steward, "/distributions/" + distribution + "/data?wait=60&filename=x.xls", page)
			.json();
		return this.calls
			.get(this.steward, "/distributions/" + distribution + "/versions/" + sent.path("version").asString())
			.json();
	}

	private String rows(DistributionId distribution) {
		return this.calls.get(null, "/distributions/" + distribution + "/rows?format=csv").body();
	}

	private static String note(JsonNode version) {
		return version.path("notes")
			.valueStream()
			.filter((note) -> note.path("code").asString().equals("tables-left-out"))
			.map((note) -> note.path("text").toString())
			.findFirst()
			.orElse("");
	}

	@Test
	void readsTheTableMostLikeTheItemsThoughAnotherIsLarger() {
		DistributionId parks = publish("公园名称", "面积");
		JsonNode version = upload(parks, PAGE);
		assertThat(version.path("inForce").asBoolean()).as(version.toString()).isTrue();
		assertThat(rows(parks)).contains("东湖公园,12").doesNotContain("首页", "泳池");
		assertThat(note(version)).contains("网页中有 3 个表格", "与数据项最相符的，即第 2 个", "the one most like the items, number 2");
	}

	@Test
	void twoDistributionsReadTheirOwnTableOfOneFile() {
		DistributionId parks = publish("公园名称", "面积");
		DistributionId pools = publish("泳池", "水深");
		upload(parks, PAGE);
		String pool = upload(pools, PAGE).path("sha256").asString();
		assertThat(rows(parks)).contains("东湖公园").doesNotContain("泳池");
		assertThat(rows(pools)).contains("城南泳池").doesNotContain("公园");
		for (String table : List.of(pool, pool + "-2", pool + "-3")) {
			this.tables.delete(table);
		}
		assertThat(rows(parks)).as("made again from the original").contains("东湖公园").doesNotContain("泳池");
		assertThat(rows(pools)).contains("城南泳池").doesNotContain("公园");
	}

	@Test
	void readsTheLargestWhereNoneIsLikeTheItems() {
		JsonNode version = upload(publish("编号"), PAGE);
		assertThat(version.at("/table/columns/0/name").asString()).isEqualTo("首页");
		assertThat(note(version)).contains("最大的，即第 1 个", "the largest, number 1");
		assertThat(version.path("profile").has("part")).isFalse();
	}

}
