package org.shuyuan.catalogue.entry;

import java.util.List;
import java.util.UUID;

import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.vocab.ShuyuanTerms;
import org.shuyuan.vocab.rdf.Shapes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an agency declares about its data is held against the data element, the names and
 * the other items, and opens nothing by itself.
 */
@CatalogueTest
class DeclarationTests {

	private static final String ENTRIES = "/api/v1/catalogue/entries";

	private static final Property MAX_LENGTH = ResourceFactory.createProperty("http://www.w3.org/ns/shacl#maxLength");

	private static final Property JSON_PATH = ResourceFactory.createProperty(ShuyuanTerms.NAMESPACE + "jsonPath");

	private static final RequestPostProcessor OTHER = TestCity.person("steward-chen", "steward", TestCity.HEALTH);

	private final MockMvcTester web;

	private final JsonMapper json;

	private final ChangeLog log;

	private final String entry = TestCity.busStops(UUID.randomUUID().toString());

	DeclarationTests(@Autowired MockMvcTester web, @Autowired JsonMapper json, @Autowired ChangeLog log) {
		this.web = web;
		this.json = json;
		this.log = log;
	}

	@BeforeEach
	void build() {
		TestCity.build(this.web);
	}

	@Test
	void dataElementDecidesHowSensitiveAnItemIsAtLeast() {
		MvcTestResult registered = register(this.entry.replace("\"sensitivity\":\"none\"",
				"\"element\":\"medical-diagnosis\",\"sensitivity\":\"none\""));
		assertThat(body(registered).at("/entry/items/0/sensitivity").asString()).isEqualTo("sensitive-personal");
		assertThat(codes(registered)).contains("item-may-not-open", "sensitive-needs-conditions");
		assertThat(codes(act(id(registered), "submit", TestCity.steward(), "{}"))).contains("item-may-not-open",
				"sensitive-needs-conditions");
	}

	@ParameterizedTest
	@ValueSource(strings = { "身份证号", "身份證號", "手 机 号", "ｓｆｚｈ", "idCardNo", "家庭住址", "银行卡号" })
	void itemThatIsPersonalByNameCannotOpenWithoutReason(String name) {
		MvcTestResult registered = register(this.entry.replace("站名", name));
		assertThat(codes(registered)).contains("item-name-personal");
		assertThat(codes(act(id(registered), "submit", TestCity.steward(), "{}"))).contains("item-name-personal");
		MvcTestResult closed = register(this.entry.replace("站名", name)
			.replace("\"open\":true", "\"open\":false")
			.replace("\"key\":\"", "\"key\":\"c"));
		assertThat(codes(closed)).contains("item-name-personal");
		assertThat(codes(act(id(closed), "submit", TestCity.steward(), "{}"))).doesNotContain("item-name-personal");
	}

	@Test
	void newItemIsClosedUnlessItSaysOtherwise() {
		assertThat(body(register(this.entry.replace("\"open\":true,", ""))).at("/entry/items/0/open").asBoolean(true))
			.isFalse();
	}

