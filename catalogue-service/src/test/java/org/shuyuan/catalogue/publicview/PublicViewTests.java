package org.shuyuan.catalogue.publicview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.TestCatalogue;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.datafeed.GatewayDataFollower;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(properties = "spring.config.name=catalogue")
@ContextConfiguration(initializers = TestDatabase.class)
@AutoConfigureMockMvc
class PublicViewTests {

	private static final String MARK = "zqinternalqz";

	@Autowired
	private MockMvcTester http;

	@Autowired
	private PublicView view;

	@Autowired
	private PublicDatabase database;

	@Autowired
	private PublicProjector projector;

	@Autowired
	private GatewayDataFollower feed;

	@Autowired
	private ChangeLog log;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private TransactionTemplate transactions;

	private TestCatalogue catalogue;

	@BeforeEach
	void open() {
		this.catalogue = new TestCatalogue(this.log, this.sql, this.transactions);
	}

	@Test
	void showsAPublishedEntryInEverySyntax() throws Exception {
		Entry entry = publish("公交站点");
		var answer = this.http.get().uri(address(entry.id())).exchange();
		assertThat(answer).hasStatusOk().bodyJson().extractingPath("$.record.state").isEqualTo("published");
		assertThat(answer).bodyJson().extractingPath("$.entry.title.zh").isEqualTo("公交站点");
		Model turtle = read(entry.id(), "text/turtle", Lang.TURTLE);
		assertThat(turtle.size()).isGreaterThan(10);
		assertThat(turtle.isIsomorphicWith(read(entry.id(), "application/ld+json", Lang.JSONLD))).isTrue();
		assertThat(turtle.isIsomorphicWith(read(entry.id(), "application/rdf+xml", Lang.RDFXML))).isTrue();
		assertThat(turtle.isIsomorphicWith(read(entry.id(), "application/n-triples", Lang.NTRIPLES))).isTrue();
	}

	@Test
	void answersNotModifiedAndNotAcceptable() {
		Entry entry = publish("公交站点");
		awaitRenames();
		for (String type : List.of("application/json", "text/turtle")) {
			String tag = this.http.get()
				.uri(address(entry.id()))
				.accept(type)
				.exchange()
				.getResponse()
				.getHeader(HttpHeaders.ETAG);
			for (String known : List.of(tag, "W/" + tag, "\"x,y\", W/" + tag, "*")) {
				assertThat(
						this.http.get().uri(address(entry.id())).accept(type).header(HttpHeaders.IF_NONE_MATCH, known))
					.as(known)
					.hasStatus(304)
					.hasHeader(HttpHeaders.ETAG, tag);
			}
			assertThat(this.http.get().uri(address(entry.id())).accept(type).header(HttpHeaders.IF_NONE_MATCH, "\"x\""))
				.hasStatusOk();
			assertThat(
					this.http.get().uri(address(entry.id())).accept(type).header(HttpHeaders.IF_MATCH, "\"x\", " + tag))
				.hasStatusOk();
			assertThat(this.http.get().uri(address(entry.id())).accept(type).header(HttpHeaders.IF_MATCH, "W/" + tag))
				.hasStatus(412);
		}
		assertThat(this.http.get().uri(address(entry.id())).accept("image/png")).hasStatus(406);
	}

	@Test
	void forgetsWhatIsClosedAtOnceAndNamesWhatReplacesTheRetired() {
		Entry entry = publish("旧条目");
		Entry next = publish("新条目");
		await(this.catalogue.put(entry, LifecycleState.SUSPENDED, 1, null));
		assertThat(this.http.get().uri(address(entry.id()))).hasStatus(404);
		await(this.catalogue.put(entry, LifecycleState.RETIRED, 1, next.id()));
		assertThat(this.http.get().uri(address(entry.id()))).hasStatus(410)
			.bodyJson()
			.extractingPath("$.replacedBy")
			.isEqualTo(next.id().value());
	}

