package org.shuyuan.gateway.delivery;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.identifier.ItemId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What whoever reviews an entry is shown of its data. */
@GatewayTest
class DataReviewTests {

	private static final String CSV = "许可编号,区,联系人\nYZ-1,东湖区,王小明\nYZ-2,西岭区,李大海\n";

	private static final List<String> RESIDENTS = List.of("110101199003071006", "110101199003071014",
			"110101199003071022");

	private final Snapshot snapshot;

	private final JdbcClient sql;

	private final TestDoor door;

	DataReviewTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql) {
		this.snapshot = snapshot;
		this.sql = sql;
		this.door = new TestDoor(port, snapshot, sql);
	}

	@BeforeEach
	void heard() {
		this.snapshot.heard(Instant.now().plusSeconds(600));
	}

	private static String authority() {
		return TestTokens.token("authority", null, "authority");
	}

	private static String steward() {
		return TestTokens.token("steward", TestDoor.PROVIDER, "steward");
	}

	private static String service() {
		return TestTokens.system("catalogue-service", null, "service");
	}

	private HttpResponse<String> read(String token, String path) throws Exception {
		return this.door.send(token, "GET", path, null);
	}

	private JsonNode json(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return TestDoor.JSON.readTree(answer.body());
	}

	private JsonNode review() throws Exception {
		return json(read(service(), "/entries/" + this.door.entry + "/data-review")).path("items");
	}

	private static List<String> doubts(JsonNode version) {
		return version.path("doubts").valueStream().map((each) -> each.path("code").asString()).toList();
	}

	/** As an entry that was never published. */
	private void draft(Entry entry) {
		KnownEntry known = this.snapshot.find(entry.id()).orElseThrow();
		this.snapshot.put(new KnownEntry(known.id(), false, false, entry, known.items()));
	}

	private String rows() {
		return "/distributions/" + this.door.distribution + "/versions/1/rows";
	}

	@Test
	void tellsNoDoubtsOfWhatHolds() throws Exception {
		this.door.publishOpen();
		assertThat(review()).isEmpty();
		this.door.upload(CSV);
		assertThat(review()).singleElement().satisfies((version) -> {
			assertThat(version.path("distribution").asString()).isEqualTo(this.door.distribution.value());
			assertThat(version.path("version").asString()).isEqualTo("1");
			assertThat(version.path("inForce").asBoolean()).isTrue();
			assertThat(version.path("pending").asBoolean()).isFalse();
			assertThat(version.path("doubts")).isEmpty();
		});
	}

	@Test
	void tellsOfTheNewestVersionAndOfTheOneInForce() throws Exception {
		this.door.publishOpen();
		this.door.upload(CSV);
		this.door.upload("许可编号\n机密★10年\n".getBytes(), "x.csv");
		this.door.upload("编号,地址\n1,甲路\n");
		assertThat(review()).hasSize(2).satisfiesExactly((inForce) -> {
			assertThat(inForce.path("version").asString()).isEqualTo("1");
			assertThat(doubts(inForce)).isEmpty();
		}, (waiting) -> {
			assertThat(waiting.path("version").asString()).isEqualTo("3");
			assertThat(waiting.path("state").asString()).isEqualTo("waiting");
			assertThat(doubts(waiting)).contains("waiting", "column-missing");
		});
		var rejected = this.door.send(steward(), "POST",
				"/distributions/" + this.door.distribution + "/versions/3/reject", java.util.Map.of("reason", "传错了"));
		assertThat(rejected.statusCode()).isEqualTo(200);
		assertThat(review().path(1).path("state").asString()).isEqualTo("refused");
		assertThat(doubts(review().path(1))).contains("refused");
	}

	@Test
	void tellsOfOpenFindingsAndOfDoubtfulReading() throws Exception {
		draft(this.door.publishOpen());
		this.door.upload("许可编号,区,联系人\n%s,东湖区,甲\n%s,西岭区,乙\n%s,西岭区,丙\n".formatted(RESIDENTS.toArray()));
		JsonNode version = review().path(0);
		assertThat(doubts(version)).as(version.toString()).contains("findings-open");
		assertThat(version.path("findings")).isNotEmpty();
		byte[] broken = CSV.getBytes(Charset.forName("UTF-8"));
		broken[broken.length - 3] = (byte) 0xff;
		this.door.upload(broken, "x.csv");
		assertThat(doubts(review().path(review().size() - 1))).as(review().toString())
			.anyMatch((code) -> code.startsWith("encoding-"));
	}

	@Test
	void saysThatNobodyCanHaveSeenWhatIsNotInspected() throws Exception {
		this.door.publishOpen();
		this.door.upload(CSV);
		this.sql.sql("update gateway.data_version set state = 'received', in_force = false where distribution = :id")
			.param("id", this.door.distribution.value())
			.update();
		assertThat(review().path(0).path("pending").asBoolean()).isTrue();
		assertThat(doubts(review().path(0))).contains("received");
		this.sql.sql("update gateway.data_version set state = 'failed' where distribution = :id")
			.param("id", this.door.distribution.value())
			.update();
	}

	@Test
	void reviewIsNotForOtherAgencies() throws Exception {
		this.door.publishOpen();
		this.door.upload(CSV);
		String path = "/entries/" + this.door.entry + "/data-review";
		assertThat(json(read(steward(), path)).path("items")).hasSize(1);
		TestDoor.refused(read(TestDoor.officer(), path), 404, "entry-not-found");
		TestDoor.refused(read(TestTokens.token("citizen", null, "citizen"), path), 404, "entry-not-found");
	}

	@Test
	void firstRowsAreThoseThatThePublicGets() throws Exception {
		draft(this.door.publishOpen());
		this.door.upload(CSV);
		for (String token : List.of(authority(), steward())) {
			HttpResponse<String> answer = read(token, rows() + "?limit=1");
			JsonNode told = json(answer);
			assertThat(told.path("rows").toString()).isEqualTo("[[\"YZ-1\",\"东湖区\",null]]");
			assertThat(told.at("/columns/2/withheld").asString()).isEqualTo("item-not-open");
			assertThat(told.at("/columns/0").has("withheld")).isFalse();
			assertThat(answer.body()).doesNotContain("王小明", "李大海");
			JsonNode recorded = this.door.recorded(answer);
			assertThat(recorded.path("outcome").asString()).isEqualTo("permit");
			assertThat(recorded.path("action").asString()).isEqualTo("review");
			assertThat(recorded.path("entry").asString()).isEqualTo(this.door.entry.value());
			assertThat(recorded.path("items")).hasSize(2);
		}
	}

	@Test
	void firstRowsOfASubmittedRevisionAreThoseThatItOpens() throws Exception {
		Entry inForce = this.door.publishOpen();
		this.door.upload(CSV);
		List<DataItem> opening = inForce.items()
			.stream()
			.map((item) -> item.change().open(item.name().zh().equals("区")).build())
			.toList();
		Entry revision = TestEntries.entry(this.door.entry, this.door.distribution, TestDoor.PROVIDER,
				new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"), opening);
		assertThat(json(read(authority(), rows())).has("revision")).isFalse();
		KnownEntry known = this.snapshot.find(this.door.entry).orElseThrow();
		this.snapshot.put(new KnownEntry(known.id(), true, true, inForce, known.items(),
				new KnownEntry.SubmittedRevision(2, revision)));
		JsonNode told = json(read(authority(), rows() + "?limit=1"));
		assertThat(told.path("revision").asInt()).isEqualTo(2);
		assertThat(told.path("rows").toString()).isEqualTo("[[null,\"东湖区\",null]]");
		assertThat(told.at("/columns/0/withheld").asString()).isEqualTo("item-not-open");
		HttpResponse<String> open = read(null, "/distributions/" + this.door.distribution + "/rows?select=许可编号"
			.replace("许可编号", java.net.URLEncoder.encode("许可编号", java.nio.charset.StandardCharsets.UTF_8)));
		assertThat(open.body()).as("the revision in force decides what the public gets").contains("YZ-1");
	}

	@Test
	void noValuesOfWhatTheNegativeListStopsOrNobodyConsentedToOpen() throws Exception {
		DataItem personal = DataItem.of(Text.of("区"), ItemType.STRING)
			.id(ItemId.random())
			.sensitivity(Sensitivity.PERSONAL)
			.open(true)
			.openingReason("公示需要")
			.build();
		draft(this.door.publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"),
				List.of(TestEntries.item("许可编号", true), personal,
						DataItem.of(Text.of("街道"), ItemType.STRING).id(ItemId.random()).open(true).build())));
		this.door.upload("许可编号,区,街道\n%s,东湖区,甲\n%s,西岭区,乙\n%s,西岭区,丙\n".formatted(RESIDENTS.toArray()));
		HttpResponse<String> answer = read(authority(), rows());
		assertThat(json(answer).path("rows").toString())
			.isEqualTo("[[null,null,\"甲\"],[null,null,\"乙\"],[null,null,\"丙\"]]");
		assertThat(json(answer).at("/columns/0/withheld").asString()).isEqualTo("content-stopped");
		assertThat(json(answer).at("/columns/1/withheld").asString()).isEqualTo("opening-consent-missing");
		assertThat(answer.body()).doesNotContain("东湖区").doesNotContain(RESIDENTS);
		String versions = "/distributions/" + this.door.distribution + "/versions";
		assertThat(read(authority(), versions).body()).doesNotContain("东湖区").doesNotContain(RESIDENTS);
		assertThat(read(authority(), versions + "/1").body()).contains("甲").doesNotContain("东湖区");
		assertThat(read(steward(), versions + "/1").body()).contains("东湖区");
	}

	@Test
	void nothingIsShownOfAStoppedVersionThatItsStewardPutAside() throws Exception {
		this.door.publishOpen();
		this.door.upload(CSV);
		this.door.upload("咨询 13912345678\n\n许可编号,区\nYZ-7,东湖区\nYZ-8,西岭区\nYZ-9,西岭区\n");
		String version = "/distributions/" + this.door.distribution + "/versions/2";
		assertThat(json(read(authority(), version + "/rows")).path("rows")).isEmpty();
		assertThat(
				this.door.send(steward(), "POST", version + "/reject", java.util.Map.of("reason", "传错了")).statusCode())
			.isEqualTo(200);
		HttpResponse<String> answer = read(authority(), version + "/rows");
		assertThat(json(answer).path("rows")).isEmpty();
		assertThat(answer.body()).doesNotContain("YZ-7");
		assertThat(json(answer).at("/columns/0/withheld").asString()).isEqualTo("content-stopped");
	}

	@Test
	void nothingIsShownOfWhatDoesNotOpen() throws Exception {
		this.door.publishShared();
		this.door.upload(CSV);
		JsonNode told = json(read(authority(), rows()));
		assertThat(told.path("rows")).isEmpty();
		assertThat(told.path("columns").valueStream())
			.allMatch((each) -> each.path("withheld").asString().equals("not-open"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "51", "x" })
	void refusesOtherLimits(String limit) throws Exception {
		this.door.publishOpen();
		this.door.upload(CSV);
		TestDoor.refused(read(authority(), rows() + "?limit=" + limit), 400, "parameter-invalid");
		assertThat(this.door.recorded("permit")).isZero();
	}

	@Test
	void firstRowsAreForNobodyElse() throws Exception {
		this.door.publishOpen();
		this.door.upload(CSV);
		TestDoor.refused(read(TestDoor.officer(), rows()), 404, "distribution-not-found");
		TestDoor.refused(read(TestTokens.token("citizen", null, "citizen"), rows()), 404, "distribution-not-found");
		TestDoor.refused(read(TestTokens.token("auditor", null, "auditor"), rows()), 404, "distribution-not-found");
		TestDoor.refused(read(TestTokens.token("o", TestDoor.PROVIDER, "sharing-officer"), rows()), 403,
				"role-missing");
		assertThat(this.door.recorded("permit")).isZero();
		assertThat(this.door.recorded("refuse")).isEqualTo(4);
		this.snapshot.heard(Instant.now().minusSeconds(600));
		TestDoor.refused(read(authority(), rows()), 503, "policy-stale");
	}

	@Test
	void whatWasRefusedHasNoRows() throws Exception {
		this.door.publishOpen();
		this.door.upload("许可编号\n机密★10年\n".getBytes(), "x.csv");
		TestDoor.refused(read(authority(), rows()), 404, "version-not-found");
	}

}
