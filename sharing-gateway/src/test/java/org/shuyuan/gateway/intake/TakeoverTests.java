package org.shuyuan.gateway.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.gateway.publication.VersionFollower;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A new version of data takes over only when it holds. */
@GatewayTest
class TakeoverTests {

	private static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00007");

	private static final AgencyId OTHER = AgencyId.ofBody("11990100MB0A00008");

	private static final String GOOD = "站名,车位(个),建成日期\n东门,12,2019-05-01\n西门,30,2020-06-01\n南门,7,2021-07-01\n";

	private final DistributionId distribution = DistributionId.random();

	private final EntryId entry = EntryId.random();

	@LocalServerPort
	private int port;

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private VersionFollower follower;

	@Autowired
	private VersionsInForce inForce;

	private TestCalls calls;

	private String steward;

	@BeforeEach
	void begin() {
		this.calls = new TestCalls(this.port);
		this.steward = TestTokens.token("clerk", AGENCY, "steward");
		this.snapshot.heard(Instant.now().plusSeconds(3600));
	}

	private static DataItem item(String name, ItemType type, Integer length) {
		return DataItem.of(Text.of(name), type).id(ItemId.random()).length(length).open(true).build();
	}

	private void publish() {
		put(true);
	}

	private void put(boolean published) {
		Entry described = TestEntries.entry(this.entry, this.distribution, AGENCY, new SharingClass.Unconditional(),
				new Openness.Unconditional("cc-by-4.0"), List.of(item("站名", ItemType.STRING, 20),
						item("车位(个)", ItemType.INTEGER, null), item("建成日期", ItemType.DATE, null)));
		TestEntries.put(this.snapshot, described);
		if (!published) {
			KnownEntry known = this.snapshot.find(this.entry).orElseThrow();
			this.snapshot.put(new KnownEntry(known.id(), false, false, described, known.items()));
		}
	}

	private String path() {
		return "/distributions/" + this.distribution;
	}

	private JsonNode upload(String csv, String... parameters) {
		JsonNode sent = this.calls
			.upload(this.steward, path() + "/data?wait=60&filename=x.csv" + String.join("", parameters), csv)
			.json();
		return version(sent.path("version").asString());
	}

	private JsonNode version(String number) {
		return this.calls.get(this.steward, path() + "/versions/" + number).json();
	}

	/** What the public gets. */
	private String rows() {
		return this.calls.get(null, path() + "/rows?format=csv").body();
	}

	private static List<String> codes(JsonNode version, String severity) {
		return version.path("comparison")
			.path("findings")
			.valueStream()
			.filter((each) -> each.path("severity").asString().equals(severity))
			.map((each) -> each.path("code").asString())
			.toList();
	}

	private void assertWaits(JsonNode version, String... codes) {
		assertThat(version.path("state").asString()).as(version.toString()).isEqualTo("waiting");
		assertThat(version.path("inForce").asBoolean()).isFalse();
		assertThat(codes(version, "waits")).contains(codes);
		assertThat(rows()).contains("东门");
		assertThat(version("1").path("inForce").asBoolean()).isTrue();
	}

	@Test
	void takesOverWhatHolds() {
		publish();
		JsonNode first = upload(GOOD);
		assertThat(first.path("state").asString()).as(first.toString()).isEqualTo("available");
		assertThat(first.path("comparison").path("matched").asInt()).isEqualTo(3);
		JsonNode second = upload(GOOD.replace("东门", "北门"));
		assertThat(second.path("inForce").asBoolean()).as(second.toString()).isTrue();
		assertThat(second.path("comparison").path("with").asString()).isEqualTo("1");
		assertThat(version("1").path("inForce").asBoolean()).isFalse();
		assertThat(rows()).contains("北门").doesNotContain("东门");
	}

	@Test
	void firstVersionThatDoesNotHoldWaits() {
		publish();
		JsonNode version = upload("编号,地址\n1,甲路\n");
		assertThat(version.path("state").asString()).isEqualTo("waiting");
		assertThat(codes(version, "waits")).containsExactly("column-missing", "column-missing", "column-missing");
		assertThat(this.calls.get(null, path() + "/rows").status()).isEqualTo(404);
	}

	@Test
	void draftTakesAnyTable() {
		put(false);
		JsonNode version = upload("编号,地址\n1,甲路\n");
		assertThat(version.path("inForce").asBoolean()).as(version.toString()).isTrue();
		assertThat(codes(version, "note")).contains("column-missing", "column-undescribed");
	}

