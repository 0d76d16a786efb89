package org.shuyuan.portal.workbench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.portal.DeskPages;
import org.shuyuan.portal.client.StubServices;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Workbooks: the rehearsal before the import. */
class WorkbookPagesTests extends DeskPages {

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

}
