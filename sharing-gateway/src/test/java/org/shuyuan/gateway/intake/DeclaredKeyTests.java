package org.shuyuan.gateway.intake;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.ItemSource;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** A version with gaps in required items, or that repeats the key, waits. */
@GatewayTest
class DeclaredKeyTests {

	private static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00007");

	private static final String HEADER = "编号,日期,站名,数量\n";

	private static final String GOOD = HEADER + "A1,2026-01-01,东门,1\nA1,2026-01-02,西门,2\nA2,2026-01-01,南门,3\n";

	private final DistributionId distribution = DistributionId.random();

	private final EntryId entry = EntryId.random();

	@LocalServerPort
	private int port;

	@Autowired
	private Snapshot snapshot;

	private TestCalls calls;

	private final String steward = TestTokens.token("clerk", AGENCY, "steward");

	@BeforeEach
	void begin() {
		this.calls = new TestCalls(this.port);
		this.snapshot.heard(Instant.now().plusSeconds(3600));
	}

	private static DataItem item(String name, ItemType type, boolean required, boolean primaryKey) {
		return new DataItem(ItemId.random(), Text.of(name), null, type, null, null, null, Sensitivity.NONE, null, true,
				ItemSource.collected(), null, required, primaryKey);
	}

	/** An entry with these items, of which the key and what is required are named. */
	private void publish(String key, String required) {
		List<DataItem> items = List.of(item("编号", ItemType.STRING, required.contains("编号"), key.contains("编号")),
				item("日期", ItemType.DATE, required.contains("日期"), key.contains("日期")),
				item("站名", ItemType.STRING, required.contains("站名"), key.contains("站名")),
				item("数量", ItemType.DECIMAL, required.contains("数量"), key.contains("数量")));
		TestEntries.put(this.snapshot, TestEntries.entry(this.entry, this.distribution, AGENCY,
				new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"), items));
	}

	private String path() {
		return "/distributions/" + this.distribution;
	}

	private JsonNode upload(String csv) {
		JsonNode sent = this.calls.upload(this.steward, path() + "/data?wait=60&filename=x.csv", csv).json();
		return this.calls.get(this.steward, path() + "/versions/" + sent.path("version").asString()).json();
	}

	private String rows() {
		return this.calls.get(null, path() + "/rows?format=csv").body();
	}

	private static JsonNode finding(JsonNode version, String code) {
		return version.path("comparison")
			.path("findings")
			.valueStream()
			.filter((each) -> each.path("code").asString().equals(code))
			.findFirst()
			.orElseThrow(() -> new AssertionError(version.toString()));
	}

	private static void assertTakesOver(JsonNode version) {
		assertThat(version.path("inForce").asBoolean()).as(version.toString()).isTrue();
	}

	private JsonNode assertWaits(JsonNode version, String code, Integer... rows) {
		assertThat(version.path("state").asString()).as(version.toString()).isEqualTo("waiting");
		JsonNode finding = finding(version, code);
		assertThat(finding.path("severity").asString()).isEqualTo("waits");
		assertThat(finding.path("rows").valueStream().map(JsonNode::asInt))
			.containsExactlyElementsOf(Arrays.asList(rows));
		assertThat(rows()).contains("东门");
		return finding;
	}

	@Test
	void aRepeatedKeyWaitsAndIsToldWithoutItsValues() {
		publish("编号 日期", "");
		assertTakesOver(upload(GOOD));
		String again = GOOD.replace("东门", "北门") + "A3,2026-01-05,甲,4\nA2,2026-01-01,乙,5\nA2,2026-01-01,丙,6\n";
		JsonNode finding = assertWaits(upload(again), "key-repeated", 5, 6);
		assertThat(finding.path("count").asInt()).isEqualTo(2);
		assertThat(finding.path("column").asString()).isEqualTo("编号,日期");
		assertThat(finding.at("/text/zh").asString()).isEqualTo("主键“编号、日期”有 2 行与前面的行重复（数据第 5 行同第 3 行、第 6 行同第 3 行）");
		assertThat(finding.at("/text/en").asString())
			.isEqualTo("2 rows repeat the key \"编号\", \"日期\" of an earlier row (data row 5 as row 3, row 6 as row 3)");
		assertThat(finding.toString()).doesNotContain("A2", "2026");
		assertTakesOver(upload(GOOD.replace("东门", "北门")));
		assertThat(rows()).contains("北门");
	}

	@Test
	void gapsInRequiredItemsWait() {
		publish("编号 日期", "站名");
		assertTakesOver(upload(GOOD));
		JsonNode name = assertWaits(upload(GOOD.replace("西门", " ")), "required-empty", 2);
		assertThat(name.at("/text/zh").asString()).isEqualTo("“站名”有 1 个单元格为空，该信息项必填（数据第 2 行）");
		assertThat(name.at("/text/en").asString())
			.isEqualTo("1 cells of \"站名\" are empty, which the item may not be (data row 2)");
		assertThat(name.path("item").asString()).isNotEmpty();
		JsonNode gaps = upload(GOOD + ",2026-01-01,甲,3\n,2026-01-01,乙,3\n");
		assertThat(assertWaits(gaps, "required-empty", 4, 5).path("column").asString()).isEqualTo("编号");
		assertThat(gaps.path("comparison").toString()).doesNotContain("key-repeated");
		assertTakesOver(upload(GOOD.replace(",2\n", ",\n")));
	}

	@Test
	void aKeyOfNumbersCountsWhatTheyAreWorthAndOneOfTextWhatIsWritten() {
		publish("数量", "");
		assertTakesOver(upload(GOOD));
		assertWaits(upload(GOOD.replace(",2\n", ",1.10\n").replace(",3\n", ",1.1\n")), "key-repeated", 3);
		publish("编号", "");
		JsonNode written = upload(HEADER + "1.1,2026-01-01,东门,1\n1.10,2026-01-02,西门,2\n1.2,2026-01-03,南门,3\n");
		assertThat(written.path("comparison").toString()).contains("type-changed").doesNotContain("key-repeated");
	}

	@Test
	void aChangedDeclarationRecallsNothingAndHoldsForTheNextVersion() {
		publish("", "");
		assertTakesOver(upload(GOOD));
		publish("编号", "");
		assertThat(rows()).contains("东门");
		assertThat(this.calls.get(this.steward, path() + "/versions/1").json().path("inForce").asBoolean()).isTrue();
		JsonNode next = upload(GOOD.replace("南门", "北门"));
		assertWaits(next, "key-repeated", 2);
		this.calls
			.post(this.steward, path() + "/versions/" + next.path("version").asString() + "/confirm",
					Map.of("reason", "经核实"))
			.json();
		assertThat(rows()).contains("北门");
	}

	@Test
	void aRequiredItemWithoutAColumnWaitsThoughTheVersionInForceHasNone() {
		publish("", "");
		String without = "编号,日期,站名\nA1,2026-01-01,东门\nA2,2026-01-02,西门\n";
		JsonNode first = upload(without);
		this.calls
			.post(this.steward, path() + "/versions/" + first.path("version").asString() + "/confirm",
					Map.of("reason", "经核实"))
			.json();
		assertTakesOver(upload(without.replace("西门", "北门")));
		publish("", "数量");
		JsonNode version = upload(without.replace("西门", "南门"));
		assertThat(version.path("state").asString()).isEqualTo("waiting");
		assertThat(finding(version, "required-missing").path("count").asInt()).isEqualTo(2);
	}

	@Test
	void manyRowsNameTheFirst() {
		publish("编号", "");
		assertTakesOver(upload(GOOD.replace("A1,2026-01-02", "A4,2026-01-02")));
		String many = IntStream.range(0, 300_000)
			.mapToObj((i) -> "K" + (i % 299_970) + ",2026-01-01,站,1\n")
			.collect(Collectors.joining("", HEADER, ""));
		JsonNode finding = assertWaits(upload(many), "key-repeated",
				IntStream.range(299_971, 299_991).boxed().toArray(Integer[]::new));
		assertThat(finding.path("count").asInt()).isEqualTo(30);
		assertThat(finding.at("/text/zh").asString()).contains("第 299971 行同第 1 行、", "第 299980 行同第 10 行等");
	}

}
