package org.shuyuan.portal.workbench;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.portal.DeskPages;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** The desks: what waits, what is overdue, and for whom. */
class DeskOverviewTests extends DeskPages {

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
	void publicPageLeadsAnOfficerToTheDesk() {
		services.on("GET /catalogue/entries/" + ENTRY, 200,
				PUBLIC.replace("\"openness\"", "\"sharing\":{\"class\":\"unconditional\"},\"openness\""));
		assertThat(send(get("/entries/" + ENTRY).accept("text/html"), "sharing-officer")).bodyText()
			.contains("/workbench/find/" + ENTRY);
		assertThat(send(get("/entries/" + ENTRY).accept("text/html"), "citizen")).bodyText()
			.doesNotContain("/workbench/find/");
	}

	@Test
	void callsInTheNameOfThePersonSignedIn() {
		send(get("/workbench/entries"), "steward");
		assertThat(services.asked("GET")).isNotEmpty()
			.allSatisfy((asked) -> assertThat(asked.authorization()).isEqualTo("Bearer person-token"));
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

}
