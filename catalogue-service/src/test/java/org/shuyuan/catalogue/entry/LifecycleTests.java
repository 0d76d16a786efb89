package org.shuyuan.catalogue.entry;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.catalogue.changes.Change;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

@CatalogueTest
class LifecycleTests {

	private static final String ENTRIES = "/api/v1/catalogue/entries";

	private final MockMvcTester web;

	private final JsonMapper json;

	private final ChangeLog log;

	private String id = "";

	LifecycleTests(@Autowired MockMvcTester web, @Autowired JsonMapper json, @Autowired ChangeLog log) {
		this.web = web;
		this.json = json;
		this.log = log;
	}

	@BeforeEach
	void registerDraft() {
		TestCity.build(this.web);
		MvcTestResult registered = register(TestCity.busStops(UUID.randomUUID().toString()));
		assertThat(registered).hasStatus(201).headers().containsHeaders("Location", "ETag");
		this.id = body(registered).at("/entry/id").asString();
	}

	@Test
	void draftBecomesPublishedAfterAssessmentsConsentAndReview() {
		publish();
		assertThat(body(read(TestCity.steward())).at("/record/state").asString()).isEqualTo("published");
		List<Change> changes = this.log.after(this.log.position() - 6, 10);
		assertThat(changes.getLast()).isInstanceOfSatisfying(Change.EntryChanged.class, (change) -> {
			assertThat(change.state()).isEqualTo(LifecycleState.PUBLISHED);
			assertThat(change.inForce()).isTrue();
			assertThat(change.publishedRevision()).isEqualTo(1);
		});
		JsonNode feed = body(this.web.get()
			.uri("/api/v1/catalogue/changes?after=" + (this.log.position() - 1))
			.with(TestCity.service())
			.exchange());
		assertThat(feed.at("/items/0/document/inForce").asBoolean()).isTrue();
		assertThat(feed.at("/items/0/document/entry/title/zh").asString()).isEqualTo("公交站点");
	}

	@Test
	void snapshotSaysOfEachEntryWhatItsLastChangeSaid() throws Exception {
		publish();
		long position = this.log.position();
		JsonNode last = body(this.web.get()
			.uri("/api/v1/catalogue/changes?after=" + (position - 1))
			.with(TestCity.service())
			.exchange()).at("/items/0/document");
		List<JsonNode> lines = snapshot("full");
		assertThat(lines.getFirst().path("position").asLong()).isEqualTo(position);
		assertThat(lines.getLast().path("complete").asBoolean()).isTrue();
		assertThat(lines).filteredOn((line) -> line.path("id").asString("").equals(this.id))
			.singleElement()
			.satisfies((line) -> assertThat(line.path("document")).isEqualTo(last));
		assertThat(lines).anyMatch((line) -> line.path("kind").asString("").equals("agency"));
		assertThat(snapshot("harvested")).noneMatch((line) -> line.path("id").asString("").equals(this.id));
	}

	@Test
	void refusesASnapshotOfUnknownCompletenessAndToAnybodyButServices() {
		assertThat(this.web.get().uri("/api/v1/catalogue/changes/snapshot?completeness=half").with(TestCity.service()))
			.hasStatus(400);
		assertThat(this.web.get().uri("/api/v1/catalogue/changes/snapshot").with(TestCity.steward())).hasStatus(403);
	}

	private List<JsonNode> snapshot(String completeness) throws Exception {
		return this.web.get()
			.uri("/api/v1/catalogue/changes/snapshot?completeness=" + completeness)
			.with(TestCity.service())
			.exchange()
			.getResponse()
			.getContentAsString()
			.lines()
			.map(this.json::readTree)
			.toList();
	}

	@Test
	void latestChangeOfAnEntryIsReadFromTheLog() {
		publish();
		assertThat(this.log.latest(new EntryId(this.id))).hasValueSatisfying((change) -> {
			assertThat(change.state()).isEqualTo(LifecycleState.PUBLISHED);
			assertThat(change.position()).isLessThanOrEqualTo(this.log.position());
		});
		assertThat(this.log.latest(EntryId.random())).isEmpty();
	}

