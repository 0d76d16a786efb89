package org.shuyuan.portal.workbench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.portal.PortalApplication;
import org.shuyuan.portal.client.StubServices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

@SpringBootTest(classes = PortalApplication.class, properties = { "spring.config.name=portal",
		"spring.security.oauth2.client.registration.open-portal.client-id=open-portal",
		"spring.security.oauth2.client.registration.open-portal.client-secret=none",
		"spring.security.oauth2.client.registration.open-portal.authorization-grant-type=authorization_code",
		"spring.security.oauth2.client.registration.open-portal.redirect-uri={baseUrl}/login/oauth2/code/open-portal",
		"spring.security.oauth2.client.registration.open-portal.scope=openid",
		"spring.security.oauth2.client.provider.open-portal.authorization-uri=http://127.0.0.1/oauth2/authorize",
		"spring.security.oauth2.client.provider.open-portal.token-uri=http://127.0.0.1/oauth2/token",
		"spring.security.oauth2.client.provider.open-portal.jwk-set-uri=http://127.0.0.1/oauth2/jwks" })
@AutoConfigureMockMvc
class DeskPagesTests {

	private static final StubServices services = new StubServices();

	private static final String AGENCY = "11990100MB0A000077";

	private static final String ENTRY = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

	private static final String DISTRIBUTION = "cccccccccccccccccccccccccc";

	private static final String READ = """
			{"entry":{"id":"%s","title":{"zh":"公交站点","en":"Bus stops"},"agency":"%s","themes":["transport"],
			 "sharing":{"class":"conditional","scope":[],"purposes":["planning"]},
			 "openness":{"level":"unconditional","licence":"cc-by-4.0"},"discoverability":"public","grade":"general-1",
			 "items":[{"id":"bbbbbbbbbbbbbbbbbbbbbbbbbb","name":{"zh":"站名"},"type":"string","open":true,"source":{"kind":"collected"}}],
			 "distributions":[{"id":"%s","title":{"zh":"数据表"},"kind":"table","format":"csv"}],"completeness":"full"},
			 "record":{"state":"draft","revision":3,"changed":"2026-05-01T01:00:00Z","assessments":[],"missing":["consent"],
			 "actions":[{"name":"edit"},{"name":"assess"},{"name":"consent"},{"name":"submit"}]},
			 "violations":[]}"""
		.formatted(ENTRY, AGENCY, DISTRIBUTION);

	/** As the catalogue answers whoever belongs to no agency. */
	private static final String PUBLIC = """
			{"entry":{"id":"%s","title":{"zh":"公交站点","en":"Bus stops"},"agency":"%s","themes":["transport"],
			 "openness":{"level":"conditional","licence":"cc-by-4.0","conditions":{"zh":"实名登记，注明用途"}},
			 "discoverability":"public","grade":"general-1",
			 "items":[{"id":"bbbbbbbbbbbbbbbbbbbbbbbbbb","name":{"zh":"站名"},"type":"string","open":true}],
			 "distributions":[{"id":"%s","title":{"zh":"数据表"},"kind":"table","format":"csv"}],"completeness":"full"},
			 "record":{"state":"published","published":"2026-05-01T01:00:00Z","changed":"2026-05-01T01:00:00Z"},
			 "data":{"available":false}}""".formatted(ENTRY, AGENCY, DISTRIBUTION);

	private static final String REQUEST = """
			{"id":"rrrrrrrrrrrrrrrrrrrrrrrrrr","number":"2026-0001","state":"reviewed","entry":"%s","entryTitle":{"zh":"公交站点"},
			 "distribution":"%s","provider":"%s","requester":"11990100MB0A000152","items":["bbbbbbbbbbbbbbbbbbbbbbbbbb"],
			 "rows":["区:eq:东区"],"basis":"依据","scenario":"场景","scope":"范围","mode":"file-download","until":"2027-01-01",
			 "purpose":"planning","history":[{"at":"2026-05-01T01:00:00Z","by":"x","role":"sharing-head","what":"agree"}],
			 "clocks":[{"what":"reply","started":"2026-05-02","due":"2026-05-15","remaining":-2,"overdue":true,"clause":"D21"}],
			 "actions":[{"name":"approve"},{"name":"refuse","required":["reason"]}]}"""
		.formatted(ENTRY, DISTRIBUTION, AGENCY);

	private static final String APPLICATIONS = """
			{"items":[{"id":"ffffffffffffffffffffffffff","number":1,"state":"accepted","entry":"%s",
			 "entryTitle":{"zh":"公交站点"},"provider":"%s","name":"张三","use":"毕业论文","until":"2027-01-01",
			 "applied":"2026-05-01T01:00:00Z","history":[{"at":"2026-05-01T01:00:00Z","by":"x","role":"citizen","what":"apply"}]}]}"""
		.formatted(ENTRY, AGENCY);

	private static final String REHEARSAL = """
			{"sheets":[{"name":"资源普查","headerRow":2,"columns":[{"letters":"A","heading":"信息资源名称","about":"title"},
			 {"letters":"F","heading":"更新周期","about":"frequency"},{"letters":"G","heading":"重点领域"}]}],
			 "otherSheets":["填写说明"],"summary":{"created":1,"updated":1,"unchanged":0,"refused":1,"items":4},
			 "resources":[{"sheet":"资源普查","row":3,"title":"公交站点","status":"updated","id":"%s",
			 "changes":[{"cell":"F3","column":"frequency","item":"","before":"每月","after":"每季度"}],"violations":[]},
			 {"sheet":"资源普查","row":4,"title":"客运班线","status":"refused","changes":[],"violations":[{"cell":"C4",
			 "code":"value-unknown","severity":"INVALID","message":{"zh":"“部分共享”不是这一列认得的值"},"advice":{"zh":"填写其中之一"}}]},
			 {"sheet":"资源普查","row":5,"title":"停车场","status":"created","changes":[],"violations":[{"cell":"A5",
			 "code":"area-missing","severity":"INCOMPLETE","message":{"zh":"没有行政区划"},"advice":{"zh":"填写"}}]}]}"""
		.formatted(ENTRY);

	@Autowired
	private MockMvcTester http;

	@Autowired
	private OAuth2AuthorizedClientService clients;

	@Autowired
	private ClientRegistrationRepository registrations;

	@DynamicPropertySource
	static void addresses(DynamicPropertyRegistry registry) {
		registry.add("shuyuan.base-uri", services::address);
	}

	@BeforeEach
	void prepare() {
		services.forget();
		services.on("GET /catalogue/entries/" + ENTRY, 200, READ);
		services.on("GET /catalogue/entries", 200, """
				{"items":[{"id":"%s","title":{"zh":"公交站点"},"agency":"%s","state":"draft","revision":3,
				"completeness":"full","changed":"2026-05-01T01:00:00Z"}]}""".formatted(ENTRY, AGENCY));
		services.on("GET /catalogue/statistics", 200, "{}");
		services.on("GET /sharing/overview", 200, "{}");
		services.on("GET /sharing/requests", 200, "{\"items\":[" + REQUEST + "]}");
		services.on("GET /sharing/requests/rrrrrrrrrrrrrrrrrrrrrrrrrr", 200, REQUEST);
		services.on("GET /sharing/grants/gggggggggggggggggggggggggg", 200,
				"{\"id\":\"gggggggggggggggggggggggggg\",\"request\":\"rrrrrrrrrrrrrrrrrrrrrrrrrr\",\"state\":\"active\",\"items\":[],\"rows\":[],\"purpose\":\"planning\",\"used\":3,\"until\":\"2027-01-01\"}");
	}

