package org.shuyuan.gateway.delivery;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.gateway.undescribed.TestWorkbooks;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.GrantId;
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

	private final VersionStore store;

	private final VersionsInForce versions;

	private final TestDoor door;

	private Entry entry;

	OriginalTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql,
			@Autowired VersionStore store, @Autowired VersionsInForce versions) {
		this.store = store;
		this.versions = versions;
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
		this.sql.sql("update gateway.data_version set undescribed = null where distribution = :id")
			.param("id", this.door.distribution.value())
			.update();
		assertThat(version().path("undescribed").path(0).path("code").asString()).isEqualTo("not-inspected");
		this.versions.put(this.store.findInForce(this.door.distribution).orElseThrow(), ITEMS);
		TestDoor.refused(this.door.get("/file"), 403, "file-holds-more");
		assertThat(this.door.get("/rows").statusCode()).isEqualTo(200);
	}

	@Test
	void stayWhereATableWasToCome() throws Exception {
		this.door.upload(text("<html><body>张三</body></html>"), "data");
		TestDoor.refused(this.door.get("/file"), 403, "file-holds-more");
		TestDoor.refused(this.door.get("/rows"), 409, "not-a-table");
		assertThat(this.door.get("").body()).contains("markup").doesNotContain("sha256");
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

	/** A closed column of few values could be found out by the digest of all. */
	@Test
	void nothingIsToldOfOneThatStays() throws Exception {
		this.door.publish(this.entry.sharing(), this.entry.openness(),
				List.of(TestEntries.item("甲", true), TestEntries.item("乙", false)));
		JsonNode uploaded = this.door.upload(text("甲,乙\n1,阳性\n2,阴性\n"), "结果.csv");
		String digest = uploaded.path("sha256").asString();
		HttpResponse<String> described = this.door.get("");
		assertThat(described.statusCode()).isEqualTo(200);
		assertThat(described.body()).contains("\"rows\":2").doesNotContain(digest, "sha256", "bytes", "filename", "结果");
		assertThat(fed()).contains("\"rows\":2").doesNotContain(digest, "bytes");
		String tag = this.door.get("/rows").headers().firstValue("ETag").orElseThrow();
		this.door.publish(this.entry.sharing(), this.entry.openness(), ITEMS);
		assertThat(this.door.get("").body()).contains(digest, "bytes", "filename");
		assertThat(this.door.get("/rows").headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
	}

	private String fed() throws Exception {
		String all = this.door.http
			.send(this.door.request("/data-changes?limit=1000", TestTokens.token("catalogue", null, "service")).build(),
					HttpResponse.BodyHandlers.ofString())
			.body();
		return TestDoor.JSON.readTree(all)
			.path("items")
			.valueStream()
			.filter((item) -> item.path("distribution").asString().equals(this.door.distribution.value()))
			.reduce((_, last) -> last)
			.orElseThrow()
			.toString();
	}

	@Test
	void areNamedAfterTheirEntry() throws Exception {
		this.door.upload(text("甲,乙\n1,东门\n"), "张三110101199003074477.csv");
		assertThat(TestDoor.JSON.readTree(this.door.get("").body()).path("filename").asString()).isEqualTo("许可.csv");
		String disposition = this.door.get("/file").headers().firstValue("Content-Disposition").orElseThrow();
		assertThat(disposition).contains(TestDoor.encoded("许可") + ".csv").doesNotContain("110101199003074477");
		assertThat(fed()).contains("sha256", "bytes").doesNotContain("110101199003074477");
	}

	@Test
	void columnsThatAreWithheldAreNamedWithTheirRule() throws Exception {
		this.door.publish(this.entry.sharing(), this.entry.openness(),
				List.of(ITEMS.get(0), ITEMS.get(1), TestEntries.item("丙", false)));
		this.door.upload(text("甲,乙,丙\n1,13812345678,13912345678\n"), "data.csv");
		JsonNode described = TestDoor.JSON.readTree(this.door.get("").body());
		assertThat(described.path("withheld").size()).isEqualTo(1);
		JsonNode withheld = described.path("withheld").path(0);
		assertThat(withheld.path("column").asString()).isEqualTo("乙");
		assertThat(withheld.path("item").asString()).isEqualTo(ITEMS.get(1).id().value());
		assertThat(withheld.path("rule").asString()).isEqualTo("mobile");
		assertThat(withheld.path("reason").asString()).isEqualTo("content-stopped");
		assertThat(withheld.path("clause").asString()).isNotBlank();
		assertThat(described.toString()).doesNotContain("丙", "1381");
	}

	@Test
	void figuresOfAllRowsAreForWhoMayHaveAllRows() throws Exception {
		this.door.upload(text("甲,乙\n1,东门\n2,西门\n"), "data.csv");
		GrantId some = this.door.grant(this.entry, 2, null, List.of("甲:eq:1"));
		assertThat(TestDoor.JSON.readTree(this.door.get("", some).body()).path("table").has("rows")).isFalse();
		assertThat(this.door.get("", some).body()).doesNotContain("sha256");
		assertThat(this.door.get("/profile", some).statusCode()).isEqualTo(403);
		assertThat(TestDoor.JSON.readTree(this.door.get("/rows", some).body()).path("total").asInt()).isEqualTo(1);
		GrantId few = this.door.grant(this.entry, 2, 3L, List.of());
		assertThat(TestDoor.JSON.readTree(this.door.get("", few).body()).path("table").has("rows")).isFalse();
		assertThat(this.door.get("/profile", few).statusCode()).isEqualTo(200);
		assertThat(this.door.used(few)).isEqualTo(2);
		TestDoor.refused(this.door.get("/profile", few), 403, "quota-used-up");
		assertThat(this.door.used(few)).isEqualTo(2);
	}

	/** Registered as a file: a document, whatever it looks like. */
	private void publishDocument(String format) {
		Entry described = TestEntries.entry(this.door.entry, this.door.distribution, DistributionKind.FILE,
				TestDoor.PROVIDER, this.entry.sharing(), this.entry.openness(), List.of());
		TestEntries.put(this.snapshot, Entry.of(described.title(), described.agency())
			.id(described.id())
			.sharing(described.sharing())
			.openness(described.openness())
			.discoverability(described.discoverability())
			.grade(described.grade())
			.distributions(List
				.of(new Distribution(this.door.distribution, described.title(), DistributionKind.FILE, format, null)))
			.completeness(described.completeness())
			.build());
	}

	@Test
	void documentsLeaveWhereTheirTextIsClean() throws Exception {
		publishDocument("pdf");
		for (byte[] clean : List.of(text("关于公布公交站点的通知，一，二\n各单位，东门站，西门站\n"), pdf("Notice of bus stops"),
				docx("关于公布公交站点的通知"))) {
			JsonNode version = this.door.upload(clean, "notice.txt");
			assertThat(version.path("state").asString()).isEqualTo("available");
			HttpResponse<byte[]> file = this.door.http.send(
					this.door.request("/distributions/" + this.door.distribution + "/file", null).build(),
					HttpResponse.BodyHandlers.ofByteArray());
			assertThat(file.statusCode()).isEqualTo(200);
			assertThat(file.body()).isEqualTo(clean);
			assertThat(version().path("findings").isEmpty()).isTrue();
			assertThat(version().has("table")).isFalse();
		}
	}

	@Test
	void documentsStayWhereTheirTextIsNot() throws Exception {
		publishDocument("pdf");
		for (byte[] hit : List.of(text("联系人，13812345678\n"), pdf("Call 13812345678"), docx("联系人 13812345678"))) {
			this.door.upload(hit, "notice.txt");
			TestDoor.refused(this.door.get("/file"), 403, "content-stopped");
			assertThat(version().path("findings").path(0).path("rule").asString()).isEqualTo("mobile");
		}
		for (byte[] unread : List.of(text("%PDF-1.7 broken"), picture())) {
			this.door.upload(unread, "notice.pdf");
			TestDoor.refused(this.door.get("/file"), 403, "content-stopped");
			assertThat(version().path("findings").path(0).path("rule").asString()).isEqualTo("unreadable");
		}
	}

	private static byte[] pdf(String line) throws IOException {
		return document((document, content) -> {
			content.beginText();
			content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
			content.showText(line);
			content.endText();
		});
	}

	private static byte[] picture() throws IOException {
		return document((document, content) -> content.drawImage(
				LosslessFactory.createFromImage(document, new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB)), 0, 0));
	}

	private static byte[] document(Drawing drawing) throws IOException {
		try (PDDocument document = new PDDocument()) {
			PDPage page = new PDPage();
			document.addPage(page);
			try (PDPageContentStream content = new PDPageContentStream(document, page)) {
				drawing.draw(document, content);
			}
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			document.save(out);
			return out.toByteArray();
		}
	}

	@FunctionalInterface
	private interface Drawing {

		void draw(PDDocument document, PDPageContentStream content) throws IOException;

	}

	private static byte[] docx(String paragraph) throws IOException {
		try (XWPFDocument document = new XWPFDocument()) {
			document.createParagraph().createRun().setText(paragraph);
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			document.write(out);
			return out.toByteArray();
		}
	}

}
