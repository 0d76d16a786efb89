package org.shuyuan.portal.workbench;

import org.junit.jupiter.api.Test;
import org.shuyuan.portal.DeskPages;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Requests, grants and what is downloaded under them. */
class RequestPagesTests extends DeskPages {

	@Test
	void downloadsAreNamedAsTheGatewayNamesThem() {
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/rows", 200, "a\n1\n");
		assertThat(send(get("/workbench/grants/gggggggggggggggggggggggggg/data.csv"), "sharing-officer"))
			.hasHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"data.csv\"");
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

}