	@Test
	void refusesToSubmitWithoutAssessmentsAndConsentAndNamesThemAll() {
		MvcTestResult refused = act("submit", TestCity.steward(), "");
		assertThat(refused).hasStatus(422);
		assertThat(body(refused).at("/code").asString()).isEqualTo("entry-incomplete");
		assertThat(body(refused).at("/violations").valueStream().map((each) -> each.at("/code").asString()))
			.contains("assessment-secrecy-missing", "assessment-personal-information-missing", "consent-missing");
		assertThat(state()).isEqualTo("draft");
	}

	@Test
	void failedAssessmentBlocksSubmission() {
		assess("secrecy", "failed");
		assess("personal-information", "passed");
		consent(TestCity.head());
		assertThat(codes(act("submit", TestCity.steward(), ""))).containsExactly("assessment-secrecy-failed");
	}

	@Test
	void editVoidsAssessmentsAndConsent() {
		assess("secrecy", "passed");
		assess("personal-information", "passed");
		consent(TestCity.head());
		edit("公交站点（修订）");
		assertThat(codes(act("submit", TestCity.steward(), ""))).hasSize(3);
	}

	@Test
	void refusesConsentByTheAuthor() {
		MvcTestResult refused = consent(TestCity.person("steward-li", "cdo", TestCity.TRANSPORT));
		assertThat(refused).hasStatus(403);
		assertThat(body(refused).at("/code").asString()).isEqualTo("second-person-needed");
	}

	@Test
	void refusesConsentToAnotherRevision() {
		String stale = etag();
		edit("公交站点（修订）");
		assertThat(this.web.post().uri(path("consent")).with(TestCity.head()).header("If-Match", stale).exchange())
			.hasStatus(412);
		assertThat(this.web.post().uri(path("consent")).with(TestCity.head()).exchange()).hasStatus(428);
	}

	@Test
	void editsCompareTagsStronglyAndTakeLists() {
		String changed = TestCity.busStops(body(read(TestCity.steward())).at("/entry/key").asString())
			.replace("公交站点\",\"en", "公交站点（改）\",\"en");
		for (String match : List.of("W/" + etag(), "\"x\"", "\"x\", W/" + etag(), "1.1", "\"")) {
			assertThat(put(match, changed)).as(match).hasStatus(412);
		}
		assertThat(body(read(TestCity.steward())).at("/record/revision").asInt()).isOne();
		assertThat(put("\"x\", " + etag(), changed)).hasStatus(200);
		assertThat(put("*", changed.replace("（改）", "（再改）"))).hasStatus(200);
		for (String match : List.of("W/" + etag(), "*")) {
			assertThat(this.web.post().uri(path("consent")).with(TestCity.head()).header("If-Match", match).exchange())
				.as(match)
				.hasStatus(412);
		}
		assertThat(body(read(TestCity.steward())).at("/record/consent").isMissingNode()).isTrue();
	}

	@Test
	void readsCompareTagsWeaklyAndTakeLists() {
		for (String known : List.of(etag(), "W/" + etag(), "\"x\", W/" + etag(), "*")) {
			assertThat(this.web.get().uri(path("")).with(TestCity.steward()).header("If-None-Match", known).exchange())
				.as(known)
				.hasStatus(304);
		}
		assertThat(this.web.get().uri(path("")).with(TestCity.steward()).header("If-Match", "W/" + etag()).exchange())
			.hasStatus(412);
	}

	private MvcTestResult put(String match, String changed) {
		return this.web.put()
			.uri(path(""))
			.with(TestCity.steward())
			.header("If-Match", match)
			.contentType("application/json")
			.content(changed)
			.exchange();
	}

