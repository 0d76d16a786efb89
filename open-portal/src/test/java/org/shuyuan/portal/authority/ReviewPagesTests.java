package org.shuyuan.portal.authority;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.shuyuan.portal.DeskPages;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The review of an entry and of the data with it. */
class ReviewPagesTests extends DeskPages {

	private static final String DOUBTFUL = """
			{"distribution":"%s","version":"v2","state":"refused","inForce":false,"pending":false,
			 "doubts":[{"code":"refused","text":{"zh":"检查未通过，未予保存","en":"It was refused and is not kept"}}],
			 "findings":["h1","h2"]}""".formatted(DISTRIBUTION);

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

	private static void submittedWithNewest(String version, String reviewed) {
		services.on("GET /catalogue/entries/" + ENTRY, 200,
				READ.replace("\"draft\"", "\"submitted\"").replace("\"edit\"", "\"publish\""));
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions", 200, "{\"items\":[" + version + "]}");
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions/v2", 200, version);
		services.on("GET /sharing/entries/" + ENTRY + "/data-review", 200, "{\"items\":[" + reviewed + "]}");
		services.on("POST /catalogue/entries/" + ENTRY + "/publish", 200, READ);
	}

}