	@Test
	void columnsThatAreGoneWait() {
		publish();
		upload(GOOD);
		assertWaits(upload("站名,建成日期\n北门,2019-05-01\n西门,2020-06-01\n"), "column-missing");
		assertWaits(upload("编号,地址\n1,甲路\n2,乙路\n"), "column-missing");
	}

	@Test
	void cellsOfAnotherTypeWait() {
		publish();
		upload(GOOD);
		JsonNode version = upload(GOOD.replace("12", "很多").replace("2020-06-01", "2020-13-45"));
		assertWaits(version, "cell-type");
		JsonNode finding = version.path("comparison").path("findings").get(0);
		assertThat(finding.path("count").asInt()).isEqualTo(1);
		assertThat(finding.path("rows").get(0).asInt()).isEqualTo(1);
		assertThat(finding.path("item").isMissingNode()).isFalse();
		assertThat(version.path("comparison").toString()).contains("数据第 2 行").doesNotContain("2020-13-45");
	}

	@Test
	void longCellsEmptyColumnsAndLostRowsWait() {
		publish();
		upload(GOOD);
		assertWaits(upload(GOOD.replace("西门", "西".repeat(21))), "cell-length");
		assertWaits(upload("站名,车位(个),建成日期\n北门,,2019-05-01\n西门,,2020-06-01\n"), "column-empty");
		assertWaits(upload("站名,车位(个),建成日期\n北门,1,2019-05-01\n"), "rows-lost");
	}

	@Test
	void whatIsNoTableNeverTakesOver() {
		publish();
		upload(GOOD);
		for (String nothing : List.of("\n\n\n", "\uFEFF", "站名,车位(个),建成日期\n", "<html>503</html>", "{\"error\":")) {
			JsonNode version = upload(nothing);
			assertThat(version.path("state").asString()).as(nothing).isEqualTo("failed");
			assertThat(codes(version, "fails")).containsExactly("no-table");
			assertThat(rows()).contains("东门");
			this.calls
				.post(this.steward, path() + "/versions/" + version.path("version").asString() + "/confirm",
						Map.of("reason", "无妨"))
				.refused(409, "version-not-waiting");
		}
		assertThat(hits("open")).isZero();
	}

	private long hits(String state) {
		return this.sql.sql("select count(*) from gateway.content_hit where distribution = :id and state = :state")
			.param("id", this.distribution.value())
			.param("state", state)
			.query(Long.class)
			.single();
	}

	@Test
	void columnsAreKnownByTheirNamesHoweverWritten() {
		publish();
		upload(GOOD);
		JsonNode version = upload(GOOD.replace("车位(个)", "车位（个）").replace("站名", " 站 名").replace("东门", "北门"));
		assertThat(version.path("inForce").asBoolean()).as(version.toString()).isTrue();
		assertThat(version.path("table").path("columns").get(1).path("name").asString()).isEqualTo("车位(个)");
		assertThat(version.path("notes").get(0).path("code").asString()).isEqualTo("column-renamed");
		assertThat(rows()).contains("车位(个)").contains("北门");
	}

	@Test
	void whatTheNegativeListTakesFromThePublicWaits() {
		publish();
		upload(GOOD);
		JsonNode column = upload(GOOD.replace("西门", "13812345678"));
		assertWaits(column, "column-stopped");
		JsonNode whole = upload("填表人 13812345678,,\n" + GOOD);
		assertThat(whole.path("state").asString()).isEqualTo("stopped");
		assertThat(whole.path("inForce").asBoolean()).isFalse();
		assertThat(rows()).contains("东门");
		decide(whole, "confirm").refused(409, "version-stopped");
		decide(column, "reject").json();
		assertThat(hits("closed")).isEqualTo(1);
	}

