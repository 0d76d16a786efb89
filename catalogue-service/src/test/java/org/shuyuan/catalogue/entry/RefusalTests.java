package org.shuyuan.catalogue.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.web.CatalogueIdempotency;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is refused at the door, and that nothing of it is kept.
 */
@CatalogueTest
class RefusalTests {

	private static final String ENTRIES = "/api/v1/catalogue/entries";

	private final MockMvcTester web;

	private final JsonMapper json;

	private final ChangeLog log;

	private final JdbcClient sql;

	private final CatalogueIdempotency keys;

	private final String entry = TestCity.busStops(UUID.randomUUID().toString());

	private long position;

	RefusalTests(@Autowired MockMvcTester web, @Autowired JsonMapper json, @Autowired ChangeLog log,
			@Autowired JdbcClient sql, @Autowired CatalogueIdempotency keys) {
		this.web = web;
		this.json = json;
		this.log = log;
		this.sql = sql;
		this.keys = keys;
	}

	@BeforeEach
	void remember() {
		TestCity.build(this.web);
		this.position = this.log.position();
	}

	@ParameterizedTest
	@ValueSource(strings = { "绝密★启用前", "机密★十年", "密级：秘密", "（机密）作战图", "\\u7edd\\u5bc6文件" })
	void refusesSecrecyMarkingsAndKeepsNothing(String mark) {
		MvcTestResult refused = register(this.entry.replace("公交站点\",\"en", mark + "\",\"en"), "secret-key");
		assertRefused(refused, 422, "state-secret-refused");
		assertThat(body(refused).at("/clause").asString()).isEqualTo("D3");
		assertThat(refused).bodyText().doesNotContain(mark);
		assertThat(this.sql.sql("select count(*) from catalogue.idempotency where key = 'secret-key'")
			.query(Long.class)
			.single()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "依据《保守国家秘密法》公布的目录", "商业秘密保护示范点", "数据机密性检测报告", "密钥管理机构名录" })
	void speakingOfSecretsIsNoMarking(String title) {
		assertThat(register(this.entry.replace("公交站点\",\"en", title + "\",\"en"), null)).hasStatus(201);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\u0000", "\\u0001", "\\u000b", "\\ud800", "\\uffff" })
	void refusesCharactersThatXmlCannotCarry(String character) {
		assertRefused(register(this.entry.replace("公交站点\",\"en", "公交" + character + "站点\",\"en"), null), 422,
				"entry-invalid");
	}

	@Test
	void oneOfManyWhoRegisterTheSameKeyWins() throws Exception {
		try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
			var calls = java.util.Collections.nCopies(8,
					(java.util.concurrent.Callable<Integer>) () -> register(this.entry, null).getResponse()
						.getStatus());
			var codes = new java.util.ArrayList<Integer>();
			for (var answered : threads.invokeAll(calls)) {
				codes.add(answered.get());
			}
			assertThat(codes).containsOnlyOnce(201).containsOnly(201, 409);
		}
	}

	@Test
	void refusesEndlessNesting() {
		assertRefused(register("{\"title\":".repeat(5000), null), 400, "body-broken");
		assertRefused(register("{\"zz\":".repeat(5000), null), 400, "body-broken");
	}

	@Test
	void refusesItemsThatAreStateSecrets() {
		assertRefused(
				register(this.entry.replace("\"sensitivity\":\"none\"", "\"sensitivity\":\"state-secret\""), null), 422,
				"state-secret-refused");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{\"class\":\"conditional\",\"purposes\":[]} | purposes-missing",
			"{\"class\":\"not-shared\",\"reason\":\"内部\"} | citation-insufficient",
			"{\"class\":\"not-shared\",\"citations\":[{\"instrument\":\"data-security-law\"}]} | reason-missing" })
	void sharingThatTheLawDoesNotBearCannotBeSubmitted(String sharing, String code) {
		assertBlocks(this.entry.replace("{\"class\":\"unconditional\"}", sharing), code);
	}

	@ParameterizedTest
	@CsvSource({ "personal", "sensitive-personal", "trade-secret" })
	void protectedItemsCannotOpen(String sensitivity) {
		assertBlocks(this.entry.replace("\"sensitivity\":\"none\"", "\"sensitivity\":\"" + sensitivity + "\""),
				"item-may-not-open");
	}

	@ParameterizedTest
	@CsvSource({ "important", "core" })
	void importantAndCoreDataCannotOpen(String grade) {
		assertRefused(register(this.entry.replace("general-1", grade), null), 422, "entry-invalid");
	}

	@Test
	void notOpeningNeedsReason() {
		assertBlocks(this.entry.replace("{\"level\":\"unconditional\",\"licence\":\"cc-by-4.0\"}",
				"{\"level\":\"not-open\"}"), "not-open-reason-missing");
	}

	@Test
	void openEntryMustBeDiscoverable() {
		assertBlocks(this.entry.replace("\"discoverability\":\"public\"", "\"discoverability\":\"agency\""),
				"open-not-discoverable");
	}

	@Test
	void refusesBrokenAndForeignDescriptions() {
		assertRefused(register("{\"title\":", null), 400, "body-broken");
		assertRefused(register("[]", null), 422, "entry-invalid");
		assertRefused(register("null", null), 400, "body-broken");
		assertRefused(register("{}", null), 422, "entry-invalid");
		assertRefused(register(this.entry.replace("\"title\"", "\"titel\""), null), 422, "entry-invalid");
		assertRefused(register(this.entry.replace("\"monthly\"", "\"sometimes\""), null), 422, "entry-invalid");
		assertRefused(register(this.entry.replace(TestCity.TRANSPORT.value(), TestCity.HEALTH.value()), null), 403,
				"agency-foreign");
		assertRefused(register(this.entry.replace("公交站点\",\"en", "长".repeat(400_000) + "\",\"en"), null), 413,
				"too-large");
		assertRefused(this.web.post()
			.uri(ENTRIES)
			.with(TestCity.head())
			.contentType("application/json")
			.content(this.entry)
			.exchange(), 403, "role-missing");
		assertRefused(
				this.web.post().uri(ENTRIES).with(TestCity.steward()).contentType("text/csv").content("a,b").exchange(),
				415, "media-type-unsupported");
	}

