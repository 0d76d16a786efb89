package org.shuyuan.portal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.portal.client.StubServices;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
@TestPropertySource(properties = "shuyuan.security.contact=mailto:security@data.example.cn")
class PublicPagesTests {

	private static final StubServices services = new StubServices();

	private static final String AGENCY = "11990100MB0A000077";

	private static final String ENTRY = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

	private static final String DISTRIBUTION = "cccccccccccccccccccccccccc";

	private static final String HIT = """
			{"id":"%s","title":{"zh":"公交站点","en":"Bus stops"},"description":{"zh":"全市站点"},"agency":"%s",
			 "agencyName":{"zh":"交通局","en":"Transport"},"themes":["transport"],"formats":["csv"],
			 "openness":"unconditional","sharing":"unconditional","modified":"2026-05-01","completeness":"full",
			 "hasData":true,"rows":3,"highlights":{"title":"<mark>公交</mark>站点"}}""".formatted(ENTRY, AGENCY);

	@Autowired
	private MockMvcTester http;

	@DynamicPropertySource
	static void addresses(DynamicPropertyRegistry registry) {
		registry.add("shuyuan.base-uri", services::address);
	}

	@AfterAll
	static void stop() {
		services.close();
	}

	@BeforeEach
	void city() {
		services.forget();
		services.on("GET /sharing/problems", 200, """
				{"items":[{"code":"second-person-needed","status":403,"clause":"D20","title":{"zh":"须由另一人办理",
				 "en":"A second person is needed"},"advice":{"zh":"请由另一名人员办理","en":"Let another person do this"}},
				 {"code":"policy-stale","status":503,"title":{"zh":"目录状态不是最新","en":"Not recent enough"},
				 "advice":{"zh":"请稍后重试","en":"Try again"}}]}""");
		services.on("GET /catalogue/search", 200, """
				{"total":1,"relaxed":true,"items":[%s],"next":"/api/v1/catalogue/search?q=x&after=p2",
				 "facets":{"theme":[{"value":"transport","label":{"zh":"交通","en":"Transport"},"count":1}],
				 "agency":[{"value":"%s","label":{"zh":"交通局"},"count":1}]}}""".formatted(HIT, AGENCY));
		services.on("GET /catalogue/codes/refusals", 200,
				"{\"items\":[{\"code\":\"not-open\",\"label\":{\"zh\":\"该数据不向社会开放\",\"en\":\"Not open\"}}]}");
		services.on("GET /catalogue/agencies", 200, """
				{"items":[{"id":"%s","name":{"zh":"交通局","en":"Transport"},"kind":"government"}]}""".formatted(AGENCY));
		services.on("GET /catalogue/entries/" + ENTRY, 200, """
				{"entry":{"id":"%s","title":{"zh":"公交站点","en":"Bus stops"},"description":{"zh":"</script><b>x"},
				 "agency":"%s","themes":["transport"],"sharing":{"class":"unconditional"},
				 "openness":{"level":"unconditional","licence":"cc-by-4.0"},"discoverability":"public",
				 "items":[{"id":"bbbbbbbbbbbbbbbbbbbbbbbbbb","name":{"zh":"站名"},"type":"string","open":true,
				 "source":{"kind":"collected"}}],"distributions":[{"id":"%s","title":{"zh":"数据表"},"kind":"table",
				 "format":"csv"}],"completeness":"full"},
				 "record":{"state":"published","published":"2026-05-01T17:00:00Z"},"violations":[]}""".formatted(ENTRY,
				AGENCY, DISTRIBUTION));
		services.on("GET /sharing/distributions/" + DISTRIBUTION, 200, """
				{"distribution":"%s","entry":"%s","version":1,"sha256":"ab","bytes":2048,"filename":"a.csv",
				 "mediaType":"text/csv","at":"2026-05-01T01:00:00Z","table":{"rows":3,
				 "columns":[{"name":"站名","type":"string"},{"name":"客流","type":"integer"}]}}""".formatted(DISTRIBUTION,
				ENTRY));
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", 200, """
				{"columns":["站名","客流"],"rows":[["东站",5],["西站",9],["南站",null]],"total":3}""");
	}

	@ParameterizedTest
	@CsvSource({ "/,数据概览,Recently updated", "/catalogue?q=公交,其中一部分词,the results have some of them",
			"/entries/E,数据预览,First rows", "/entries/E.html,谁可以用,Who may use it", "/entries/E/data,东站,Condition",
			"/agencies,交通局,Transport", "/agencies/11990100MB0A000077,公开目录 1 条,1 public datasets",
			"/themes,按数据讲的是什么来找,what they are about", "/api,从这里开始,Start here", "/about,所依据的法规,The law it follows",
			"/problems,问题类型,Types of problems" })
	void everyPageSaysWhatItIsAboutInBothLanguages(String address, String zh, String en) {
		for (String language : new String[] { "zh-CN", "en" }) {
			assertThat(page(address.replace("/E", "/" + ENTRY), language, 200))
				.contains("<html lang=\"" + language + "\"", "</html>", language.equals("en") ? en : zh)
				.doesNotContain("??");
		}
	}

	@Test
	void addressesOfDistributionsAndItemsLeadToTheirEntry() {
		for (String kind : new String[] { "distributions", "items" }) {
			services.on("GET /catalogue/" + kind + "/" + DISTRIBUTION, 200, "{\"entry\":\"%s\"}".formatted(ENTRY));
			String address = "/" + kind + "/" + DISTRIBUTION;
			assertThat(this.http.get().uri(address)).hasStatus(303).hasHeader("Location", "/entries/" + ENTRY);
			assertThat(this.http.get().uri(address + ".ttl")).hasHeader("Location", "/entries/" + ENTRY + ".ttl");
			assertThat(this.http.get().uri(address + ".exe")).hasStatus(404);
			assertThat(this.http.get().uri("/" + kind + "/nope")).hasStatus(404);
		}
	}

	@Test
	void interfacesThatCannotBeReadAreNotShownAsNone() {
		assertThat(page("/api", "zh-CN", 200)).contains("暂时无法读取").doesNotContain("还没有可显示的目录");
		assertThat(page("/api", "en", 200)).contains("cannot be read just now");
	}

	@Test
	void saysWhichItemsFormTheKey() {
		services.on("GET /catalogue/entries/" + ENTRY, 200, """
				{"entry":{"id":"%s","title":{"zh":"公交站点"},"agency":"%s","sharing":{"class":"unconditional"},
				 "openness":{"level":"unconditional","licence":"cc-by-4.0"},"discoverability":"public",
				 "items":[{"name":{"zh":"编号"},"open":true,"required":true,"primaryKey":true},
				 {"name":{"zh":"名称"},"open":true,"required":true}],"distributions":[],"completeness":"full"},
				 "record":{"state":"published"},"violations":[]}""".formatted(ENTRY, AGENCY));
		assertThat(page("/entries/" + ENTRY, "zh-CN", 200)).contains(">主键</span>", ">必填</span>");
		assertThat(page("/entries/" + ENTRY, "en", 200)).contains(">key</span>", ">required</span>");
	}

	@Test
	void areaIsCalledByItsName() {
		services.on("GET /catalogue/entries/" + ENTRY, 200, """
				{"entry":{"id":"%s","title":{"zh":"水位"},"agency":"%s","themes":[],"area":"990102",
				 "openness":{"level":"unconditional","licence":"cc-by-4.0"},"discoverability":"public","items":[],
				 "distributions":[],"completeness":"full"},"record":{"state":"published"},"violations":[]}"""
			.formatted(ENTRY, AGENCY));
		assertThat(page("/entries/" + ENTRY, "zh-CN", 200)).contains("<dd>榆溪区</dd>");
		assertThat(page("/entries/" + ENTRY, "en", 200)).contains("<dd>Yuxi District</dd>");
		assertThat(page("/catalogue?area=990102", "en", 200)).contains("Yuxi District").doesNotContain(">990102<");
	}

	@Test
	void tellsAnybodyWhereToReportVulnerabilities() {
		assertThat(this.http.get().uri("/.well-known/security.txt")).hasStatusOk()
			.hasContentTypeCompatibleWith("text/plain")
			.bodyText()
			.startsWith("Contact: mailto:security@data.example.cn\nExpires: ")
			.endsWith("Canonical: " + services.address() + "/.well-known/security.txt\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "zh-CN", "en" })
	void signingInIsAskedForInTheLanguageOfThePage(String language) {
		assertThat(this.http.get().uri("/signin/open-portal").cookie(new Cookie("lang", language))).redirectedUrl()
			.startsWith("http://127.0.0.1:9/oauth2/authorize?")
			.contains("&ui_locales=" + language)
			.contains("&code_challenge_method=S256", "&nonce=", "&state=");
	}

	@Test
	void countsTheFacetsThatItShowsAndThoseThatNarrow() {
		page("/catalogue?library=thematic", "en", 200);
		assertThat(services.asked("GET")).filteredOn((asked) -> asked.path().equals("/catalogue/search"))
			.singleElement()
			.satisfies((asked) -> assertThat(asked.query()).contains("library=thematic",
					"facets=theme,agency,openness,format,frequency,hasData,completeness,library"));
		city();
		assertThat(page("/catalogue", "en", 200)).doesNotContain("facets=");
		assertThat(services.asked("GET")).filteredOn((asked) -> asked.path().equals("/catalogue/search"))
			.singleElement()
			.satisfies((asked) -> assertThat(asked.query()).doesNotContain("library"));
	}

	@Test
	void relatedDatasetsAreWhatTheTitleFinds() {
		String ferries = "eeeeeeeeeeeeeeeeeeeeeeeeee";
		services.on("GET /catalogue/entries/" + ferries, 200, """
				{"entry":{"id":"%s","title":{"zh":"轮渡码头"},"agency":"%s","themes":[],"sharing":{"class":"unconditional"},
				 "openness":{"level":"unconditional","licence":"cc-by-4.0"},"discoverability":"public","items":[],
				 "distributions":[],"completeness":"full"},"record":{"state":"published"},"violations":[]}"""
			.formatted(ferries, AGENCY));
		services.on("GET /catalogue/search", 200, """
				{"total":2,"relaxed":false,"items":[%s,%s],"facets":{}}""".formatted(HIT.replace(ENTRY, ferries), HIT));
		assertThat(page("/entries/" + ferries + ".html", "zh-CN", 200))
			.contains("相关目录", "href=\"/entries/" + ENTRY + "\"")
			.doesNotContain("<li><a href=\"/entries/" + ferries + "\"");
		assertThat(services.asked("GET")).filteredOn((asked) -> asked.path().equals("/catalogue/search"))
			.singleElement()
			.satisfies((asked) -> assertThat(asked.query()).contains("q=轮渡码头", "facets=none"));
	}

	@Test
	void suggestsTitlesAndNothingForNothing() {
		services.on("GET /catalogue/suggest", 200,
				"{\"items\":[{\"id\":\"%s\",\"title\":{\"zh\":\"公交<站点\",\"en\":\"Bus stops\"}}]}".formatted(ENTRY));
		assertThat(this.http.get().uri("/suggest?q=公")).bodyText()
			.contains("role=\"option\"")
			.contains("/entries/" + ENTRY)
			.contains("公交&lt;站点")
			.doesNotContain("<html");
		assertThat(this.http.get().uri("/suggest?q=")).hasStatusOk().bodyText().doesNotContain("option");
		services.on("GET /catalogue/suggest", 503, "{}");
		assertThat(this.http.get().uri("/suggest?q=公")).hasStatusOk().bodyText().doesNotContain("option");
	}

	@Test
	void everyTypeOfProblemIsExplainedInBothLanguages() {
		assertThat(this.http.get().uri("/problems")).hasStatusOk()
			.bodyText()
			.contains("/problems/second-person-needed", "/problems/portal-failed")
			.doesNotContain("alert warn");
		assertThat(this.http.get().uri("/problems/second-person-needed").header("Accept-Language", "zh-CN")).bodyText()
			.contains("第20条")
			.contains("second-person-needed", "须由另一人办理", "请由另一名人员办理", "A second person is needed",
					"Let another person do this")
			.contains("lang=\"en\"");
		assertThat(this.http.get().uri("/problems/policy-stale").header("Accept-Language", "en")).bodyText()
			.contains("503")
			.contains("lang=\"zh-CN\"");
		assertThat(this.http.get().uri("/problems/nothing-like-it").header("Accept", "text/html")).hasStatus(404);
	}

	@Test
	void resultsMarkWordsAndAdmitThatTheSearchWasRelaxed() {
		assertThat(page("/catalogue?q=公交&theme=transport", "zh-CN", 200)).contains("<mark>公交</mark>站点", "其中一部分词",
				"after=p2", "移除");
	}

	@Test
	void resultsSayWhichOfThemMeetAllWords() {
		services.on("GET /catalogue/search", 200,
				"""
						{"total":3,"totalAllWords":1,"relaxed":false,"corrected":false,"items":[%s,%s],"facets":{},"next":null}"""
					.formatted(HIT.replace("\"hasData\"", "\"allWords\":true,\"hasData\""),
							HIT.replace("\"hasData\"", "\"allWords\":false,\"hasData\"")));
		assertThat(page("/catalogue?q=公交+线路", "zh-CN", 200)).containsPattern("(?s)其中 1 条符合全部词.*公交.*其余结果只符合部分词.*公交")
			.doesNotContain("您是不是要找");
		assertThat(page("/catalogue?q=公交+线路", "en", 200)).contains("1 of them have all the words",
				"The other results have only some of the words");
	}

	@Test
	void resultsAskWhetherSomethingElseWasMeant() {
		services.on("GET /catalogue/search", 200, """
				{"total":1,"totalAllWords":1,"relaxed":false,"didYouMean":"hospital","corrected":true,"items":[%s],
				 "facets":{},"next":"/api/v1/catalogue/search?q=hosptial&after=p2"}""".formatted(HIT));
		assertThat(page("/catalogue?q=hosptial&theme=health", "zh-CN", 200)).contains("没有符合“hosptial”的目录", "您是不是要找",
				"<a rel=\"nofollow\" href=\"/catalogue?q=hospital&amp;theme=health\">hospital</a>", "以下是它的结果",
				"href=\"/catalogue?q=hosptial&amp;theme=health&amp;after=p2\"");
		assertThat(page("/catalogue?q=hosptial", "en", 200)).contains("No entry matches “hosptial”", "Did you mean",
				"These are its results");
		services.on("GET /catalogue/search", 200, """
				{"total":1,"totalAllWords":0,"relaxed":true,"didYouMean":"<医院>","corrected":false,"items":[%s],
				 "facets":{},"next":"/api/v1/catalogue/search?q=x&after=p2"}""".formatted(HIT));
		assertThat(page("/catalogue?q=意院", "zh-CN", 200)).contains("您是不是要找", ">&lt;医院&gt;</a>", "after=p2")
			.doesNotContain("以下是它的结果", "<医院>");
	}

	@Test
	void entryPutsNothingOfItsTextIntoTheScript() {
		assertThat(page("/entries/" + ENTRY, "zh-CN", 200)).contains("\\u003c/script>").doesNotContain("</script><b>");
	}

	@Test
	void firstPageOfResultsKeepsFiltersAndOrder() {
		assertThat(page("/catalogue?openness=unconditional&sort=title&after=p2", "zh-CN", 200))
			.containsPattern("<a class=\"button second\" href=\"/catalogue\\?sort=title&amp;openness=unconditional\"");
	}

	@Test
	void everyResourceIsOnSomePage() {
		StringBuilder twelve = new StringBuilder();
		for (int month = 1; month <= 12; month++) {
			twelve.append("{\"id\":\"%s\",\"title\":{\"zh\":\"月表%02d\"},\"kind\":\"table\",\"format\":\"csv\"},"
				.formatted("abcdefghijklmnopqrstuvwxy" + (char) ('a' + month), month));
		}
		services.on("GET /catalogue/entries/" + ENTRY, 200, """
				{"entry":{"id":"%s","title":{"zh":"月报"},"agency":"%s","themes":[],"sharing":{"class":"unconditional"},
				 "openness":{"level":"unconditional","licence":"cc-by-4.0"},"discoverability":"public","items":[],
				 "distributions":[%s],"completeness":"full"},"record":{"state":"published"},"violations":[]}"""
			.formatted(ENTRY, AGENCY, twelve.substring(0, twelve.length() - 1)));
		String first = page("/entries/" + ENTRY, "zh-CN", 200);
		assertThat(first).contains("月表01", "月表08", "第 1 / 2 页，共 12 项", "resources=2").doesNotContain("月表09");
		assertThat(page("/entries/" + ENTRY + "?resources=2", "zh-CN", 200)).contains("月表09", "月表12")
			.doesNotContain("月表08");
		assertThat(page("/entries/" + ENTRY + "?resources=99999999", "zh-CN", 200)).contains("月表01");
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 500, 503 })
	void failureOfTheGatewayIsNotShownAsClosedData(int status) {
		services.on("GET /sharing/distributions/" + DISTRIBUTION, status, "{\"code\":\"policy-stale\"}");
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", status, "{}");
		assertThat(page("/entries/" + ENTRY, "zh-CN", 200)).contains("暂时无法确认").doesNotContain("没有可供公众直接获取的数据");
		page("/entries/" + ENTRY + "/data", "zh-CN", 503);
	}

	@Test
	void failureOfTheRowsAloneIsSaidToo() {
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", 503, "{}");
		assertThat(page("/entries/" + ENTRY, "zh-CN", 200)).contains("暂时无法确认", "rows?format=csv");
	}

	@Test
	void valueWithoutColumnShowsNoRowsInsteadOfAll() {
		assertThat(page("/entries/" + ENTRY + "/data?value=东站", "zh-CN", 200)).contains("请选择要按哪一列筛选")
			.doesNotContain("西站", "没有符合条件的行");
	}

	@Test
	void pageOfReplacedDataSaysSo() {
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", 409, "{\"code\":\"version-changed\"}");
		assertThat(page("/entries/" + ENTRY + "/data?after=x", "zh-CN", 200)).contains("已更新为新版本")
			.doesNotContain("没有符合条件的行");
	}

	@Test
	void withheldColumnIsNamedWithItsRule() {
		services.on("GET /catalogue/codes/clauses", 200,
				"{\"items\":[{\"code\":\"GZ65\",\"label\":{\"zh\":\"第六十五条\"}}]}");
		services.on("GET /sharing/distributions/" + DISTRIBUTION, 200,
				"""
						{"distribution":"%s","mediaType":"text/csv","table":{"rows":3,"columns":[{"name":"站名","type":"string"}]},
						 "withheld":[{"column":"备注","item":"bbbbbbbbbbbbbbbbbbbbbbbbbb","rule":"mobile","reason":"content-stopped",
						 "clause":"GZ65"}]}"""
					.formatted(DISTRIBUTION));
		assertThat(page("/entries/" + ENTRY, "zh-CN", 200)).contains("“备注”一列不提供", "手机号码", "第六十五条");
	}

	@Test
	void closedDataSayWhy() {
		services.on("GET /catalogue/codes/instruments", 200,
				"{\"items\":[{\"code\":\"open-government\",\"label\":{\"zh\":\"政府信息公开条例\"}}]}");
		services.on("GET /sharing/distributions/" + DISTRIBUTION, 403, "{\"code\":\"not-open\"}");
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", 403, "{\"code\":\"not-open\"}");
		services.on("GET /catalogue/entries/" + ENTRY, 200,
				"""
						{"entry":{"id":"%s","title":{"zh":"学籍"},"agency":"%s","themes":[],
						 "sharing":{"class":"not-shared","reason":"涉密","citations":[{"instrument":"open-government","article":"第十条"}]},
						 "openness":{"level":"not-open","reason":"敏感个人信息","citations":[{"instrument":"open-government","article":"第十四条"}]},
						 "discoverability":"public","items":[],"distributions":[{"id":"%s","title":{"zh":"数据表"},"kind":"table","format":"csv"}],
						 "completeness":"full"},"record":{"state":"published"},"violations":[]}"""
					.formatted(ENTRY, AGENCY, DISTRIBUTION));
		assertThat(page("/entries/" + ENTRY, "zh-CN", 200)).contains("没有可供公众直接获取的数据", "该数据不向社会开放", "敏感个人信息", "政府信息公开条例",
				"第十四条", "第十条", "\"isAccessibleForFree\":false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"code\":\"data-not-found\"}", "{\"code\":\"nothing-like-it\"}", "{}" })
	void dataClosedForAReasonWithoutANameAreStillShownAsClosed(String problem) {
		services.on("GET /sharing/distributions/" + DISTRIBUTION, 404, problem);
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", 404, problem);
		assertThat(page("/entries/" + ENTRY, "zh-CN", 200)).contains("公交站点", "没有可供公众直接获取的数据")
			.doesNotContain("data-not-found", "nothing-like-it", "原因：");
		assertThat(page("/entries/" + ENTRY, "en", 200)).contains("Bus stops", "no data here that the public can take");
	}

	@Test
	void distributionWithoutAnIdIsShownAsClosed() {
		services.on("GET /catalogue/entries/" + ENTRY, 200,
				"""
						{"entry":{"id":"%s","title":{"zh":"站点"},"agency":"%s","themes":[],"openness":{"level":"unconditional",
						 "licence":"cc-by-4.0"},"discoverability":"public","items":[],"distributions":[{"title":{"zh":"外部文件"},
						 "kind":"file","format":"csv"}],"completeness":"full"},"record":{"state":"published"},"violations":[]}"""
					.formatted(ENTRY, AGENCY));
		assertThat(page("/entries/" + ENTRY, "zh-CN", 200)).contains("外部文件", "没有可供公众直接获取的数据");
	}

	@Test
	void conditionalEntryShowsItsConditions() {
		services.on("GET /catalogue/entries/" + ENTRY, 200, """
				{"entry":{"id":"%s","title":{"zh":"水位"},"agency":"%s","themes":[],"sharing":{"class":"unconditional"},
				 "openness":{"level":"conditional","licence":"cc-by-4.0","conditions":{"zh":"实名登记，注明用途"}},
				 "discoverability":"public","items":[],"distributions":[],"completeness":"full"},
				 "record":{"state":"published"},"violations":[]}""".formatted(ENTRY, AGENCY));
		assertThat(page("/entries/" + ENTRY, "zh-CN", 200)).contains("开放条件", "实名登记，注明用途",
				"\"isAccessibleForFree\":false");
	}

	@Test
	void conditionalEntrySaysWhatApplicantsReceive() {
		services.on("GET /catalogue/codes/refusals", 200,
				"{\"items\":[{\"code\":\"not-open\",\"label\":{\"zh\":\"该数据不向社会开放\",\"en\":\"Not open\"}}]}");
		services.on("GET /sharing/distributions/" + DISTRIBUTION, 403, "{\"code\":\"open-on-application\"}");
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", 403, "{\"code\":\"open-on-application\"}");
		services.on("GET /catalogue/entries/" + ENTRY, 200, """
				{"entry":{"id":"%s","title":{"zh":"水位"},"agency":"%s","themes":[],"sharing":{"class":"unconditional"},
				 "openness":{"level":"conditional","licence":"cc-by-4.0","conditions":{"zh":"实名登记"}},
				 "discoverability":"public","items":[{"id":"bbbbbbbbbbbbbbbbbbbbbbbbbb","name":{"zh":"库水位"},
				 "type":"decimal","open":true,"source":{"kind":"collected"}}],"distributions":[{"id":"%s",
				 "title":{"zh":"数据表"},"kind":"table","format":"csv"}],"completeness":"full"},
				 "record":{"state":"published"},"violations":[]}""".formatted(ENTRY, AGENCY, DISTRIBUTION));
		assertThat(page("/entries/" + ENTRY, "zh-CN", 200))
			.containsPattern("(?s)申请经同意后，您可以取得.*格式 CSV.*1 个信息项.*库水位.*/account/applications\\?entry=" + ENTRY)
			.doesNotContain("没有可供公众直接获取的数据");
		assertThat(page("/entries/" + ENTRY, "en", 200)).contains("Once agreed, you receive", "the data as CSV")
			.doesNotContain("no data here that the public");
	}

	@Test
	void resultsSayWhatIsHadOnApplication() {
		String conditional = HIT.replace("\"hasData\":true,\"rows\":3", "\"hasData\":false")
			.replace("\"openness\":\"unconditional\"", "\"openness\":\"conditional\"");
		services.on("GET /catalogue/search", 200,
				"{\"total\":1,\"totalAllWords\":1,\"relaxed\":false,\"items\":[%s],\"facets\":{}}"
					.formatted(conditional));
		assertThat(page("/catalogue?q=水位", "zh-CN", 200)).contains("申请后可取");
		assertThat(page("/catalogue?q=水位", "en", 200)).contains("Data on application");
	}

	@Test
	void harvestedEntryNamesWhatItsSourceSays() {
		services.on("GET /catalogue/entries/" + ENTRY, 200, """
				{"entry":{"id":"%s","title":{"en":"Bus stops","language":"en"},"agency":"%s",
				 "discoverability":"public","contact":{"name":"数据科","phone":"0571","email":"data@a.example"},
				 "distributions":[{"id":"%s","title":{"zh":"表"},"kind":"file","accessUrl":"https://a.example/page",
				 "atSource":{"downloadUrl":"https://a.example/f.csv","licence":{"uri":"https://a.example/licence"}}}],
				 "completeness":"harvested","atSource":{"publisher":{"name":{"text":"Bureau","language":"fr"}},
				 "licences":[{"uri":"https://a.example/terms","name":{"zh":"使用条款"}}],
				 "areas":[{"uri":"urn:example:area"}],"frequency":{"name":{"zh":"偶尔"}}}},
				 "record":{"state":"published"},"violations":[]}""".formatted(ENTRY, AGENCY, DISTRIBUTION));
		for (String language : new String[] { "zh-CN", "en" }) {
			assertThat(page("/entries/" + ENTRY, language, 200))
				.contains("Bureau<", "href=\"https://a.example/terms\"", ">使用条款<", ">https://a.example/licence<",
						"href=\"https://a.example/f.csv\"", "href=\"https://a.example/page\"", ">urn:example:area<",
						"偶尔", "mailto:data@a.example")
				.doesNotContain("??", "href=\"urn:");
		}
	}

	@Test
	void entryIsHandedThroughAsRdf() {
		assertThat(this.http.get().uri("/entries/" + ENTRY + ".ttl")).hasStatusOk()
			.hasHeader("ETag", "\"7\"")
			.bodyText()
			.contains("公交站点");
	}

	@Test
	void preconditionsAreHandedThroughAndTheirAnswerToo() {
		assertThat(this.http.get()
			.uri("/entries/" + ENTRY + ".ttl")
			.header("If-None-Match", "W/\"6\", \"x\"")
			.header("If-None-Match", "W/\"7\"")
			.header("If-Match", "\"7\"")).hasStatusOk();
		StubServices.Asked asked = services.asked("GET").getLast();
		assertThat(asked.ifNoneMatch()).containsExactly("W/\"6\", \"x\"", "W/\"7\"");
		assertThat(asked.ifMatch()).isEqualTo("\"7\"");
		services.on("GET /catalogue/entries/" + ENTRY, 304, "");
		assertThat(this.http.get().uri("/entries/" + ENTRY + ".ttl").header("If-None-Match", "W/\"7\"")).hasStatus(304)
			.hasHeader("ETag", "\"7\"");
	}

	@Test
	void retiredEntryNamesWhatReplacedIt() {
		services.on("GET /catalogue/entries/" + ENTRY, 410,
				"{\"code\":\"entry-retired\",\"replacedBy\":\"dddddddddddddddddddddddddd\"}");
		assertThat(page("/entries/" + ENTRY, "en", 410)).contains("/entries/dddddddddddddddddddddddddd");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/entries/short", "/entries/" + ENTRY + ".exe", "/nowhere", "/catalogue.zip" })
	void unknownAddressIsNotFound(String address) {
		assertThat(this.http.get().uri(address).header("Accept", "text/html")).hasStatus(404);
	}

	@Test
	void homeShowsWhileTheCatalogueIsSilentAndSaysSo() {
		services.on("GET /catalogue/search", 503, "{}");
		assertThat(page("/", "zh-CN", 200)).contains("目录服务暂时无法读取").doesNotContain("id=\"figures\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/workbench", "/authority", "/audit", "/account" })
	void desksAskForSigningIn(String address) {
		assertThat(this.http.get().uri(address).header("Accept", "text/html")).hasStatus3xxRedirection();
	}

	@ParameterizedTest
	@ValueSource(strings = { "portal", "desk", "area" })
	void bothLanguagesSayTheSameKeys(String family) throws IOException {
		assertThat(bundle(family).stringPropertyNames()).isEqualTo(bundle(family + "_en").stringPropertyNames());
	}

	private static Properties bundle(String name) throws IOException {
		Properties bundle = new Properties();
		try (Reader in = new InputStreamReader(
				Objects.requireNonNull(PublicPagesTests.class.getResourceAsStream("/messages/" + name + ".properties")),
				StandardCharsets.UTF_8)) {
			bundle.load(in);
		}
		return bundle;
	}

	private String page(String address, String language, int status) {
		var result = this.http.get()
			.uri(address)
			.header("Accept", "text/html")
			.header("Accept-Language", language)
			.exchange();
		assertThat(result).hasStatus(status);
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