	@Test
	void senderIsHeldToWhatItDeclared() throws Exception {
		publish();
		upload(GOOD);
		String next = GOOD.replace("东门", "北门");
		assertWaits(upload(next, "&declaredRows=4"), "rows-declared");
		assertWaits(upload(next, "&declaredSums=%E8%BD%A6%E4%BD%8D(%E4%B8%AA):50"), "sum-declared");
		assertWaits(upload(next, "&declaredSums=x:50"), "sum-declared");
		String hash = HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(next.getBytes(StandardCharsets.UTF_8)));
		long before = count();
		this.calls.upload(this.steward, path() + "/data?declaredSha256=" + "0".repeat(64), next)
			.refused(422, "sha256-mismatch");
		this.calls.upload(this.steward, path() + "/data?declaredSha256=xyz", next).refused(422, "declared-invalid");
		this.calls.upload(this.steward, path() + "/data?declaredRows=-1", next).refused(422, "declared-invalid");
		assertThat(count()).isEqualTo(before);
		JsonNode right = upload(next, "&declaredRows=3&declaredSha256=" + hash,
				"&declaredSums=%E8%BD%A6%E4%BD%8D(%E4%B8%AA):49");
		assertThat(right.path("inForce").asBoolean()).as(right.toString()).isTrue();
	}

	private long count() {
		return this.sql.sql("select count(*) from gateway.data_version where distribution = :id")
			.param("id", this.distribution.value())
			.query(Long.class)
			.single();
	}

	private TestCalls.Answer decide(JsonNode version, String step, String... headers) {
		return this.calls.post(this.steward, path() + "/versions/" + version.path("version").asString() + "/" + step,
				Map.of("reason", "经核实"), headers);
	}

	@Test
	void stewardConfirmsAndStepsBack() {
		publish();
		JsonNode first = upload(GOOD);
		JsonNode second = upload("站名,车位(个),建成日期\n北门,1,2019-05-01\n");
		assertWaits(second, "rows-lost");
		String tag = this.calls.get(this.steward, path() + "/versions/2").header("ETag");
		assertThat(decide(second, "confirm", "If-Match", "\"2-waiting-9\"").status()).isEqualTo(412);
		JsonNode confirmed = decide(second, "confirm", "If-Match", tag).json();
		assertThat(confirmed.path("inForce").asBoolean()).isTrue();
		assertThat(confirmed.path("state").asString()).isEqualTo("available");
		assertThat(rows()).contains("北门").doesNotContain("东门");
		decide(second, "confirm").json();
		assertThat(version("2").path("history").valueStream().map((each) -> each.path("action").asString()))
			.containsExactly("received", "waiting", "confirmed");
		JsonNode restored = decide(first, "restore").json();
		assertThat(restored.path("inForce").asBoolean()).isTrue();
		decide(first, "restore").json();
		assertThat(rows()).contains("东门").doesNotContain("北门");
		JsonNode last = restored.path("history").get(restored.path("history").size() - 1);
		assertThat(last.path("action").asString()).isEqualTo("restored");
		assertThat(last.path("by").asString()).isEqualTo("clerk");
		assertThat(last.path("reason").asString()).isEqualTo("经核实");
		assertThat(upload(GOOD.replace("东门", "北门")).path("inForce").asBoolean()).isTrue();
	}

	/** As another instance commits and tells it. */
	private void elsewhere(String change) {
		this.sql.sql("""
				with changed as (update gateway.data_version set %s where distribution = :id returning *),
					next as (update gateway.data_position set last = last + 1 returning last)
				insert into gateway.data_change (position, distribution, entry, version, state, at, public_available,
					bytes, sha256)
				select last, distribution, entry, version, state, now(), false, bytes, sha256 from next, changed
				where version = 1
				""".formatted(change)).param("id", this.distribution.value()).update();
		this.follower.catchUp();
	}

	@Test
	void followsWhatAnotherInstancePutsInForce() {
		publish();
		upload(GOOD);
		upload(GOOD.replace("东门", "北门"));
		elsewhere("in_force = false");
		assertThat(this.inForce.findData(this.distribution)).isEmpty();
		assertThat(this.calls.get(null, path() + "/rows").status()).isEqualTo(404);
		elsewhere("in_force = (version = 1)");
		assertThat(rows()).contains("东门");
	}

	@Test
	void nobodyElseDecides() {
		publish();
		JsonNode first = upload(GOOD);
		upload(GOOD.replace("东门", "北门"));
		JsonNode waiting = upload("编号,地址\n1,甲路\n2,乙路\n");
		String path = path() + "/versions/";
		for (String step : List.of("1/restore", "3/confirm", "3/reject")) {
			assertThat(
					this.calls.post(TestTokens.token("stranger", OTHER, "steward"), path + step, Map.of("reason", "x"))
						.status())
				.isEqualTo(404);
			this.calls.post(TestTokens.token("officer", AGENCY, "sharing-officer"), path + step, Map.of("reason", "x"))
				.refused(403, "role-missing");
			this.calls.post(this.steward, path + step, Map.of("reason", " ")).refused(422, "reason-missing");
		}
		assertThat(version("1").path("inForce").asBoolean()).isFalse();
		assertThat(waiting.path("inForce").asBoolean()).isFalse();
		assertThat(version("3").path("state").asString()).isEqualTo("waiting");
		decide(waiting, "reject").json();
		decide(waiting, "reject").json();
		decide(waiting, "confirm").refused(409, "version-not-waiting");
		decide(waiting, "restore").refused(409, "version-not-restorable");
		assertThat(version("3").path("state").asString()).isEqualTo("rejected");
		assertThat(first.path("state").asString()).isEqualTo("available");
	}

	@Test
	void theStewardIsOfferedWhatIsPossibleAndNobodyElseAnything() {
		publish();
		upload(GOOD);
		upload(GOOD.replace("东门", "北门"));
		upload("编号,地址\n1,甲路\n2,乙路\n");
		upload("填表人 13812345678,,\n" + GOOD);
		upload("<html>503</html>");
		decide(upload("编号,地址\n1,甲路\n2,乙路\n"), "reject").json();
		Map<String, List<String>> possible = Map.of("1", List.of("restore"), "2", List.of(), "3",
				List.of("confirm", "reject"), "4", List.of("reject"), "5", List.of(), "6", List.of());
		possible.forEach((number, actions) -> {
			assertThat(offered(this.steward, number)).as(number).isEqualTo(actions);
			for (String other : List.of(TestTokens.token("authority", null, "authority"),
					TestTokens.token("officer", AGENCY, "sharing-officer"),
					TestTokens.token("auditor", null, "auditor"))) {
				assertThat(offered(other, number)).as(number).isEmpty();
			}
			for (String step : List.of("confirm", "reject", "restore")) {
				boolean again = number.equals("2") && !step.equals("reject")
						|| number.equals("6") && step.equals("reject");
				if (!actions.contains(step)) {
					assertThat(decide(version(number), step).status()).as(number + " " + step)
						.isEqualTo(again ? 200 : 409);
				}
				else {
					this.calls.post(this.steward, path() + "/versions/" + number + "/" + step, Map.of())
						.refused(422, "reason-missing");
				}
			}
			assertThat(offered(this.steward, number)).as(number).isEqualTo(actions);
		});
		decide(version("4"), "reject").json();
		decide(version("3"), "confirm").json();
		decide(version("1"), "restore").json();
		assertThat(offered(this.steward, "1")).isEmpty();
		assertThat(offered(this.steward, "3")).containsExactly("restore");
	}

	private List<String> offered(String token, String number) {
		JsonNode listed = this.calls.get(token, path() + "/versions").json().path("items");
		List<String> inList = listed.valueStream()
			.filter((version) -> version.path("version").asString().equals(number))
			.flatMap((version) -> version.path("actions").valueStream())
			.map((action) -> action.path("name").asString())
			.toList();
		assertThat(this.calls.get(token, path() + "/versions/" + number).json().path("actions").valueStream())
			.extracting((action) -> action.path("name").asString())
			.isEqualTo(inList);
		return inList;
	}

	@Test
	void stewardIsToldWhatWaits() {
		publish();
		upload("编号,地址\n1,甲路\n");
		assertThat(waits(this.steward)).isTrue();
		assertThat(waits(TestTokens.token("authority", null, "authority"))).isTrue();
		assertThat(waits(TestTokens.token("stranger", OTHER, "steward"))).isFalse();
		this.calls.get(TestTokens.token("citizen", null, "citizen"), "/waiting-versions").refused(403, "role-missing");
	}

	private boolean waits(String token) {
		return this.calls.get(token, "/waiting-versions?limit=200").body().contains(this.distribution.value());
	}

	@Test
	void hitsAreClosedWithTheirVersionAndOpenAgainWithIt() {
		publish();
		JsonNode first = upload(GOOD.replace("西门", "13812345678"));
		assertThat(first.path("inForce").asBoolean()).isTrue();
		assertThat(hits("open")).isEqualTo(1);
		upload(GOOD);
		assertThat(hits("open")).isZero();
		assertThat(hits("closed")).isEqualTo(1);
		decide(first, "restore").json();
		assertThat(hits("open")).isEqualTo(1);
	}

}