	@Test
	void refusesKeyThatIsRegistered() {
		assertThat(register(this.entry, null)).hasStatus(201);
		MvcTestResult again = register(this.entry, null);
		assertThat(again).hasStatus(409);
		assertThat(body(again).at("/code").asString()).isEqualTo("key-exists");
	}

	@Test
	void repeatedCallWithItsKeyAnswersTheSame() {
		String key = UUID.randomUUID().toString();
		MvcTestResult first = register(this.entry, key);
		long once = this.log.position();
		MvcTestResult again = register(this.entry, key);
		assertThat(again).hasStatus(201);
		assertThat(body(again)).isEqualTo(body(first));
		assertThat(again.getResponse().getHeader("ETag")).isEqualTo(first.getResponse().getHeader("ETag"));
		assertThat(this.log.position()).isEqualTo(once);
		assertThat(body(register(this.entry.replace("monthly", "yearly"), key)).at("/code").asString())
			.isEqualTo("idempotency-key-reused");
	}

	@Test
	void aKeyIsForgottenWhenItsTermIsOver() {
		this.sql.sql("""
				insert into catalogue.idempotency (caller, key, request, at)
				select 'forgotten', number::text, '', now() - number * interval '1 hour'
				from generate_series(1, 2500) number
				""").update();
		Instant before = Instant.now().minus(Duration.ofHours(100).minusMinutes(30));
		assertThat(this.keys.forget(before)).isGreaterThanOrEqualTo(2401);
		assertThat(this.sql.sql("select count(*) from catalogue.idempotency where caller = 'forgotten'")
			.query(Long.class)
			.single()).isEqualTo(99);
	}

	@Test
	void editNeedsTheTagThatWasRead() {
		MvcTestResult registered = register(this.entry, null);
		String uri = ENTRIES + "/" + body(registered).at("/entry/id").asString();
		long once = this.log.position();
		assertThat(this.web.put()
			.uri(uri)
			.with(TestCity.steward())
			.contentType("application/json")
			.content(this.entry)
			.exchange()).hasStatus(428);
		assertThat(this.web.put()
			.uri(uri)
			.with(TestCity.steward())
			.header("If-Match", "\"9.9\"")
			.contentType("application/json")
			.content(this.entry)
			.exchange()).hasStatus(412);
		assertThat(this.log.position()).isEqualTo(once);
	}

	@Test
	void parametersAreChecked() {
		assertThat(this.web.get().uri(ENTRIES + "?limit=0").with(TestCity.steward()).exchange()).hasStatus(400);
		assertThat(this.web.get().uri(ENTRIES + "?limit=x").with(TestCity.steward()).exchange()).hasStatus(400);
		assertThat(this.web.get().uri(ENTRIES + "?state=odd").with(TestCity.steward()).exchange()).hasStatus(400);
		assertThat(this.web.get().uri(ENTRIES + "?agency=odd").with(TestCity.steward()).exchange()).hasStatus(400);
		assertThat(this.web.get().uri(ENTRIES + "?agency=" + TestCity.HEALTH).with(TestCity.steward()).exchange())
			.hasStatus(404);
		assertThat(this.web.get().uri("/api/v1/catalogue/nothing").with(TestCity.steward()).exchange()).hasStatus(404);
		assertThat(this.web.delete().uri(ENTRIES).with(TestCity.steward()).exchange()).hasStatus(405);
	}

	private void assertBlocks(String described, String code) {
		MvcTestResult registered = register(described, null);
		assertThat(registered).hasStatus(201);
		MvcTestResult refused = this.web.post()
			.uri(ENTRIES + "/" + body(registered).at("/entry/id").asString() + "/submit")
			.with(TestCity.steward())
			.exchange();
		assertThat(refused).hasStatus(422);
		JsonNode violation = body(refused).at("/violations")
			.valueStream()
			.filter((each) -> each.at("/code").asString().equals(code))
			.findFirst()
			.orElseThrow(() -> new AssertionError(code + " is missing in " + body(refused)));
		assertThat(violation.at("/clause").asString()).isNotEmpty();
		assertThat(violation.at("/advice/zh").asString()).isNotEmpty();
		assertThat(violation.at("/advice/en").asString()).isNotEmpty();
	}

	private void assertRefused(MvcTestResult refused, int status, String code) {
		assertThat(refused).hasStatus(status).hasContentTypeCompatibleWith("application/problem+json");
		JsonNode problem = body(refused);
		assertThat(problem.at("/code").asString()).isEqualTo(code);
		assertThat(problem.at("/adviceZh").asString()).isNotEmpty();
		assertThat(problem.at("/advice").asString()).isNotEmpty();
		assertThat(this.log.position()).isEqualTo(this.position);
	}

	private MvcTestResult register(String described, String key) {
		var request = this.web.post()
			.uri(ENTRIES)
			.with(TestCity.steward())
			.contentType("application/json")
			.content(described);
		return ((key != null) ? request.header("Idempotency-Key", key) : request).exchange();
	}

	private JsonNode body(MvcTestResult result) {
		return this.json.readTree(result.getResponse().getContentAsByteArray());
	}

}