	@Test
	void doesNotTellOfWhatNeverWasPublic() {
		Entry draft = TestCatalogue.entry("草稿", Discoverability.PUBLIC, MARK);
		Entry internal = TestCatalogue.entry("部门内部", Discoverability.DEPARTMENTS, MARK);
		this.catalogue.put(draft, LifecycleState.DRAFT, 1, null);
		this.catalogue.put(internal, LifecycleState.PUBLISHED, 1, null);
		await(this.catalogue.put(internal, LifecycleState.RETIRED, 1, null));
		for (EntryId id : List.of(draft.id(), internal.id(), EntryId.random())) {
			assertThat(this.http.get().uri(address(id))).hasStatus(404)
				.bodyJson()
				.extractingPath("$.code")
				.isEqualTo("entry-not-found");
			assertThat(this.view.find(id)).isEmpty();
		}
		assertThat(this.http.get().uri(address("no-id"))).hasStatus(404);
	}

	@Test
	void holdsNothingInternal() {
		publish("标记");
		for (String table : List.of("entry", "agency")) {
			assertThat(this.sql.sql("select x::text from catalogue_public." + table + " x").query(String.class).list())
				.noneMatch((row) -> row.contains(MARK));
		}
		assertThat(this.view.graphs("", 1000)).isNotEmpty()
			.allSatisfy((entry) -> assertThat(entry.triples()).isNotEmpty()
				.noneMatch((triple) -> triple.toString().contains(MARK)));
		assertThat(this.http.get().uri("/api/v1/catalogue/public/changes?limit=200")).hasStatusOk()
			.bodyText()
			.doesNotContain(MARK);
		assertThat(this.http.get().uri("/api/v1/catalogue/dcat")).hasStatusOk().bodyText().doesNotContain(MARK);
	}

	@Test
	void readsUnderARoleThatCanReadNothingElse() {
		for (String statement : List.of("select * from catalogue.entry", "select * from catalogue.revision",
				"select * from catalogue_views.distribution_data")) {
			assertThatExceptionOfType(BadSqlGrammarException.class)
				.isThrownBy(() -> this.database.sql().sql(statement).query().listOfRows());
		}
	}

	@Test
	void showsNothingOfARevisionThatIsNotInForce() {
		Entry entry = publish("在办");
		var before = this.http.get().uri(address(entry.id())).exchange();
		PublicEntry known = this.view.find(entry.id()).orElseThrow();
		await(this.catalogue.revise(entry, 1));
		var after = this.http.get().uri(address(entry.id())).exchange();
		assertThat(this.view.find(entry.id()).orElseThrow().position()).isEqualTo(known.position());
		assertThat(this.view.find(entry.id()).orElseThrow().changed()).isEqualTo(known.changed());
		assertThat(after.getResponse().getHeader(HttpHeaders.ETAG))
			.isEqualTo(before.getResponse().getHeader(HttpHeaders.ETAG));
		assertThat(after.getResponse().getHeader(HttpHeaders.LAST_MODIFIED))
			.isEqualTo(before.getResponse().getHeader(HttpHeaders.LAST_MODIFIED));
		this.sql.sql("update catalogue_public.progress set version = 'older'").update();
		this.projector.redraw();
		assertThat(this.view.find(entry.id()).orElseThrow().changed()).isEqualTo(known.changed());
	}

	@Test
	void writesEverySyntaxWhateverAnAgencyIsCalled() {
		Entry entry = publish("怪名");
		await(this.catalogue.agency(TestCatalogue.AGENCY, "坏\\u0001局"));
		assertThat(this.view.agencyNames().get(TestCatalogue.AGENCY)).isEqualTo(Text.of("坏局"));
		awaitRenames();
		for (String type : List.of("application/rdf+xml", "text/turtle", "application/ld+json")) {
			assertThat(this.http.get().uri("/api/v1/catalogue/dcat").accept(type)).hasStatusOk();
			assertThat(this.http.get().uri(address(entry.id())).accept(type)).hasStatusOk();
		}
	}