	@Test
	void countsWhatTheGatewayCountsAndStopsClocksThatWereMet() {
		services.on("GET /sharing/overview", 200, "{\"in\":{\"submitted\":40,\"reviewed\":3,\"refused\":9}}");
		assertThat(send(get("/workbench"), "sharing-officer")).bodyText().contains(">43</span>").contains("（43）");
		services.on("GET /sharing/requests/rrrrrrrrrrrrrrrrrrrrrrrrrr", 200,
				REQUEST.replace("\"remaining\":-2", "\"stopped\":\"2026-05-09T01:00:00Z\",\"remaining\":-2"));
		assertThat(send(get("/workbench/requests/rrrrrrrrrrrrrrrrrrrrrrrrrr"), "sharing-officer")).bodyText()
			.contains("已于 2026-05-09 完成")
			.contains("区 等于 东区")
			.doesNotContain("已逾期");
	}

	@ParameterizedTest
	@CsvSource({ "/workbench,工作台,My desk", "/workbench/entries,我的条目,Our entries",
			"/workbench/entries/new,登记新条目,Register an entry", "/workbench/entries/E,公交站点,Bus stops",
			"/workbench/entries/E/edit,编辑条目,Edit the entry", "/workbench/conflicts,数源冲突,Source conflicts",
			"/workbench/consents,公交站点,Consents", "/workbench/import,批量导入,Import", "/workbench/find?q=x,查找数据,Find data",
			"/workbench/find/E,共享属性,Sharing class", "/workbench/requests/new?entry=E,为什么需要,Why you need it",
			"/workbench/requests,已逾期,Overdue",
			"/workbench/requests/rrrrrrrrrrrrrrrrrrrrrrrrrr,申请进程,Progress of the request",
			"/workbench/grants,还没有授权,No grants yet", "/workbench/grants/gggggggggggggggggggggggggg,已用行数,Rows used",
			"/workbench/undertaking,安全承诺,Undertaking", "/workbench/disputes,争议,Disputes",
			"/workbench/applications,开放申请,Public applications", "/account,登录名,User name" })
	void everyPageOfADepartmentSaysWhatItIsAbout(String page, String zh, String en) {
		says(page, zh, en, "steward", "sharing-officer", "sharing-head", "department-head");
	}

	@ParameterizedTest
	@CsvSource({ "/authority,两个工作日内审核,two working days", "/authority/entries,全部条目,All entries",
			"/authority/entries/E,公众将看到的,What the public will see", "/authority/conflicts,确定由谁牵头,Decide who leads",
			"/authority/hits,证据已遮盖,Evidence is masked", "/authority/extensions,最多十个工作日,ten working days at most",
			"/authority/disputes,争议,Disputes", "/authority/agencies,统一社会信用代码,Unified social credit code",
			"/authority/supervision,曾逾期,Late at any time" })
	void everyPageOfTheAuthoritySaysWhatItIsAbout(String page, String zh, String en) {
		says(page, zh, en, "authority");
	}

	/**
	 * The page is whole and says so in both languages, without a key or an id in its
	 * text.
	 */
	private void says(String page, String zh, String en, String... roles) {
		for (String language : List.of("zh-CN", "en")) {
			MvcTestResult result = send(get(page.replace("/E", "/" + ENTRY).replace("=E", "=" + ENTRY))
				.header(HttpHeaders.ACCEPT_LANGUAGE, language), roles);
			assertThat(result).hasStatusOk();
			assertThat(result).bodyText()
				.contains("<h1", "</html>", language.equals("en") ? en : zh)
				.doesNotContain("??")
				.doesNotContainPattern(">[^<>]*\\b(desk|portal|area)\\.[a-z0-9][^<>]*<")
				.doesNotContainPattern(
						"<(td|dd|h1|h2|li|p|span)[^>]*>[^<]*\\b([a-z2-7]{26}|\\d{4}-\\d\\d-\\d\\dT\\d)[^<]*<");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "zh-CN", "en" })
	void auditorReadsNamesInsteadOfIds(String language) {
		String record = """
				{"id":"abc","at":"2026-05-01T01:00:00Z","outcome":"step","subject":"f99e2687-d303-4a16-8bb0-aad8ea37c65c",
				 "agency":"%s","role":"sharing-officer","action":"request.withdraw","entry":"%s","provider":"%s",
				 "step":"request_step/39","row":{"what":"withdraw"}}"""
			.formatted(AGENCY, ENTRY, AGENCY);
		String refused = """
				{"id":"abd","at":"2026-05-01T01:00:01Z","outcome":"refuse","subject":"public","reason":"not-open",
				 "action":"rows","entry":"dddddddddddddddddddddddddd","provider":"%s"}""".formatted(AGENCY);
		services.on("GET /sharing/audit", 200, "{\"items\":[" + record + "," + refused + "]}");
		services.on("GET /sharing/audit/heads", 200,
				"{\"items\":[{\"size\":438,\"at\":\"2026-05-01T02:00:00Z\",\"checkpoint\":\"signed\"}]}");
		services.on("GET /catalogue/assignments", 200, """
				{"items":[{"subject":"f99e2687-d303-4a16-8bb0-aad8ea37c65c","name":"王专员","agency":"%s","roles":[]}]}"""
			.formatted(AGENCY));
		services.on("GET /catalogue/entries/dddddddddddddddddddddddddd", 404, "{\"code\":\"entry-not-found\"}");
		boolean zh = language.startsWith("zh");
		for (String page : List.of("/audit", "/audit/records/abc?at=2026-05-01T01:00:00Z")) {
			assertThat(send(get(page).header(HttpHeaders.ACCEPT_LANGUAGE, language), "auditor")).hasStatusOk()
				.bodyText()
				.contains("王专员", "2026-05-01 09:00:00", zh ? "共享申请 · 撤回" : "Request · withdrawn",
						zh ? "该数据不向社会开放" : "not open to the public", zh ? "公交站点" : "Bus stops",
						zh ? "（无权查看的条目）" : "(entry that you may not read)", zh ? "公众" : "The public")
				.doesNotContain("??")
				.doesNotContainPattern(
						">[^<&]*(f99e2687|request\\.withdraw|sharing-officer|dddddddddd|2026-05-01T)[^<]*<");
		}
		assertThat(send(get("/audit/records/abc?at=2026-05-01T01:00:00Z"), "auditor")).bodyText()
			.contains("&quot;action&quot; : &quot;request.withdraw&quot;",
					"&quot;role&quot; : &quot;sharing-officer&quot;");
	}