	@Test
	void refusesToPublishWhatOneWroteOneself() {
		complete();
		assertThat(act("submit", TestCity.person("steward-wu", "steward", TestCity.TRANSPORT), "")).hasStatus(200);
		MvcTestResult refused = act("publish", TestCity.person("steward-li", "authority", TestCity.HEALTH), "");
		assertThat(refused).hasStatus(403);
		assertThat(state()).isEqualTo("submitted");
	}

	@Test
	void refusesToPublishWhatOneSubmittedOneself() {
		complete();
		act("submit", TestCity.steward(), "");
		MvcTestResult refused = act("publish", TestCity.person("steward-li", "authority", TestCity.HEALTH), "");
		assertThat(body(refused).at("/code").asString()).isEqualTo("second-person-needed");
		assertThat(act("publish", TestCity.steward(), "")).hasStatus(403);
	}

	@Test
	void refusesIllegalTransitionAndNamesWhatIsPossible() {
		MvcTestResult refused = act("publish", TestCity.authority(), "");
		assertThat(refused).hasStatus(409);
		assertThat(body(refused).at("/code").asString()).isEqualTo("transition-impossible");
		assertThat(body(refused).at("/possible").toString()).contains("edit", "submit");
	}

	@Test
	void publishedRevisionStaysInForceWhileTheNextIsWritten() {
		publish();
		edit("公交站点（修订）");
		assertThat(state()).isEqualTo("revising");
		RequestPostProcessor other = TestCity.person("steward-chen", "steward", TestCity.HEALTH);
		assertThat(body(read(other)).at("/entry/title/zh").asString()).isEqualTo("公交站点");
		assertThat(body(read(TestCity.steward())).at("/entry/title/zh").asString()).isEqualTo("公交站点（修订）");
	}

	@Test
	void feedTellsWhatASubmittedRevisionSays() throws Exception {
		publish();
		assertThat(told().has("submitted")).isFalse();
		edit("公交站点（修订）");
		assertThat(told().has("submitted")).isFalse();
		complete();
		act("submit", TestCity.steward(), "");
		assertThat(told().at("/entry/title/zh").asString()).isEqualTo("公交站点");
		assertThat(told().at("/submitted/title/zh").asString()).isEqualTo("公交站点（修订）");
		assertThat(told().path("inForce").asBoolean()).isTrue();
		assertThat(snapshot("full")).filteredOn((line) -> line.path("id").asString("").equals(this.id))
			.singleElement()
			.satisfies((line) -> assertThat(line.path("document")).isEqualTo(told()));
		assertThat(act("publish", TestCity.authority(), "")).hasStatus(200);
		assertThat(told().has("submitted")).isFalse();
		assertThat(told().at("/entry/title/zh").asString()).isEqualTo("公交站点（修订）");
	}

	private JsonNode told() {
		return body(this.web.get()
			.uri("/api/v1/catalogue/changes?after=" + (this.log.position() - 1))
			.with(TestCity.service())
			.exchange()).at("/items/0/document");
	}

	@Test
	void suspendedEntryIsOutOfForceUntilResumed() {
		publish();
		assertThat(act("suspend", TestCity.authority(), "{}")).hasStatus(422);
		assertThat(act("suspend", TestCity.authority(), "{\"reason\":\"内容有误\"}")).hasStatus(200);
		assertThat(read(TestCity.person("steward-chen", "steward", TestCity.HEALTH))).hasStatus(404);
		assertThat(((Change.EntryChanged) this.log.after(this.log.position() - 1, 1).getFirst()).inForce()).isFalse();
		assertThat(act("resume", TestCity.head(), "")).hasStatus(403);
		assertThat(state()).isEqualTo("suspended");
		act("resume", TestCity.authority(), "");
		assertThat(state()).isEqualTo("published");
	}