	@Test
	void isNotAskedBeforeItHasComeAsFarAsTheLogStood() {
		PublicStore behind = org.mockito.Mockito.mock(PublicStore.class);
		org.mockito.Mockito.when(behind.progress())
			.thenReturn(new PublicStore.Progress(PublicProjector.VERSION, this.log.position() - 1));
		ViewReadiness readiness = new ViewReadiness(this.log, behind);
		assertThat(readiness.ready()).isFalse();
		assertThat(readiness.health().getStatus().getCode()).isEqualTo("OUT_OF_SERVICE");
		assertThatExceptionOfType(org.shuyuan.support.problem.Problem.class).isThrownBy(readiness::require)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("not-ready"));
		org.mockito.Mockito.when(behind.progress())
			.thenReturn(new PublicStore.Progress(PublicProjector.VERSION, this.log.position()));
		assertThat(readiness.ready()).isTrue();
	}

	@Test
	void drawnAnewItIsWhatItWas() {
		Entry kept = publish("留下");
		Entry closed = publish("撤回");
		await(this.catalogue.put(closed, LifecycleState.SUSPENDED, 1, null));
		await(this.catalogue.agency(TestCatalogue.AGENCY, "交通局"));
		List<String> before = contents();
		this.sql.sql("update catalogue_public.progress set version = 'older'").update();
		this.projector.redraw();
		assertThat(contents()).isEqualTo(before);
		assertThat(this.view.find(kept.id())).get().isInstanceOf(PublicEntry.Published.class);
		assertThat(this.view.find(closed.id())).get().isInstanceOf(PublicEntry.Closed.class);
	}

	@Test
	void renamesAnAgencyInPartsAndGoesOnAfterAKill() {
		long last = 0;
		for (int i = 0; i < 501; i++) {
			last = this.catalogue.put(TestCatalogue.entry("改名" + i, Discoverability.PUBLIC, MARK),
					LifecycleState.PUBLISHED, 1, null);
		}
		await(last);
		await(this.catalogue.agency(TestCatalogue.AGENCY, "甲乙丙局"));
		allBear("甲乙丙局");
		this.sql.sql("""
				update catalogue_public.agency set document = replace(document, '甲乙丙局', '丁戊己局'), renamed_until = ''
				where id = :agency
				""").param("agency", TestCatalogue.AGENCY.value()).update();
		allBear("丁戊己局");
	}

	private void allBear(String name) {
		Set<String> entries = this.sql
			.sql("select id from catalogue_public.entry where agency = :agency and state = 'published'")
			.param("agency", TestCatalogue.AGENCY.value())
			.query(String.class)
			.set();
		Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
			assertThat(entries).hasSizeGreaterThan(500);
			assertThat(this.view.graphs("", 100_000)
				.stream()
				.filter((entry) -> entries.contains(entry.id().value()))
				.filter((entry) -> entry.triples()
					.stream()
					.noneMatch((triple) -> triple.getObject().toString().contains(name)))
				.count()).isZero();
		});
	}

	@Test
	void knowsOfDataOnlyWhatThePublicMayHave() {
		Entry open = publish("有公开数据");
		Entry shared = publish("有内部数据");
		long before = this.sql.sql("select coalesce(max(position), 0) from catalogue_views.progress")
			.query(Long.class)
			.single();
		this.feed.take(List.of(data(before + 1, open, "available", true), data(before + 2, shared, "available", false),
				data(before + 3, open, "processing", false)), before);
		PublicEntry.Data told = ((PublicEntry.Published) this.view.find(open.id()).orElseThrow()).data();
		assertThat(told.available()).isTrue();
		assertThat(told.rows()).isEqualTo(12);
		assertThat(((PublicEntry.Published) this.view.find(shared.id()).orElseThrow()).data().available()).isFalse();
		this.feed.take(List.of(data(before + 4, open, "stopped", false)), before + 3);
		assertThat(((PublicEntry.Published) this.view.find(open.id()).orElseThrow()).data())
			.isEqualTo(new PublicEntry.Data(false, null, null, null));
	}

	@Test
	void dataStopWithANewerVersionAndNotWithAnOlderOne() {
		Entry open = publish("有新版被停");
		long before = this.sql.sql("select coalesce(max(position), 0) from catalogue_views.progress")
			.query(Long.class)
			.single();
		this.feed.take(List.of(data(before + 1, open, 10, "available", true)), before);
		this.feed.take(
				List.of(data(before + 2, open, 9, "stopped", false), data(before + 3, open, 11, "failed", false)),
				before + 1);
		assertThat(((PublicEntry.Published) this.view.find(open.id()).orElseThrow()).data().available()).isTrue();
		this.feed.take(List.of(data(before + 4, open, 12, "stopped", false)), before + 3);
		assertThat(((PublicEntry.Published) this.view.find(open.id()).orElseThrow()).data().available()).isFalse();
	}

	@Test
	void tellsNothingOfDataThatAreNotOpen() {
		Entry open = publish("先开放后收回");
		long before = this.sql.sql("select coalesce(max(position), 0) from catalogue_views.progress")
			.query(Long.class)
			.single();
		this.feed.take(List.of(data(before + 1, open, "available", true)), before);
		Entry closed = TestCatalogue.with(open, new Openness.NotOpen("含内部信息", List.of()));
		await(this.catalogue.put(closed, LifecycleState.PUBLISHED, 2, null));
		assertThat(((PublicEntry.Published) this.view.find(open.id()).orElseThrow()).data())
			.isEqualTo(new PublicEntry.Data(false, null, null, null));
		this.feed.take(List.of(data(before + 2, open, "available", true)), before + 1);
		assertThat(((PublicEntry.Published) this.view.find(open.id()).orElseThrow()).data())
			.isEqualTo(new PublicEntry.Data(false, null, null, null));
	}

	private long fed() {
		return this.sql.sql("select coalesce(max(position), 0) from catalogue_views.progress")
			.query(Long.class)
			.single();
	}

	private static DistributionDataStore.Item original(long position, Entry entry) {
		return new DistributionDataStore.Item(position, entry.distributions().getFirst().id().value(),
				entry.id().value(), 1, "available", java.time.Instant.now(), true, 12L, 345L,
				"text/csv;charset=GB18030", "ab".repeat(32), true);
	}

	@Test
	void rdfLeadsToTheDataThatEverybodyMayHave() throws Exception {
		Entry open = publish("有地址的公开数据");
		long before = fed();
		this.feed.take(List.of(data(before + 1, open, "available", true)), before);
		String address = "/api/v1/sharing/distributions/" + open.distributions().getFirst().id();
		String rows = read(open.id(), "application/n-triples");
		assertThat(rows).contains("dcat#downloadURL> <http")
			.contains(address + "/rows?format=csv>")
			.contains("dcat#endpointURL> <http")
			.contains(address + "/rows>")
			.contains("media-types/text/csv>", "dc/terms/issued>", "dc/terms/modified>", "dc/terms/license>",
					"dcat#landingPage>", "dc/terms/identifier>")
			.doesNotContain("byteSize", "checksumValue", address + "/file");
		this.feed.take(List.of(original(before + 2, open)), before + 1);
		assertThat(read(open.id(), "application/n-triples")).contains(address + "/file>")
			.contains("dcat#byteSize> \"345\"", "\"" + "ab".repeat(32) + "\"")
			.doesNotContain("/rows?format=csv>", "charset");
		assertThat(
				this.view.graphsAfter(this.view.find(open.id()).orElseThrow().position() - 1, 1).getFirst().triples())
			.anyMatch((triple) -> triple.getPredicate().getLocalName().equals("downloadURL"));
	}

	@Test
	void rdfTellsNothingOfDataThatAreClosed() throws Exception {
		Entry open = publish("数据先开放后收回");
		long before = fed();
		this.feed.take(List.of(original(before + 1, open)), before);
		assertThat(read(open.id(), "application/n-triples")).contains("downloadURL");
		this.feed.take(List.of(data(before + 2, open, 1, "stopped", false)), before + 1);
		assertThat(read(open.id(), "application/n-triples")).doesNotContain("downloadURL", "checksum", "byteSize",
				"accessService");
		this.feed.take(List.of(original(before + 3, open)), before + 2);
		Entry closed = TestCatalogue.with(open, new Openness.NotOpen("含内部信息", List.of()));
		await(this.catalogue.put(closed, LifecycleState.PUBLISHED, 2, null));
		assertThat(read(open.id(), "application/n-triples")).doesNotContain("downloadURL", "checksum", "byteSize",
				"accessService");
	}

	@Test
	void addressesOfDistributionsAndItemsLeadToTheirEntry() {
		Entry open = publish("部件有地址");
		String distribution = open.distributions().getFirst().id().value();
		assertThat(this.http.get().uri("/api/v1/catalogue/distributions/" + distribution)).hasStatusOk()
			.bodyJson()
			.extractingPath("$.entry")
			.isEqualTo(open.id().value());
		assertThat(this.http.get().uri("/api/v1/catalogue/items/" + open.items().getFirst().id())).hasStatusOk();
		await(this.catalogue.put(open, LifecycleState.SUSPENDED, 1, null));
		assertThat(this.http.get().uri("/api/v1/catalogue/distributions/" + distribution)).hasStatus(404);
		assertThat(this.http.get().uri("/api/v1/catalogue/distributions/" + open.id())).hasStatus(404);
	}

	private static DistributionDataStore.Item data(long position, Entry entry, String state, boolean publicAvailable) {
		return data(position, entry, state.equals("processing") ? 2 : 1, state, publicAvailable);
	}

	private static DistributionDataStore.Item data(long position, Entry entry, int version, String state,
			boolean publicAvailable) {
		return new DistributionDataStore.Item(position, entry.distributions().getFirst().id().value(),
				entry.id().value(), version, state, java.time.Instant.now(), publicAvailable, 12L, 345L, null, null,
				publicAvailable);
	}

	@Test
	void feedTellsEachEntryOnceAndWaits() throws Exception {
		Entry entry = publish("供稿");
		long position = this.view.find(entry.id()).orElseThrow().position();
		assertThat(this.http.get().uri("/api/v1/catalogue/public/changes?after=" + (position - 1))).bodyJson()
			.extractingPath("$.items[0].id")
			.isEqualTo(entry.id().value());
		// what other tests have registered may still be on its way into the same view
		Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			long end = this.view.standing().position();
			assertThat(this.view.await(end, 10, Duration.ofMillis(50))).isEmpty();
		});
	}

	@Test
	void writesTheWholeCatalogueByPagesAndInOneStream() throws Exception {
		for (int i = 0; i < 205; i++) {
			this.catalogue.put(TestCatalogue.entry("批量" + i, Discoverability.PUBLIC, MARK), LifecycleState.PUBLISHED, 1,
					null);
		}
		publish("最后");
		List<String> pages = new ArrayList<>();
		Model paged = ModelFactory.createDefaultModel();
		for (int page = 1; pages.isEmpty() || pages.getLast().contains("hydra:next"); page++) {
			var answer = this.http.get().uri("/api/v1/catalogue/dcat?page=" + page).exchange();
			assertThat(answer).hasStatusOk();
			pages.add(answer.getResponse().getContentAsString());
			RDFParser.fromString(pages.getLast(), Lang.TURTLE).parse(paged);
		}
		assertThat(pages.getFirst()).contains("hydra:next");
		assertThat(this.http.get().uri("/api/v1/catalogue/dcat?page=999")).hasStatus(400);
		long links = paged.listObjectsOfProperty(org.apache.jena.vocabulary.DCAT.dataset).toList().size();
		for (String type : List.of("text/turtle", "application/n-triples")) {
			var all = this.http.get().uri("/api/v1/catalogue/dcat?all=true").accept(type).exchange();
			Model whole = ModelFactory.createDefaultModel();
			RDFParser
				.fromString(all.getResponse().getContentAsString(),
						type.equals("text/turtle") ? Lang.TURTLE : Lang.NTRIPLES)
				.parse(whole);
			assertThat(whole.listObjectsOfProperty(org.apache.jena.vocabulary.DCAT.dataset).toList())
				.hasSize((int) links);
			assertThat(this.view.graphs("", 100_000).size()).isEqualTo((int) links);
		}
	}

	private List<String> contents() {
		return this.sql.sql("""
				select concat_ws('|', id, state, agency, changed, published, replaced_by, document)
				from catalogue_public.entry order by id
				""").query(String.class).list();
	}

	private Entry publish(String title) {
		Entry entry = TestCatalogue.entry(title, Discoverability.PUBLIC, MARK);
		await(this.catalogue.put(entry, LifecycleState.PUBLISHED, 1, null));
		return entry;
	}

	/**
	 * An agency's new name reaches its entries in parts, each of which gives them new
	 * tags.
	 */
	private void awaitRenames() {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> this.sql.sql("select count(*) from catalogue_public.agency where renamed_until is not null")
				.query(Long.class)
				.single() == 0);
	}

	private void await(long position) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.view.standing().source() >= position);
	}

	private String read(EntryId id, String type) throws Exception {
		return this.http.get()
			.uri(address(id))
			.accept(MediaType.parseMediaType(type))
			.exchange()
			.getResponse()
			.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
	}

	private Model read(EntryId id, String type, Lang lang) throws Exception {
		var answer = this.http.get().uri(address(id)).accept(MediaType.parseMediaType(type)).exchange();
		assertThat(answer).hasStatusOk().hasContentType(type);
		Model model = ModelFactory.createDefaultModel();
		RDFParser.fromString(answer.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8), lang)
			.parse(model);
		return model;
	}

	private static String address(Object id) {
		return "/api/v1/catalogue/entries/" + id;
	}

}