	@Test
	void personalItemOpensOnlyWithTheAuthoritysConsent() {
		MvcTestResult registered = register(this.entry.replace("站名", "咨询电话")
			.replace("\"open\":true", "\"open\":true,\"openingReason\":\"对外公布的办公电话\""));
		assertThat(codes(registered)).contains("opening-consent-needed").doesNotContain("item-name-personal");
		String id = id(registered);
		String item = body(registered).at("/entry/items/0/id").asString();
		complete(id);
		assertThat(act(id, "submit", TestCity.steward(), "{}")).hasStatus(200);
		long position = this.log.position();
		for (String consent : List.of("", "{}", "{\"consentToOpen\":[]}",
				"{\"consentToOpen\":[\"%s\"]}".formatted(id))) {
			MvcTestResult refused = act(id, "publish", TestCity.authority(), consent);
			assertThat(refused).hasStatus(409);
			assertThat(body(refused).at("/code").asString()).isEqualTo("opening-consent-missing");
			assertThat(body(refused).at("/items/0/id").asString()).isEqualTo(item);
		}
		assertThat(this.log.position()).isEqualTo(position);
		assertThat(act(id, "publish", TestCity.authority(), "{\"consentToOpen\":[\"%s\"]}".formatted(item)))
			.hasStatus(200);
		assertThat(body(this.web.get().uri(ENTRIES + "/" + id + "/revisions").with(TestCity.steward()).exchange())
			.toString()).contains("咨询电话", item, "对外公布的办公电话");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "列X | | 列X |", "甲 | 列X | 乙 | 列X", "甲 | 列X | 列X |", "甲 | a | 乙 | Ａ",
			"甲 | 数量(万人) | 乙 | 数量（万人）", "甲 | 数量〔万人〕 | 乙 | 数量 [万人]", "甲 | Name | 乙 | name" })
	void oneColumnHasOneItem(String one, String column, String other, String otherColumn) {
		long position = this.log.position();
		String items = item(one, column, false) + "," + item(other, otherColumn, true);
		MvcTestResult refused = register(
				this.entry.replaceFirst("(?s)\"items\":\\[.*?\\}\\}\\]", "\"items\":[" + items + "]"));
		assertThat(refused).hasStatus(422);
		assertThat(codes(refused)).contains("column-described-twice");
		assertThat(this.log.position()).isEqualTo(position);
	}

	private static String item(String name, String column, boolean open) {
		return "{\"name\":{\"zh\":\"%s\"},%s\"meaning\":{\"zh\":\"一项\"},\"open\":%s}".formatted(name.strip(),
				(column == null || column.isBlank()) ? "" : "\"column\":\"%s\",".formatted(column.strip()), open);
	}

	@Test
	void itemsSayWhetherTheyAreRequiredAndFormTheKey() {
		JsonNode plain = body(register(this.entry.replace("\"key\":\"", "\"key\":\"plain-"))).at("/entry/items/0");
		assertThat(plain.path("required").asBoolean(true)).isFalse();
		assertThat(plain.path("primaryKey").asBoolean(true)).isFalse();
		MvcTestResult registered = register(this.entry.replace("\"open\":true", "\"open\":true,\"primaryKey\":true"));
		JsonNode item = body(registered).at("/entry/items/0");
		assertThat(item.path("primaryKey").asBoolean()).isTrue();
		assertThat(item.path("required").asBoolean()).as("an item of the key is required").isTrue();
		String id = id(registered);
		assertThat(
				body(this.web.get().uri(ENTRIES + "/" + id).with(TestCity.steward()).exchange()).at("/entry/items/0"))
			.isEqualTo(item);
		assertThat(this.web.get()
			.uri(ENTRIES + "/" + id)
			.header("Accept", "text/turtle")
			.with(TestCity.steward())
			.exchange()).bodyText().contains("csvw#required", "ns#primaryKey");
	}

	@Test
	void keyOfTheWrongKindIsRefused() {
		long position = this.log.position();
		for (String wrong : List.of("\"primaryKey\":[\"站名\"]", "\"required\":\"是\"", "\"isKey\":true")) {
			assertThat(register(this.entry.replace("\"open\":true", "\"open\":true," + wrong))).hasStatus(422);
		}
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void gradeIsNeverBelowThatOfAnItem() {
		long position = this.log.position();
		MvcTestResult refused = register(this.entry.replace("\"open\":true", "\"open\":false,\"grade\":\"core\""));
		assertThat(refused).hasStatus(422);
		JsonNode violation = body(refused).at("/violations/0");
		assertThat(violation.at("/code").asString()).isEqualTo("grade-below-item");
		assertThat(violation.at("/message/en").asString()).contains("general-1", "core");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@ParameterizedTest
	@CsvSource({ "第九千条,article-unknown", "第零条,article-unknown", "有关规定,article-malformed" })
	void citesOnlyArticlesThatThereAre(String article, String code) {
		long position = this.log.position();
		MvcTestResult refused = register(this.entry.replace("{\"class\":\"unconditional\"}",
				"{\"class\":\"not-shared\",\"reason\":\"依法\",\"citations\":[{\"instrument\":\"civil-code\",\"article\":\"%s\"}]}"
					.formatted(article)));
		assertThat(refused).hasStatus(422);
		assertThat(codes(refused)).contains(code);
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void citationWithoutArticleCannotBeSubmitted() {
		MvcTestResult registered = register(this.entry.replace("{\"class\":\"unconditional\"}",
				"{\"class\":\"not-shared\",\"reason\":\"依法\",\"citations\":[{\"instrument\":\"civil-code\"}]}"));
		assertThat(codes(act(id(registered), "submit", TestCity.steward(), "{}"))).contains("article-missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"code\":\"990100/1\"", "\"harvestedFrom\":\"省平台\"" })
	void whatTheCatalogueAssignsIsNotSetByStewards(String member) {
		long position = this.log.position();
		MvcTestResult refused = register(this.entry.replace("{\"key\"", "{" + member + ",\"key\""));
		assertThat(refused).hasStatus(422);
		assertThat(codes(refused)).contains("member-not-settable");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\u202e", "\\u2066", "\\u0085" })
	void refusesCharactersThatDisguiseText(String character) {
		long position = this.log.position();
		assertThat(codes(register(this.entry.replace("站点名称", "站点" + character + "名称"))))
			.containsAnyOf("characters-invalid", "value-invalid");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void boundsEveryField() {
		long position = this.log.position();
		String tooLong = "长".repeat(60_000);
		for (String changed : List.of(this.entry.replace("数据科", tooLong), this.entry.replace("站点名称", tooLong),
				this.entry.replace("\"zh\":\"公交\"", "\"zh\":\"" + tooLong + "\""),
				this.entry.replace("\"zh\":\"站名\"", "\"zh\":\"" + tooLong + "\""),
				this.entry.replace("全市公交站点的名称与位置。", tooLong))) {
			assertThat(codes(register(changed))).containsAnyOf("value-too-long", "value-invalid");
		}
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void whatAShapeLimitsHasNoOtherLimit() {
		List<Resource> limited = Shapes.graph().listSubjectsWithProperty(MAX_LENGTH).toList();
		assertThat(limited).extracting((shape) -> shape.getProperty(JSON_PATH).getString()).containsExactly("title");
		int longest = limited.getFirst().getProperty(MAX_LENGTH).getInt();
		long position = this.log.position();
		for (int length : List.of(longest + 1, 2001)) {
			MvcTestResult refused = register(this.entry.replace("公交站点", "长".repeat(length)));
			assertThat(refused).hasStatus(422);
			assertThat(body(refused).at("/violations").valueStream())
				.filteredOn((each) -> each.at("/path").asString().startsWith("title"))
				.extracting((each) -> each.at("/code").asString())
				.containsExactly("title-too-long");
		}
		assertThat(this.log.position()).isEqualTo(position);
		assertThat(register(this.entry.replace("公交站点\"", "长".repeat(longest) + "\""))).hasStatus(201);
	}

	@Test
	void namesEveryUnknownMember() {
		long position = this.log.position();
		MvcTestResult refused = register(this.entry.replace("\"grade\"", "\"graed\"")
			.replace("\"column\"", "\"colum\"")
			.replace("\"length\"", "\"lenght\"")
			.replace("\"contact\"", "\"kontact\""));
		assertThat(refused).hasStatus(422);
		assertThat(body(refused).at("/violations").valueStream().map((each) -> each.at("/path").asString()))
			.contains("graed", "items[0].lenght", "kontact");
		assertThat(this.log.position()).isEqualTo(position);
	}

	@Test
	void onlyStewardsHaveDescriptionsChecked() {
		assertThat(validate(OTHER, this.entry)).hasStatus(200);
		for (RequestPostProcessor caller : List.of(TestCity.person("c", "citizen", TestCity.HEALTH), TestCity.head())) {
			assertThat(validate(caller, this.entry)).hasStatus(403);
		}
		assertThat(validate(OTHER, this.entry.replace("数据科", "长".repeat(200_000)))).hasStatus(413);
	}

	@Test
	void sharedFromNamesWhoHasIt() {
		String shared = this.entry.replace("\"source\":{\"kind\":\"collected\"}",
				"\"element\":\"temperature\",\"source\":{\"kind\":\"shared-from\",\"agency\":\"" + TestCity.HEALTH
						+ "\"}");
		MvcTestResult registered = register(shared);
		assertThat(codes(registered)).contains("source-not-found");
		assertThat(codes(act(id(registered), "submit", TestCity.steward(), "{}"))).contains("source-not-found");
		String source = id(this.web.post()
			.uri(ENTRIES)
			.with(OTHER)
			.contentType("application/json")
			.content(TestCity.entry(UUID.randomUUID().toString(), TestCity.HEALTH, "temperature"))
			.exchange());
		complete(source, OTHER, TestCity.person("head-zhao", "department-head", TestCity.HEALTH));
		assertThat(act(source, "submit", OTHER, "{}")).hasStatus(200);
		assertThat(act(source, "publish", TestCity.authority(), "{}")).hasStatus(200);
		assertThat(codes(act(id(registered), "submit", TestCity.steward(), "{}"))).doesNotContain("source-not-found");
	}

	@Test
	void departmentsSeeNothingOfARevisionThatIsNotInForce() {
		MvcTestResult registered = register(this.entry);
		String id = id(registered);
		complete(id);
		act(id, "submit", TestCity.steward(), "{}");
		assertThat(act(id, "publish", TestCity.authority(), "{}")).hasStatus(200);
		MvcTestResult before = read(id, OTHER, "");
		String tag = read(id, TestCity.steward(), "").getResponse().getHeader("ETag");
		assertThat(this.web.put()
			.uri(ENTRIES + "/" + id)
			.with(TestCity.steward())
			.header("If-Match", tag)
			.contentType("application/json")
			.content(this.entry.replace("monthly", "daily"))
			.exchange()).hasStatus(200);
		MvcTestResult after = read(id, OTHER, "");
		assertThat(body(after)).isEqualTo(body(before));
		assertThat(body(after).at("/record/state").asString()).isEqualTo("published");
		assertThat(after.getResponse().getHeader("ETag")).isEqualTo(before.getResponse().getHeader("ETag"));
	}

	@Test
	void reviewerSeesWhatWillBePublic() {
		String id = id(register(this.entry));
		JsonNode preview = body(read(id, TestCity.authority(), "?view=public"));
		assertThat(preview.at("/entry/title/zh").asString()).isEqualTo("公交站点");
		assertThat(preview.at("/entry").has("contact")).isFalse();
		assertThat(preview.at("/entry").has("key")).isFalse();
		assertThat(body(read(id, TestCity.authority(), "?view=preview")).at("/entry")).isEqualTo(preview.at("/entry"));
		assertThat(read(id, OTHER, "?view=preview")).hasStatus(404);
		assertThat(read(id, OTHER, "?view=public")).hasStatus(404);
	}

	private void complete(String id) {
		complete(id, TestCity.steward(), TestCity.head());
	}

	private void complete(String id, RequestPostProcessor steward, RequestPostProcessor head) {
		for (String kind : List.of("secrecy", "personal-information")) {
			assertThat(act(id, "assessments", steward, "{\"kind\":\"%s\",\"outcome\":\"passed\"}".formatted(kind)))
				.hasStatus(200);
		}
		assertThat(this.web.post()
			.uri(ENTRIES + "/" + id + "/consent")
			.with(head)
			.header("If-Match", String.valueOf(read(id, steward, "").getResponse().getHeader("ETag")))
			.exchange()).hasStatus(200);
	}

	private MvcTestResult register(String described) {
		return this.web.post()
			.uri(ENTRIES)
			.with(TestCity.steward())
			.contentType("application/json")
			.content(described)
			.exchange();
	}

	private MvcTestResult validate(RequestPostProcessor caller, String described) {
		return this.web.post()
			.uri("/api/v1/catalogue/validations")
			.with(caller)
			.contentType("application/json")
			.content(described)
			.exchange();
	}

	private MvcTestResult read(String id, RequestPostProcessor caller, String query) {
		return this.web.get().uri(ENTRIES + "/" + id + query).with(caller).exchange();
	}

	private MvcTestResult act(String id, String step, RequestPostProcessor caller, String body) {
		var request = this.web.post().uri(ENTRIES + "/" + id + "/" + step).with(caller);
		return body.isEmpty() ? request.exchange() : request.contentType("application/json").content(body).exchange();
	}

	private String id(MvcTestResult registered) {
		assertThat(registered).hasStatus(201);
		return body(registered).at("/entry/id").asString();
	}

	private List<String> codes(MvcTestResult result) {
		return body(result).at("/violations").valueStream().map((each) -> each.at("/code").asString()).toList();
	}

	private JsonNode body(MvcTestResult result) {
		return this.json.readTree(result.getResponse().getContentAsByteArray());
	}

}
