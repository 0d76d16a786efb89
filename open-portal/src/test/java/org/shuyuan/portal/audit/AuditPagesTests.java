package org.shuyuan.portal.audit;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.portal.DeskPages;
import org.shuyuan.portal.client.StubServices;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** What the auditor reads. */
class AuditPagesTests extends DeskPages {

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
						zh ? "该数据不予开放" : "not open to the public", zh ? "公交站点" : "Bus stops",
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

}