	@Test
	void auditSaysThatADayCannotBeRead() {
		assertThat(send(get("/audit?from=yesterday").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "auditor"))
			.bodyText()
			.contains("日期无法识别");
		assertThat(send(get("/audit?from=2026-05-01").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "auditor"))
			.bodyText()
			.doesNotContain("日期无法识别");
		assertThat(services.asked("GET")).filteredOn((asked) -> asked.path().equals("/sharing/audit"))
			.extracting(StubServices.Asked::query)
			.containsExactly("null", "from=2026-04-30T16:00:00Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "zh-CN", "en" })
	void areasAreCalledByTheirNames(String language) {
		services.on("GET /catalogue/entries/" + ENTRY, 200,
				READ.replace("\"discoverability\"", "\"area\":\"990102\",\"discoverability\""));
		services.on("GET /catalogue/conflicts", 200, """
				{"items":[{"id":"k1","element":"facility-name","entityKind":"place","area":"990102","claimants":[],
				"reason":"重复采集","state":"open"}]}""");
		services.on("GET /catalogue/agencies", 200, """
				{"items":[{"id":"%s","name":{"zh":"交通局"},"area":"990102"}]}""".formatted(AGENCY));
		String name = language.equals("en") ? "Yuxi District" : "榆溪区";
		for (String page : List.of("/workbench/entries/" + ENTRY, "/workbench/find/" + ENTRY, "/workbench/conflicts",
				"/authority/entries/" + ENTRY, "/authority/conflicts", "/authority/agencies")) {
			assertThat(send(get(page).header(HttpHeaders.ACCEPT_LANGUAGE, language), "steward", "authority",
					"sharing-officer"))
				.bodyText()
				.contains(name)
				.doesNotContain("990102");
		}
		assertThat(send(get("/workbench/entries/new").header(HttpHeaders.ACCEPT_LANGUAGE, language), "steward"))
			.bodyText()
			.contains("list=\"areas\"", "<option value=\"990102\">" + name);
	}

	@Test
	void deskNamesTheEntryOfAHitAndTheApplicationsThatWait() {
		services.on("GET /sharing/negative-list/hits", 200, """
				{"items":[{"id":"h1","rule":"mobile","column":"备注","entry":"%s","state":"open"},
				 {"id":"h2","rule":"mobile","column":"电话","entry":"dddddddddddddddddddddddddd","state":"open"}]}"""
			.formatted(ENTRY));
		services.on("GET /catalogue/entries/dddddddddddddddddddddddddd", 404, "{\"code\":\"entry-not-found\"}");
		services.on("GET /sharing/applications", 200, APPLICATIONS.replace("accepted", "applied"));
		assertThat(send(get("/workbench").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "sharing-officer")).bodyText()
			.contains("公交站点</a>", "备注 · 手机号码", "（无权查看的条目）", "公交站点 · 张三", "/workbench/applications");
		assertThat(send(get("/workbench").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "steward")).bodyText()
			.doesNotContain("张三");
	}

	@Test
	void hitsAreListedByStateAndPage() {
		services.on("GET /sharing/negative-list/hits", 200, """
				{"items":[{"id":"h1","rule":"mobile","column":"备注","entry":"%s","agency":"%s","state":"open"}],
				 "next":"/api/v1/sharing/negative-list/hits?limit=50&after=h1"}""".formatted(ENTRY, AGENCY));
		assertThat(send(get("/authority/hits"), "authority")).bodyText().contains("after=h1", "state=open");
		send(get("/authority/hits?state=all&after=h1"), "authority");
		assertThat(services.asked("GET")).filteredOn((asked) -> asked.path().endsWith("/hits"))
			.extracting(StubServices.Asked::query)
			.containsExactly("state=open", "after=h1");
	}

	@Test
	void allFaultsOfAFormAreSaidAtOnceAndWhatTheyAreAbout() {
		services.on("POST /catalogue/validations", 200,
				"""
						{"violations":[{"code":"area-malformed","severity":"INVALID","path":"area","message":{"zh":"行政区划代码不是六位数字"}},
						 {"code":"title-short","severity":"INVALID","path":"title","message":{"zh":"名称过短"}},
						 {"code":"distributions-missing","severity":"INCOMPLETE","path":"distributions","message":{"zh":"没有数据资源"}}]}""");
		MvcTestResult result = send(post("/workbench/entries/new").param("titleEn", "Only English")
			.param("area", "12")
			.param("items[0].nameEn", "Name")
			.param("items[0].length", "long")
			.header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "steward");
		assertThat(result).bodyText()
			.contains("请填写“目录名称”的中文", "请填写“名称”的中文", "长度应为正整数", "行政区划代码不是六位数字", "有 4 处需要改正后才能保存", "另有 1 处可在保存后补充",
					"autofocus=\"autofocus\"", "<title>有误：登记新条目")
			.doesNotContain("名称过短");
		assertThat(services.asked("POST")).extracting(StubServices.Asked::path).doesNotContain("/catalogue/entries");
	}

	@Test
	void refusedFormShowsItsFaultsOnce() {
		services.on("POST /catalogue/entries", 422, """
				{"type":"/problems/entry-invalid","code":"entry-invalid","status":422,"titleZh":"条目有误",
				 "violations":[{"code":"x","severity":"INVALID","path":"area","message":{"zh":"行政区划代码不是六位数字"}}]}""");
		assertThat(
				send(post("/workbench/entries/new").param("titleZh", "条目").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"),
						"steward"))
			.bodyText()
			.containsOnlyOnce("role=\"alert\"")
			.contains("有 1 处需要改正");
	}

	@Test
	void typedFormIsKeptWhileTheCatalogueCannotBeReached() {
		services.on("POST /catalogue/entries", 503, "{}");
		assertThat(send(post("/workbench/entries/new").param("titleZh", "写了很久的条目"), "steward")).bodyText()
			.contains("写了很久的条目");
	}

	@Test
	void problemWithoutANameIsNotShownByItsCode() {
		services.on("GET /sharing/requests", 409, "{\"code\":\"nothing-like-it\"}");
		assertThat(send(get("/workbench/requests").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "sharing-officer"))
			.bodyText()
			.contains("服务出现意外情况")
			.doesNotContain("nothing-like-it");
	}

	@Test
	void downloadsAreNamedAsTheGatewayNamesThem() {
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", 200, "a\n1\n");
		assertThat(send(get("/workbench/grants/gggggggggggggggggggggggggg/data.csv"), "sharing-officer"))
			.hasHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"data.csv\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "zh-CN", "en" })
	void showsWhatDiffersAndLetsTheStewardDecide(String language) {
		String waiting = """
				{"version":"2","state":"waiting","inForce":false,"filename":"new.csv","bytes":12,"at":"2026-05-02T01:00:00Z",
				 "table":{"rows":3,"columns":[]},"findings":[],
				 "comparison":{"with":"1","items":9,"matched":9,"findings":[{"code":"cell-type","severity":"waits",
				  "column":"车位","count":3,"rows":[12,22,31],"text":{"zh":"“车位”有 3 个单元格不是数字","en":"3 cells are no number"}}]},
				 "notes":[{"code":"column-unnamed","text":{"zh":"第 5 列没有列名","en":"Column 5 has no heading"}}],
				 "history":[{"action":"received","at":"2026-05-02T01:00:00Z","by":"x"}],
				 "actions":[{"name":"confirm","required":["reason"]},{"name":"reject","required":["reason"]}]}""";
		String first = """
				{"version":"1","state":"available","inForce":true,"filename":"old.csv","bytes":12,"at":"2026-05-01T01:00:00Z"}""";
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions", 200,
				"{\"items\":[" + waiting + "," + first + "]}");
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions/2", 200, waiting);
		String data = "/workbench/entries/" + ENTRY + "/data/" + DISTRIBUTION;
		MvcTestResult page = send(get(data + "/2").header(HttpHeaders.ACCEPT_LANGUAGE, language), "steward");
		boolean zh = language.startsWith("zh");
		assertThat(page).hasStatusOk()
			.bodyText()
			.doesNotContain("??")
			.contains(zh ? "3 个单元格不是数字" : "3 cells are no number", zh ? "第 5 列没有列名" : "Column 5 has no heading",
					zh ? "与目录一致：9 / 9 列" : "9 of 9 columns", zh ? "第 1 版 old.csv" : "version 1 old.csv",
					data + "/2/confirm", data + "/2/reject")
			.doesNotContain(data + "/2/restore");
		assertThat(send(get(data).header(HttpHeaders.ACCEPT_LANGUAGE, language), "steward")).bodyText()
			.contains(zh ? "生效中" : "In force", zh ? "待确认" : "To be confirmed");
		assertThat(send(get("/workbench/entries/" + ENTRY).header(HttpHeaders.ACCEPT_LANGUAGE, language), "steward"))
			.bodyText()
			.contains(zh ? "第 1 版 old.csv" : "version 1 old.csv");
		services.on("POST /sharing/distributions/" + DISTRIBUTION + "/versions/2/confirm", 200, "{}");
		assertThat(send(post(data + "/2/confirm").param("reason", "经核实"), "steward")).hasRedirectedUrl(data + "/2");
		assertThat(services.asked("POST")).hasSize(1);
	}

	@Test
	void givesTheRightAdviceForEachKindOfHit() {
		String marked = """
				{"version":"1","state":"refused","inForce":false,"filename":"a.csv","bytes":1,"at":"2026-05-02T01:00:00Z",
				 "findings":[{"id":"h","rule":"secrecy-marking","count":1,"evidence":[],"clause":"D3","state":"open"}]}""";
		String column = marked.replace("refused", "available")
			.replace("\"inForce\":false", "\"inForce\":true")
			.replace("secrecy-marking\"", "mobile\",\"column\":\"备注\"");
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions", 200, "{\"items\":[]}");
		String data = "/workbench/entries/" + ENTRY + "/data/" + DISTRIBUTION + "/1";
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions/1", 200, marked);
		assertThat(send(get(data), "steward")).bodyText().contains("请勿去除标志后再上传").doesNotContain("去除下列内容后重新上传");
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions/1", 200, column);
		assertThat(send(get(data), "steward")).bodyText().contains("其余列不受影响").doesNotContain("整个文件", "已被拦下");
	}

	@Test
	void tellsAnEmptyFileFromNone() {
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions", 200, "{\"items\":[]}");
		MvcTestResult result = send(multipart("/workbench/entries/" + ENTRY + "/data/" + DISTRIBUTION)
			.file(new MockMultipartFile("file", "empty.csv", "text/csv", new byte[0])), "steward");
		assertThat(result.getMvcResult().getFlashMap().get("problem").toString()).contains("文件是空的");
	}

	@ParameterizedTest
	@CsvSource({ "zh-CN,'将新增 1 个、更新 1 个信息资源，0 个没有变化，1 个无法登记；共 4 个信息项。',登记这 2 个信息资源",
			"en,'1 resources would be created and 1 updated, 0 are unchanged and 1 cannot be registered; 4 data items in all.',Register these 2 resources" })
	void aWorkbookIsShownBeforeAnythingIsRegistered(String language, String counts, String button) throws Exception {
		services.on("POST /catalogue/workbooks/rehearsals", 200, REHEARSAL);
		MockHttpSession session = new MockHttpSession();
		MvcTestResult chosen = send(multipart("/workbench/import")
			.file(new MockMultipartFile("file", "普查.xlsx", "application/octet-stream", "PK".getBytes()))
			.session(session), "steward");
		assertThat(chosen).hasRedirectedUrl("/workbench/import/rehearsal");
		assertThat(services.asked("POST")).isEmpty();
		MvcTestResult page = send(
				get("/workbench/import/rehearsal").session(session).header(HttpHeaders.ACCEPT_LANGUAGE, language),
				"steward");
		assertThat(page).hasStatusOk()
			.bodyText()
			.contains(counts, button, "普查.xlsx", "C4", "“部分共享”", "<del>每月</del>", "<ins>每季度</ins>", "更新周期", "重点领域")
			.doesNotContain("??", "frequency", "INVALID");
		assertThat(services.asked("POST")).extracting(StubServices.Asked::path)
			.containsExactly("/catalogue/workbooks/rehearsals");
		services.on("POST /catalogue/imports", 200, """
				{"line":2,"key":"公交站点","status":"created","id":"%s","revision":1}
				{"summary":{"created":1,"updated":0,"unchanged":0,"refused":0,"position":9}}
				""".formatted(ENTRY));
		assertThat(send(post("/workbench/import/rehearsal").param("rehearsal", "another").session(session), "steward"))
			.hasRedirectedUrl("/workbench/import/rehearsal");
		assertThat(services.asked("POST")).extracting(StubServices.Asked::path).doesNotContain("/catalogue/imports");
		String shown = page.getResponse()
			.getContentAsString()
			.replaceAll("(?s).*name=\"rehearsal\" value=\"([^\"]*)\".*", "$1");
		assertThat(send(post("/workbench/import/rehearsal").param("rehearsal", shown).session(session), "steward"))
			.hasStatusOk()
			.bodyText()
			.contains("公交站点");
		assertThat(services.asked("POST").getLast().body()).isEqualTo("PK");
		assertThat(send(get("/workbench/import/rehearsal").session(session), "steward"))
			.hasRedirectedUrl("/workbench/import");
	}

	@Test
	void aFileThatIsNoWorkbookIsSaidAndForgotten() throws Exception {
		services.on("POST /catalogue/workbooks/rehearsals", 422, """
				{"code":"workbook-unreadable","status":422,"titleZh":"无法读取工作簿","detailZh":"文件已损坏"}""");
		MockHttpSession session = new MockHttpSession();
		send(multipart("/workbench/import")
			.file(new MockMultipartFile("file", "坏.xls", "application/octet-stream", "x".getBytes()))
			.session(session), "steward");
		assertThat(
				send(get("/workbench/import/rehearsal").session(session).header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"),
						"steward"))
			.hasStatus(422)
			.bodyText()
			.contains("文件已损坏");
		assertThat(send(get("/workbench/import/rehearsal").session(session), "steward"))
			.hasRedirectedUrl("/workbench/import");
	}

	@Test
	void tellsTheStewardWhatWaits() {
		services.on("GET /sharing/waiting-versions", 200, """
				{"items":[{"distribution":"%s","entry":"%s","agency":"%s","version":"2","filename":"夜间.csv",
				 "at":"2026-05-02T01:00:00Z","state":"waiting"}]}""".formatted(DISTRIBUTION, ENTRY, AGENCY));
		assertThat(send(get("/workbench"), "steward")).bodyText()
			.contains("待确认的数据版本", "第 2 版 夜间.csv", "/workbench/entries/" + ENTRY + "/data/" + DISTRIBUTION + "/2");
		assertThat(send(get("/workbench"), "department-head")).bodyText().doesNotContain("待确认的数据版本");
	}

	@Test
	void showsWhatWasRecalled() {
		services.on("GET /sharing/recalls", 200,
				"""
						{"items":[{"id":"r","at":"2026-05-02T01:00:00Z","entry":"%s","distribution":"%s","version":"3","agency":"%s",
						 "rulesVersion":3,"effect":"columns-closed","findings":[{"rule":"mobile","column":"备注","count":2}],
						 "recipients":["11990100MB0A000152"]}]}"""
					.formatted(ENTRY, DISTRIBUTION, AGENCY));
		for (String page : List.of("/workbench", "/authority/hits")) {
			assertThat(send(get(page), page.startsWith("/a") ? "authority" : "steward")).bodyText()
				.contains("召回的数据", "有关列已关闭", "备注")
				.doesNotContain("??");
		}
	}

	@Test
	void callsInTheNameOfThePersonSignedIn() {
		send(get("/workbench/entries"), "steward");
		assertThat(services.asked("GET")).isNotEmpty()
			.allSatisfy((asked) -> assertThat(asked.authorization()).isEqualTo("Bearer person-token"));
	}

	@Test
	void addsARowWithoutSavingOrLosingAnything() {
		MvcTestResult result = send(post("/workbench/entries/new").param("titleZh", "我的条目")
			.param("items[0].nameZh", "甲")
			.param("do", "add-item"), "steward");
		assertThat(result).hasStatusOk();
		assertThat(result).bodyText().contains("我的条目").contains("items[1].nameZh");
		assertThat(services.asked("POST")).isEmpty();
	}

	@Test
	void itemsAreTickedAsRequiredAndAsTheKey() {
		services.on("POST /catalogue/entries", 201, READ);
		MvcTestResult saved = send(post("/workbench/entries/new").param("titleZh", "我的条目")
			.param("items[0].nameZh", "编号")
			.param("items[0].primaryKey", "true")
			.param("items[1].nameZh", "名称")
			.param("items[1].required", "true")
			.param("items[2].nameZh", "备注"), "steward");
		assertThat(saved).hasStatus3xxRedirection();
		JsonNode items = JsonMapper.shared()
			.readTree(services.asked("POST")
				.stream()
				.filter((asked) -> asked.path().equals("/catalogue/entries"))
				.findFirst()
				.orElseThrow()
				.body())
			.path("items");
		assertThat(items.valueStream().map((item) -> item.path("primaryKey").asBoolean())).containsExactly(true, false,
				false);
		assertThat(items.valueStream().map((item) -> item.path("required").asBoolean())).containsExactly(true, true,
				false);
		String keyed = READ.replace("\"open\":true", "\"open\":true,\"required\":true,\"primaryKey\":true");
		services.on("GET /catalogue/entries/" + ENTRY, 200, keyed);
		assertThat(send(get("/workbench/entries/" + ENTRY + "/edit").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"),
				"steward"))
			.bodyText()
			.contains("name=\"items[0].primaryKey\" value=\"true\" checked",
					"name=\"items[0].required\" value=\"true\" checked", "主键（各主键项合在一起不重复）", "主键重复的版本先等待编目员确认");
		assertThat(
				send(get("/workbench/entries/" + ENTRY + "/edit").header(HttpHeaders.ACCEPT_LANGUAGE, "en"), "steward"))
			.bodyText()
			.contains("In the key (no two rows agree in all key items)", "Required (never empty)");
		services.on("GET /catalogue/entries/" + ENTRY, 200, keyed.replace("\"draft\"", "\"submitted\""));
		assertThat(send(get("/authority/entries/" + ENTRY).header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "authority"))
			.bodyText()
			.contains("主键（各主键项合在一起不重复）");
	}

	@Test
	void keepsWhatWasTypedWhenTheCatalogueRefuses() {
		services.on("POST /catalogue/entries", 422,
				"""
						{"type":"/problems/entry-invalid","code":"entry-invalid","status":422,"title":"Invalid","titleZh":"条目有误",
						 "violations":[{"code":"name-missing","severity":"INVALID","path":"items[0].name","message":{"zh":"信息项名称有误"},
						 "advice":{"zh":"请改名"},"clause":"D13"}]}""");
		MvcTestResult result = send(post("/workbench/entries/new").param("titleZh", "我的条目")
			.param("items[0].nameZh", "甲项")
			.header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "steward");
		assertThat(result).bodyText()
			.contains("我的条目", "甲项", "信息项名称有误", "请改名", "href=\"#items-0-name\"", "id=\"items-0-name-fault\"");
	}

	@Test
	void refusesATitleWithoutChineseBeforeAskingTheCatalogue() {
		MvcTestResult result = send(post("/workbench/entries/new").param("titleEn", "Only English"), "steward");
		assertThat(result).bodyText().contains("Only English", "id=\"title-fault\"");
		assertThat(services.asked("POST")).extracting(StubServices.Asked::path).doesNotContain("/catalogue/entries");
	}

	@Test
	void showsBothSidesWhenSomebodyEditedMeanwhile() {
		services.on("PUT /catalogue/entries/" + ENTRY, 412,
				"{\"type\":\"/problems/precondition-failed\",\"code\":\"precondition-failed\",\"title\":\"Changed meanwhile\"}");
		MvcTestResult result = send(
				post("/workbench/entries/" + ENTRY + "/edit").param("titleZh", "新名字").param("etag", "\"6\""),
				"steward");
		assertThat(result).bodyText().contains("新名字", "公交站点", "value=\"&quot;7&quot;\"");
		assertThat(services.asked("PUT")).singleElement()
			.satisfies((asked) -> assertThat(asked.ifMatch()).isEqualTo("\"6\""));
	}

	@Test
	void twoOfficersDoNotOverwriteEachOthersRequest() {
		MvcTestResult opened = send(get("/workbench/requests/rrrrrrrrrrrrrrrrrrrrrrrrrr/edit"), "sharing-officer");
		assertThat(opened).bodyText().contains("name=\"etag\" value=\"&quot;7&quot;\"");
		services.on("PUT /sharing/requests/rrrrrrrrrrrrrrrrrrrrrrrrrr", 412,
				"{\"type\":\"/problems/precondition-failed\",\"code\":\"precondition-failed\",\"title\":\"Changed meanwhile\"}");
		MvcTestResult result = send(post("/workbench/requests/rrrrrrrrrrrrrrrrrrrrrrrrrr/edit").param("etag", "\"6\"")
			.param("entry", ENTRY)
			.param("distribution", DISTRIBUTION)
			.param("items", "bbbbbbbbbbbbbbbbbbbbbbbbbb")
			.param("basis", "我改的依据")
			.param("scenario", "场景")
			.header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "sharing-officer");
		assertThat(result).hasStatus(412);
		assertThat(result).bodyText()
			.contains("申请已被他人修改", "<del>依据</del>", "<ins>我改的依据</ins>", "value=\"&quot;7&quot;\"")
			.doesNotContain("<del>场景</del>");
		assertThat(services.asked("PUT")).singleElement()
			.satisfies((asked) -> assertThat(asked.ifMatch()).isEqualTo("\"6\""));
	}

	@Test
	void aStepIsTakenOnWhatThePageShowed() {
		services.on("POST /sharing/requests/rrrrrrrrrrrrrrrrrrrrrrrrrr/approve", 200, "{}");
		assertThat(send(get("/workbench/requests/rrrrrrrrrrrrrrrrrrrrrrrrrr"), "sharing-head")).bodyText()
			.contains("name=\"etag\" value=\"&quot;7&quot;\"");
		send(post("/workbench/requests/rrrrrrrrrrrrrrrrrrrrrrrrrr/approve").param("etag", "\"6\"")
			.param("limits", "yes")
			.param("quota", "十条")
			.param("until", "2026-12-31"), "sharing-head");
		assertThat(services.asked("POST")).singleElement().satisfies((asked) -> {
			assertThat(asked.ifMatch()).isEqualTo("\"6\"");
			assertThat(asked.body()).contains("\"items\":[]", "\"quota\":\"十条\"", "\"until\":\"2026-12-31\"");
		});
	}

	@Test
	void theSharingHeadSignsTheTextInForceByItsVersion() {
		services.on("GET /sharing/undertakings/text", 200,
				"{\"version\":3,\"text\":{\"zh\":\"本部门承诺依法使用\"},\"since\":\"2026-01-01\"}");
		services.on("POST /sharing/undertakings", 201, "{}");
		assertThat(send(get("/workbench/undertaking"), "sharing-head")).bodyText()
			.contains("本部门承诺依法使用", "name=\"version\" value=\"3\"");
		send(post("/workbench/undertaking").param("version", "3").param("once", "k"), "sharing-head");
		assertThat(services.asked("POST")).singleElement()
			.satisfies((asked) -> assertThat(asked.body()).isEqualTo("{\"version\":3}"));
	}

	@Test
	void theAuthorityDecidesADisputeInOneOfTheWaysThatHaveAnEffect() {
		services.on("GET /sharing/disputes", 200, """
				{"items":[{"id":"dddddddddddddddddddddddddd","request":"r","provider":"%s","requester":"x","agency":"x",
				"statement":"属法定职责","state":"open","statements":[{"agency":"%s","by":"p","at":"2026-05-01T01:00:00Z",
				"text":"另有渠道"}],"statementDue":"2026-05-08","decisionDue":"2026-05-29","overdue":false,
				"at":"2026-05-01T01:00:00Z","possible":["share","dismiss"],
				"actions":[{"name":"statement"},{"name":"decision"}]}]}""".formatted(AGENCY, AGENCY));
		assertThat(send(get("/authority/disputes").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "authority"))
			.bodyText()
			.contains("属法定职责", "另有渠道", "value=\"share\"", "应予共享", "value=\"dismiss\"")
			.doesNotContain("value=\"restore\"");
		assertThat(send(get("/workbench/disputes").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "sharing-officer"))
			.bodyText()
			.contains("/workbench/disputes/dddddddddddddddddddddddddd/statement");
		services.on("POST /sharing/disputes/dddddddddddddddddddddddddd/statements", 201, "{}");
		send(post("/workbench/disputes/dddddddddddddddddddddddddd/statement").param("statement", "补充")
			.param("once", "k"), "sharing-officer");
		assertThat(services.asked("POST")).singleElement()
			.satisfies((asked) -> assertThat(asked.body()).isEqualTo("{\"statement\":\"补充\"}"));
	}

	@Test
	void aDepartmentSeesWhatADecisionAboutASourceLeavesToDo() {
		services.on("GET /catalogue/conflicts", 200, """
				{"items":[{"id":"k1","element":"facility-name","entityKind":"place","area":"990100","claimants":[],
				"reason":"重复采集","state":"decided","lead":"x","decision":"以职责为准",
				"statements":[{"agency":"x","by":"p","at":"2026-05-01T01:00:00Z","text":"采集在先"}],
				"duties":[{"agency":"%s","entry":"%s","item":"i","due":"2026-05-29","overdue":true}]}]}"""
			.formatted(AGENCY, ENTRY));
		assertThat(send(get("/workbench/conflicts").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "steward")).bodyText()
			.contains("采集在先", "以职责为准", "2026-05-29", "/workbench/entries/" + ENTRY + "/edit");
		assertThat(send(get("/authority/conflicts"), "authority")).bodyText().contains("采集在先", "2026-05-29");
	}

	@Test
	void supervisionDoesNotForgetALateReply() {
		services.on("GET /sharing/requests", 200,
				"{\"items\":[" + REQUEST.replace("\"state\":\"reviewed\"", "\"state\":\"refused\"")
					.replace("\"overdue\":true", "\"overdue\":false,\"late\":true,\"stopped\":\"2026-05-20T01:00:00Z\"")
						+ "]}");
		assertThat(send(get("/authority/supervision"), "authority")).bodyText()
			.containsPattern(
					"(?s)<td[^>]*>1</td><td[^>]*>0</td><td[^>]*>0</td><td[^>]*>1</td><td[^>]*>0</td><td[^>]*>1</td>");
	}

	@Test
	void supervisionCountsWhatReachedTheProviderAndAddsUp() {
		List<String> requests = new ArrayList<>();
		for (String state : List.of("submitted", "refused", "withdrawn", "declined", "draft")) {
			requests.add(REQUEST.replace("\"state\":\"reviewed\"", "\"state\":\"" + state + "\"")
				.replace("\"overdue\":true", "\"overdue\":false"));
		}
		services.on("GET /sharing/requests", 200, "{\"items\":[" + String.join(",", requests) + "]}");
		assertThat(send(get("/authority/supervision"), "authority")).bodyText()
			.containsPattern(
					"(?s)<td[^>]*>3</td><td[^>]*>1</td><td[^>]*>0</td><td[^>]*>0</td><td[^>]*>0</td><td[^>]*>1</td><td[^>]*>1</td>");
	}

	@Test
	void publicPageLeadsAnOfficerToTheDesk() {
		services.on("GET /catalogue/entries/" + ENTRY, 200,
				PUBLIC.replace("\"openness\"", "\"sharing\":{\"class\":\"unconditional\"},\"openness\""));
		assertThat(send(get("/entries/" + ENTRY).accept("text/html"), "sharing-officer")).bodyText()
			.contains("/workbench/find/" + ENTRY);
		assertThat(send(get("/entries/" + ENTRY).accept("text/html"), "citizen")).bodyText()
			.doesNotContain("/workbench/find/");
	}

	@Test
	void offersTheSourceToASecondCollector() {
		services.on("POST /catalogue/entries", 409, """
				{"type":"/problems/source-exists","code":"source-exists","title":"Source exists","titleZh":"已有数源",
				 "source":{"entry":"%s","item":"bbbbbbbbbbbbbbbbbbbbbbbbbb","agency":"%s"}}""".formatted(ENTRY,
				AGENCY));
		MvcTestResult result = send(post("/workbench/entries/new").param("titleZh", "重复")
			.param("items[0].nameZh", "站名")
			.param("items[0].element", "DE1"), "steward");
		assertThat(result).bodyText().contains("cite:0:" + AGENCY, "derive:0:" + AGENCY);
	}

	@Test
	void sendsAnUploadThroughAsItIs() {
		services.on("PUT /sharing/distributions/" + DISTRIBUTION + "/data", 201,
				"{\"version\":\"v1\",\"state\":\"processing\"}");
		MvcTestResult result = send(multipart("/workbench/entries/" + ENTRY + "/data/" + DISTRIBUTION)
			.file(new MockMultipartFile("file", "站点.csv", "text/csv", "a,b\n1,2\n".getBytes())), "steward");
		assertThat(result).hasRedirectedUrl("/workbench/entries/" + ENTRY + "/data/" + DISTRIBUTION + "/v1");
		assertThat(services.asked("PUT")).singleElement().satisfies((asked) -> {
			assertThat(asked.body()).isEqualTo("a,b\n1,2\n");
			assertThat(asked.query()).contains("filename=站点.csv");
		});
	}

	@Test
	void namesThePurposeOnEveryDownloadUnderAGrant() {
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", 200, "a\n1\n");
		MvcTestResult result = send(get("/workbench/grants/gggggggggggggggggggggggggg/data.csv"), "sharing-officer");
		assertThat(result).hasStatusOk().bodyText().isEqualTo("a\n1\n");
		assertThat(services.asked("GET")).filteredOn((asked) -> asked.path().endsWith("/rows"))
			.singleElement()
			.satisfies((asked) -> assertThat(asked.purpose()).isEqualTo("planning"));
	}

	@Test
	void showsARefusedDownloadAsAPage() {
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", 403,
				"{\"type\":\"/problems/grant-revoked\",\"code\":\"grant-revoked\",\"title\":\"Revoked\",\"titleZh\":\"授权已收回\"}");
		MvcTestResult result = send(get("/workbench/grants/gggggggggggggggggggggggggg/data.csv")
			.header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "sharing-officer");
		assertThat(result).hasStatus(403);
		assertThat(result).bodyText().contains("授权已收回");
	}

	@Test
	void aCitizenAppliesForDataThatOpenOnConditionsAndHasThem() {
		services.on("GET /catalogue/entries/" + ENTRY, 200, PUBLIC);
		services.on("GET /sharing/applications", 200, APPLICATIONS);
		services.on("POST /sharing/applications", 201, "{}");
		MvcTestResult page = send(get("/account/applications").param("entry", ENTRY), "citizen");
		assertThat(page).hasStatusOk()
			.bodyText()
			.contains("name=\"use\"", "type=\"date\"", "毕业论文", "实名登记，注明用途", "/account/data/" + DISTRIBUTION + ".csv");
		MvcTestResult sent = send(post("/account/applications").param("entry", ENTRY)
			.param("name", " 张三 ")
			.param("use", "毕业论文")
			.param("until", "2027-01-01")
			.param("once", "k1"), "citizen");
		assertThat(sent).hasRedirectedUrl("/account/applications?entry=" + ENTRY);
		assertThat(services.asked("POST")).singleElement()
			.satisfies((asked) -> assertThat(asked.body()).contains("\"name\":\"张三\"", "\"until\":\"2027-01-01\""));
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", 200, "a\n1\n");
		assertThat(send(get("/account/data/" + DISTRIBUTION + ".csv"), "citizen")).hasStatusOk()
			.bodyText()
			.isEqualTo("a\n1\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/account", "/account/applications", "/account/applications?entry=" + ENTRY })
	void drawsEveryPageOfACitizen(String page) {
		services.on("GET /catalogue/entries/" + ENTRY, 200, PUBLIC);
		services.on("GET /sharing/applications", 200, APPLICATIONS);
		for (String role : List.of("citizen", "developer")) {
			for (String language : List.of("zh-CN", "en")) {
				MvcTestResult result = send(get(page).header(HttpHeaders.ACCEPT_LANGUAGE, language), role);
				assertThat(result).as(page).hasStatusOk();
				assertThat(result).bodyText()
					.doesNotContain("??")
					.contains("</html>", language.equals("en") ? "My desk" : "我的工作台")
					.contains(switch (page) {
						case "/" -> language.equals("en") ? "Find the city" : "找到城市的公共数据";
						case "/account" -> language.equals("en") ? "User name" : "登录名";
						default -> "毕业论文";
					});
			}
		}
	}

	@Test
	void offersNoFormForWhatDoesNotOpenOnConditions() {
		services.on("GET /catalogue/entries/" + ENTRY, 200,
				PUBLIC.replace("\"level\":\"conditional\"", "\"level\":\"unconditional\""));
		services.on("GET /sharing/applications", 200, "{\"items\":[]}");
		assertThat(send(get("/account/applications").param("entry", ENTRY), "citizen")).hasStatusOk()
			.bodyText()
			.doesNotContain("name=\"use\"");
	}

	@Test
	void listsAnApplicationWhoseEntryWasClosedMeanwhile() {
		services.on("GET /catalogue/entries/" + ENTRY, 404,
				"{\"type\":\"/problems/entry-not-found\",\"code\":\"entry-not-found\",\"status\":404}");
		services.on("GET /sharing/applications", 200, APPLICATIONS);
		assertThat(send(get("/account/applications"), "citizen")).hasStatusOk()
			.bodyText()
			.contains("毕业论文")
			.doesNotContain("/account/data/");
	}

	@Test
	void saysByWhichNameOneSignsIn() {
		assertThat(send(get("/account").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "steward")).bodyText()
			.containsSubsequence("登录名", "wang", "所属部门");
	}

	@Test
	void anOfficerDecidesApplicationsOfThePublic() {
		services.on("GET /sharing/applications", 200, APPLICATIONS.replace("accepted\"",
				"applied\",\"actions\":[{\"name\":\"accept\"},{\"name\":\"refuse\"}]"));
		services.on("POST /sharing/applications/ffffffffffffffffffffffffff/refuse", 200, "{}");
		assertThat(send(get("/workbench/applications"), "sharing-officer")).hasStatusOk()
			.bodyText()
			.contains("张三", "毕业论文", "/workbench/applications/ffffffffffffffffffffffffff/accept");
		assertThat(send(get("/workbench/applications"), "citizen")).hasStatus(403);
		MvcTestResult refused = send(
				post("/workbench/applications/ffffffffffffffffffffffffff/refuse").param("reason", "用途不明"),
				"sharing-officer");
		assertThat(refused).hasRedirectedUrl("/workbench/applications");
		assertThat(services.asked("POST")).singleElement()
			.satisfies((asked) -> assertThat(asked.body()).contains("用途不明"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/sharing/overview", "/sharing/requests", "/sharing/negative-list/hits", "/catalogue/entries" })
	void deskSaysThatAPartCannotBeRead(String part) {
		assertThat(send(get("/workbench").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "steward", "sharing-officer"))
			.bodyText()
			.doesNotContain("部分内容暂时无法读取");
		services.on("GET " + part, 503, "{}");
		assertThat(send(get("/workbench").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "steward", "sharing-officer"))
			.bodyText()
			.contains("部分内容暂时无法读取");
	}

	@ParameterizedTest
	@CsvSource({ "steward,/workbench", "department-head,/workbench", "authority,/authority", "auditor,/audit",
			"citizen,/account/applications", "operator,/account" })
	void myDeskIsTheDeskOfTheRole(String role, String desk) {
		assertThat(send(get("/desk"), role)).hasRedirectedUrl(desk);
	}

	@ParameterizedTest
	@CsvSource({ "assess-secrecy,评估结论已记录", "assess-personal-information,评估结论已记录",
			"hit-290213b9aaaaaaaaaaaaaaaaaa,裁定已记录", "conflict-rrrrrrrrrrrrrrrrrrrrrrrrrr,已记录",
			"nothing-like-it,操作已完成" })
	void saysWhatWasDoneInWords(String form, String said) {
		assertThat(send(get("/workbench/entries").flashAttr("done", form).header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"),
				"steward"))
			.bodyText()
			.contains(said)
			.doesNotContain(form);
	}

	@Test
	void showsOpenDutiesAfterAConflictOnTheFirstPage() {
		services.on("GET /catalogue/conflicts", 200,
				"""
						{"items":[{"id":"k1","element":"facility-name","entityKind":"place","area":"990100","claimants":[],
						 "state":"decided","lead":"11990100MB0A000152","statements":[],"duties":[
						 {"agency":"%s","entry":"%s","item":"i1","due":"2026-05-29","overdue":true},
						 {"agency":"%s","entry":"dddddddddddddddddddddddddd","item":"i2","due":"2026-05-30","done":"2026-05-20"},
						 {"agency":"11990100MB0A000152","entry":"eeeeeeeeeeeeeeeeeeeeeeeeee","item":"i3","due":"2026-05-31"}]}]}"""
					.formatted(AGENCY, ENTRY, AGENCY));
		assertThat(send(get("/workbench").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "steward")).bodyText()
			.contains("裁定后须改为共享的数据项", "/workbench/entries/" + ENTRY + "/edit", "2026-05-29")
			.doesNotContain("dddddddddddddddddddddddddd", "eeeeeeeeeeeeeeeeeeeeeeeeee");
		assertThat(services.asked("GET")).filteredOn((asked) -> asked.path().equals("/catalogue/conflicts"))
			.anySatisfy((asked) -> assertThat(asked.query()).contains("duty=open"));
		services.on("GET /catalogue/conflicts", 200, "{\"items\":[]}");
		assertThat(send(get("/workbench").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "steward")).bodyText()
			.doesNotContain("裁定后须改为共享的数据项");
	}

	@Test
	void reviewerSeesVersionsAndFindingsBesideTheDecision() {
		submittedWithNewest(
				"""
						{"version":"v2","state":"refused","filename":"工资.csv","bytes":10,"at":"2026-05-02T01:00:00Z",
						 "reason":{"code":"secrecy-marking","zh":"含有密级标志","en":"Carries a secrecy marking"},
						 "findings":[{"id":"h1","rule":"state-secret","column":"备注","count":1,"evidence":"机**","state":"open"}],
						 "profile":{"rows":2,"columns":[{"name":"站名","type":"string","nulls":0,"distinct":2,"min":"东站","max":"西站"}]}}""",
				DOUBTFUL);
		assertThat(send(get("/authority/entries/" + ENTRY).header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "authority"))
			.bodyText()
			.contains("工资.csv", "含有密级标志", "备注", "机**", "待裁定", "东站", "检查未通过，未予保存", "name=\"dataSeen\"", "required",
					"value=\"" + DISTRIBUTION + "/v2/refused/h1,h2\"")
			.doesNotContain("可以保存");
	}

	@Test
	void namesTheVersionsThatTheReviewerHasSeen() {
		submittedWithNewest("{\"version\":\"v2\",\"state\":\"refused\"}", DOUBTFUL);
		String field = DISTRIBUTION + "/v2/refused/h1,h2";
		send(post("/authority/entries/" + ENTRY + "/publish").param("etag", "\"3.1\"")
			.param("dataSeen", "true")
			.param("seen", field, "no version"), "authority");
		assertThat(services.asked("POST")).singleElement()
			.satisfies((asked) -> assertThat(asked.body()).isEqualTo(
					"{\"dataSeen\":[{\"distribution\":\"%s\",\"version\":\"v2\",\"state\":\"refused\",\"findings\":[\"h1\",\"h2\"]}]}"
						.formatted(DISTRIBUTION)));
	}

	@Test
	void namesNothingThatTheReviewerDidNotConfirmAndSaysWhyItWasRefused() {
		submittedWithNewest("{\"version\":\"v2\",\"state\":\"refused\"}", DOUBTFUL);
		services.on("POST /catalogue/entries/" + ENTRY + "/publish", 409,
				"{\"type\":\"/problems/data-not-seen\",\"code\":\"data-not-seen\",\"status\":409,\"title\":\"Not seen\",\"titleZh\":\"数据尚未查看\"}");
		MvcTestResult refused = send(post("/authority/entries/" + ENTRY + "/publish").param("etag", "\"3.1\"")
			.param("seen", DISTRIBUTION + "/v2/refused/h1,h2"), "authority");
		assertThat(refused).hasRedirectedUrl("/authority/entries/" + ENTRY);
		assertThat(refused).flash().containsEntry("refusedForm", "publish");
		assertThat(services.asked("POST")).singleElement()
			.satisfies((asked) -> assertThat(asked.body()).isEqualTo("{}"));
	}

	@Test
	void reviewerAndStewardSeeTheFirstRowsAndWhatStaysClosed() {
		submittedWithNewest(
				"{\"version\":\"v2\",\"state\":\"available\",\"findings\":[],\"table\":{\"rows\":2,\"columns\":2}}",
				"");
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions/v2/rows", 200, """
				{"columns":[{"name":"站名","type":"string"},{"name":"联系人","type":"string","withheld":"item-not-open"}],
				 "rows":[["东站<b>",null],[null,null]]}""");
		for (String page : List.of("/authority/entries/" + ENTRY,
				"/workbench/entries/" + ENTRY + "/data/" + DISTRIBUTION + "/v2")) {
			assertThat(send(get(page).header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "authority", "steward")).bodyText()
				.contains("公众将看到的前几行", "东站&lt;b&gt;", "联系人", "数据项不开放或未描述", "不显示")
				.doesNotContain("name=\"dataSeen\"");
			assertThat(send(get(page).header(HttpHeaders.ACCEPT_LANGUAGE, "en"), "authority", "steward")).bodyText()
				.contains("First rows as the public will see them", "Not shown");
			services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions/v2/rows", 404, "{}");
			assertThat(send(get(page).header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "authority", "steward"))
				.hasStatusOk()
				.bodyText()
				.doesNotContain("公众将看到的前几行");
			services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions/v2/rows", 200,
					"{\"columns\":[{\"name\":\"联系人\",\"withheld\":\"item-not-open\"},{\"name\":\"站名\"}],\"rows\":[[null,\"东站<b>\"]]}");
		}
	}

	@Test
	void saysByWhichRevisionTheFirstRowsAreShown() {
		submittedWithNewest(
				"{\"version\":\"v2\",\"state\":\"available\",\"findings\":[],\"table\":{\"rows\":1,\"columns\":1}}",
				"");
		services.on("GET /catalogue/entries/" + ENTRY, 200, READ.replace("\"draft\"", "\"submitted\"")
			.replace("\"revision\":3", "\"revision\":3,\"publishedRevision\":2"));
		String rows = "{\"columns\":[{\"name\":\"站名\"}],\"rows\":[[\"东站\"]]%s}";
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions/v2/rows", 200,
				rows.formatted(",\"revision\":3"));
		assertThat(send(get("/authority/entries/" + ENTRY).header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "authority"))
			.bodyText()
			.contains("按第 3 次提交的修订显示")
			.doesNotContain("仍按现行修订");
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions/v2/rows", 200, rows.formatted(""));
		assertThat(send(get("/authority/entries/" + ENTRY).header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "authority"))
			.bodyText()
			.contains("仍按现行修订");
		assertThat(send(get("/authority/entries/" + ENTRY).header(HttpHeaders.ACCEPT_LANGUAGE, "en"), "authority"))
			.bodyText()
			.contains("still shown by the revision in force");
	}

	@Test
	void saysThatTheDataCannotBeReadJustNow() {
		submittedWithNewest("{\"version\":\"v2\",\"state\":\"available\",\"findings\":[]}", "");
		services.on("GET /sharing/entries/" + ENTRY + "/data-review", 503, "{}");
		assertThat(send(get("/authority/entries/" + ENTRY).header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), "authority"))
			.bodyText()
			.contains("暂时无法读取这项数据资源的版本");
	}

	private static final String DOUBTFUL = """
			{"distribution":"%s","version":"v2","state":"refused","inForce":false,"pending":false,
			 "doubts":[{"code":"refused","text":{"zh":"检查未通过，未予保存","en":"It was refused and is not kept"}}],
			 "findings":["h1","h2"]}""".formatted(DISTRIBUTION);

	private static void submittedWithNewest(String version, String reviewed) {
		services.on("GET /catalogue/entries/" + ENTRY, 200,
				READ.replace("\"draft\"", "\"submitted\"").replace("\"edit\"", "\"publish\""));
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions", 200, "{\"items\":[" + version + "]}");
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions/v2", 200, version);
		services.on("GET /sharing/entries/" + ENTRY + "/data-review", 200, "{\"items\":[" + reviewed + "]}");
		services.on("POST /catalogue/entries/" + ENTRY + "/publish", 200, READ);
	}

	private MvcTestResult send(AbstractMockHttpServletRequestBuilder<?> request, String... roles) {
		List<GrantedAuthority> authorities = new ArrayList<>();
		for (String role : roles) {
			authorities.add(new SimpleGrantedAuthority("ROLE_" + role));
		}
		OidcIdToken token = OidcIdToken.withTokenValue("id")
			.subject("person-1")
			.claim("preferred_username", "wang")
			.claim("agency", AGENCY)
			.build();
		OAuth2AuthenticationToken person = new OAuth2AuthenticationToken(new DefaultOidcUser(authorities, token),
				authorities, "open-portal");
		this.clients
			.saveAuthorizedClient(new OAuth2AuthorizedClient(this.registrations.findByRegistrationId("open-portal"),
					person.getName(), new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "person-token",
							Instant.now(), Instant.now().plusSeconds(600))),
					person);
		return this.http.perform(request.with(authentication(person)).with(csrf()));
	}

}