	@Test
	void departmentStopsAnEntryInUseOnlyByFiling() {
		publish();
		for (String step : List.of("suspend", "retire")) {
			for (String filing : List.of("", ",\"filing\":\" \"")) {
				MvcTestResult refused = act(step, TestCity.head(), "{\"reason\":\"系统下线\"" + filing + "}");
				assertThat(refused).hasStatus(409);
				assertThat(body(refused).at("/code").asString()).isEqualTo("filing-missing");
			}
		}
		assertThat(state()).isEqualTo("published");
		assertThat(filings(TestCity.authority())).isEmpty();
		assertThat(act("suspend", TestCity.head(), "{\"reason\":\"系统下线\",\"filing\":\"已与使用部门协商\"}")).hasStatus(200);
		assertThat(filings(TestCity.authority())).containsExactly("suspended 已与使用部门协商");
		assertThat(filings(TestCity.head())).containsExactly("suspended 已与使用部门协商");
		assertThat(filings(TestCity.person("steward-chen", "steward", TestCity.HEALTH))).isEmpty();
		assertThat(act("resume", TestCity.head(), "")).hasStatus(200);
		assertThat(state()).isEqualTo("published");
	}

	@Test
	void departmentRetiresADraftWithoutFiling() {
		assertThat(act("retire", TestCity.head(), "{\"reason\":\"重复登记\"}")).hasStatus(200);
	}

	@Test
	void whoWroteAnyRevisionSinceTheLastPublishedOneIsNoSecondKey() {
		RequestPostProcessor both = TestCity.persons("head-both", TestCity.TRANSPORT, "steward", "department-head");
		RequestPostProcessor reviewer = TestCity.persons("authority-both", TestCity.TRANSPORT, "steward", "authority");
		edit("头衔甲", both);
		edit("头衔乙", reviewer);
		edit("公交站点（修订）");
		assess("secrecy", "passed");
		assess("personal-information", "passed");
		assertThat(body(consent(both)).at("/code").asString()).isEqualTo("second-person-needed");
		assertThat(body(read(TestCity.steward())).at("/record/consent").isMissingNode()).isTrue();
		assertThat(consent(TestCity.head())).hasStatus(200);
		act("submit", TestCity.steward(), "");
		assertThat(body(act("publish", reviewer, "")).at("/code").asString()).isEqualTo("second-person-needed");
		assertThat(state()).isEqualTo("submitted");
		assertThat(act("publish", TestCity.authority(), "")).hasStatus(200);
	}

	private List<String> filings(RequestPostProcessor caller) {
		return body(this.web.get().uri("/api/v1/catalogue/filings").with(caller).exchange()).at("/items")
			.valueStream()
			.filter((filing) -> filing.at("/entry").asString().equals(this.id))
			.map((filing) -> filing.at("/what").asString() + " " + filing.at("/filing").asString())
			.toList();
	}

	@Test
	void retiredEntryIsGoneAndNamesItsReplacement() {
		publish();
		String replacement = body(register(TestCity.busStops(UUID.randomUUID().toString()))).at("/entry/id").asString();
		act("retire", TestCity.authority(), "{\"reason\":\"合并\",\"replacedBy\":\"" + replacement + "\"}");
		MvcTestResult gone = read(TestCity.person("steward-chen", "steward", TestCity.HEALTH));
		assertThat(gone).hasStatus(410);
		assertThat(body(gone).at("/replacedBy").asString()).isEqualTo(replacement);
		assertThat(act("suspend", TestCity.authority(), "{\"reason\":\"x\"}")).hasStatus(410);
	}

	@Test
	void returnedEntrySaysWhy() {
		complete();
		act("submit", TestCity.steward(), "");
		act("return", TestCity.authority(), "{\"reason\":\"补充更新频率说明\"}");
		JsonNode returned = body(read(TestCity.steward()));
		assertThat(returned.at("/record/state").asString()).isEqualTo("draft");
		assertThat(returned.at("/record/returned/reason").asString()).isEqualTo("补充更新频率说明");
	}

	@Test
	void foreignDraftLooksLikeNone() {
		RequestPostProcessor other = TestCity.person("steward-chen", "steward", TestCity.HEALTH);
		assertThat(read(other)).hasStatus(404);
		assertThat(act("submit", other, "")).hasStatus(404);
		assertThat(this.web.get().uri(ENTRIES + "/nonsense").with(other).exchange()).hasStatus(404);
		assertThat(this.web.get().uri(path("revisions")).with(other).exchange()).hasStatus(404);
	}

	@Test
	void everyRevisionStaysReadable() {
		edit("公交站点（修订）");
		JsonNode first = body(this.web.get().uri(path("revisions/1")).with(TestCity.steward()).exchange());
		assertThat(first.at("/entry/title/zh").asString()).isEqualTo("公交站点");
		JsonNode deeds = body(this.web.get().uri(path("revisions")).with(TestCity.steward()).exchange());
		assertThat(deeds.at("/items").valueStream().map((each) -> each.at("/change").asString()))
			.containsExactly("registered", "edited");
	}

	@Test
	void itemsKeepTheirIdsThroughEdits() {
		String item = body(read(TestCity.steward())).at("/entry/items/0/id").asString();
		edit("公交站点（修订）");
		assertThat(body(read(TestCity.steward())).at("/entry/items/0/id").asString()).isEqualTo(item);
	}

	@Test
	void entryIsReadInEverySyntaxOfRdf() {
		for (String type : List.of("text/turtle", "application/ld+json", "application/rdf+xml",
				"application/n-triples")) {
			MvcTestResult rdf = this.web.get().uri(path("")).with(TestCity.steward()).header("Accept", type).exchange();
			assertThat(rdf).hasStatus(200).hasContentTypeCompatibleWith(type);
			assertThat(rdf).bodyText().contains(this.id);
		}
	}

	private void publish() {
		complete();
		assertThat(act("submit", TestCity.steward(), "")).hasStatus(200);
		assertThat(act("publish", TestCity.authority(), "")).hasStatus(200);
	}

	private void complete() {
		assess("secrecy", "passed");
		assess("personal-information", "passed");
		assertThat(consent(TestCity.head())).hasStatus(200);
	}

	private void assess(String kind, String outcome) {
		assertThat(
				act("assessments", TestCity.steward(), "{\"kind\":\"%s\",\"outcome\":\"%s\"}".formatted(kind, outcome)))
			.hasStatus(200);
	}

	private MvcTestResult consent(RequestPostProcessor caller) {
		return this.web.post().uri(path("consent")).with(caller).header("If-Match", etag()).exchange();
	}

	private void edit(String title) {
		edit(title, TestCity.steward());
	}

	private void edit(String title, RequestPostProcessor caller) {
		String changed = TestCity.busStops(body(read(TestCity.steward())).at("/entry/key").asString())
			.replace("公交站点\",\"en", title + "\",\"en");
		assertThat(this.web.put()
			.uri(path(""))
			.with(caller)
			.header("If-Match", etag())
			.contentType("application/json")
			.content(changed)
			.exchange()).hasStatus(200);
	}

	private MvcTestResult act(String step, RequestPostProcessor caller, String body) {
		return this.web.post()
			.uri(path(step))
			.with(caller)
			.contentType("application/json")
			.content(body.isEmpty() ? "{}" : body)
			.exchange();
	}

	private MvcTestResult register(String entry) {
		return this.web.post()
			.uri(ENTRIES)
			.with(TestCity.steward())
			.contentType("application/json")
			.content(entry)
			.exchange();
	}

	private MvcTestResult read(RequestPostProcessor caller) {
		return this.web.get().uri(path("")).with(caller).exchange();
	}

	private String state() {
		return body(read(TestCity.steward())).at("/record/state").asString();
	}

	private String etag() {
		return String.valueOf(read(TestCity.steward()).getResponse().getHeader("ETag"));
	}

	private String path(String step) {
		return ENTRIES + "/" + this.id + (step.isEmpty() ? "" : "/" + step);
	}

	private List<String> codes(MvcTestResult refused) {
		return body(refused).at("/violations").valueStream().map((each) -> each.at("/code").asString()).toList();
	}

	private JsonNode body(MvcTestResult result) {
		return this.json.readTree(result.getResponse().getContentAsByteArray());
	}

}
