package org.shuyuan.portal.audit;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.portal.DeskPages;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Two persons erase what a record holds; the pages tell each what to do. */
class ErasurePagesTests extends DeskPages {

	private static final String ID = "eeeeeeeeeeeeeeeeeeeeeeeeee";

	private static final String PAGE = "/audit/erasures/sharing/" + ID;

	private static final String RECORD = "rrrrrrrrrrrrrrrrrrrrrrrrrr";

	private static final String ASKED = """
			{"id":"%s","records":["%s"],"reason":"当事人撤回同意","clause":"PIPL47","state":"asked","askedBy":"auditor-1",
			 "asked":"2026-05-01T01:00:00Z"}""".formatted(ID, RECORD);

	private static final String HELD = """
			{"items":[{"id":"%s","at":"2026-04-01T01:00:00Z","outcome":"step","action":"dispute.made","subject":"f-1",
			 "username":"wang","entry":"aaaaaaaaaaaaaaaaaaaaaaaaaa"}]}""".formatted(RECORD);

	@BeforeEach
	void prepare() {
		services.on("GET /sharing/audit", 200, HELD);
		services.on("GET /sharing/audit/erasures/" + ID, 200, ASKED);
		services.on("GET /sharing/audit/erasures", 200, "{\"items\":[" + ASKED + "]}");
		services.on("GET /catalogue/entries/aaaaaaaaaaaaaaaaaaaaaaaaaa", 404, "{\"code\":\"entry-not-found\"}");
	}

	@Test
	void onePersonAsksAndAnotherErases() {
		services.on("POST /sharing/audit/erasures", 201, ASKED);
		MvcTestResult asked = send(post("/audit/erasures").param("ledger", "sharing")
			.param("records", " " + RECORD + "\r\n")
			.param("reason", "当事人撤回同意")
			.param("clause", "PIPL47"), "auditor-1", "auditor");
		assertThat(asked).hasRedirectedUrl(PAGE);
		assertThat(asked).flash().containsEntry("done", "erasure-asked");
		assertThat(services.asked("POST")).singleElement().satisfies((call) -> {
			assertThat(call.path()).isEqualTo("/sharing/audit/erasures");
			assertThat(call.body()).contains("\"records\":[\"" + RECORD + "\"]", "\"reason\":\"当事人撤回同意\"",
					"\"clause\":\"PIPL47\"");
		});
		assertThat(read(PAGE, "zh-CN", "auditor-1", "auditor")).bodyText()
			.contains("等待另一名审计员或主管部门人员核对", "撤回申请", "您本人，2026-05-01 09:00")
			.doesNotContain("删除内容</button>", "name=\"seen\"");
		assertThat(read(PAGE, "zh-CN", "officer-1", "authority")).bodyText()
			.contains("请核对后删除或驳回", "另一名办理人，2026-05-01 09:00", "争议 · 登记", "wang", "name=\"seen\"", "删除内容</button>")
			.doesNotContain("撤回申请");
		services.on("POST /sharing/audit/erasures/" + ID + "/carry-out", 200, ASKED);
		MvcTestResult unseen = send(post(PAGE + "/carry-out"), "officer-1", "authority");
		assertThat(unseen).flash().containsEntry("refusedForm", "erasure-carry-out");
		assertThat(services.asked("POST")).hasSize(1);
		assertThat(send(post(PAGE + "/carry-out").param("seen", "true"), "officer-1", "authority")).flash()
			.containsEntry("done", "erasure-carry-out");
		assertThat(services.asked("POST").getLast().path()).endsWith("/carry-out");
		services.on("GET /sharing/audit", 200, "{\"items\":[]}");
		services.on("GET /sharing/audit/erasures/" + ID, 200, ASKED.replace("\"asked\",\"askedBy\"",
				"\"erased\",\"decidedBy\":\"officer-1\",\"decided\":\"2026-05-02T01:00:00Z\",\"askedBy\""));
		assertThat(read(PAGE, "zh-CN", "officer-1", "authority")).bodyText()
			.contains("已删除", "内容已删除", "您本人，2026-05-02 09:00")
			.doesNotContain("name=\"seen\"", "撤回申请");
	}

	@Test
	void saysWhyItIsRefused() {
		services.on("POST /sharing/audit/erasures", 422,
				"""
						{"type":"/problems/erasure-invalid","code":"erasure-invalid","status":422,"title":"Mend it","titleZh":"有 1 处须改正",
						 "violations":[{"code":"record-own","severity":"INVALID","path":"r","message":{"zh":"记录的是申请人本人的行为","en":"own"}}]}""");
		MvcTestResult refused = send(
				post("/audit/erasures").param("ledger", "sharing").param("records", RECORD).param("reason", "要求"),
				"auditor-1", "auditor");
		assertThat(refused).hasRedirectedUrl("/audit/erasures/new");
		assertThat(refused).flash().containsEntry("refusedForm", "erasure-asked");
		assertThat(send(get("/audit/erasures/new").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN")
			.flashAttrs(refused.getMvcResult().getFlashMap()), "auditor-1", "auditor")).bodyText()
			.contains("记录的是申请人本人的行为", RECORD, ">要求</textarea>");
		services.on("POST /sharing/audit/erasures/" + ID + "/carry-out", 403,
				"""
						{"type":"/problems/second-person-needed","code":"second-person-needed","status":403,"title":"Two persons",
						 "titleZh":"提出删除的人不能自己执行或驳回"}""");
		MvcTestResult same = send(post(PAGE + "/carry-out").param("seen", "true"), "auditor-1", "auditor");
		assertThat(same).flash().containsEntry("refusedForm", "erasure-carry-out");
	}

	@ParameterizedTest
	@ValueSource(strings = { "zh-CN", "en" })
	void pagesAreWholeInBothLanguages(String language) {
		boolean zh = language.startsWith("zh");
		for (String page : List.of("/audit/erasures", "/audit/erasures/new?ledger=catalogue&record=abc", PAGE)) {
			for (String role : List.of("authority", "auditor")) {
				assertThat(read(page, language, "somebody", role)).hasStatusOk()
					.bodyText()
					.contains("</html>", zh ? "删除申请" : "Erasures")
					.doesNotContain("??")
					.doesNotContainPattern(">[^<>]*\\b(desk|portal|area)\\.[a-z0-9][^<>]*<")
					.doesNotContainPattern(
							"<(td|dd|h1|h2|li|p|span)[^>]*>[^<]*\\b([a-z2-7]{26}|\\d{4}-\\d\\d-\\d\\dT\\d)[^<]*<");
			}
		}
		assertThat(read("/audit/records/" + RECORD + "?at=2026-04-01T01:00:00Z", language, "somebody", "auditor"))
			.bodyText()
			.contains("/audit/erasures/new?ledger=sharing&amp;record=" + RECORD);
	}

	@Test
	void eachLedgerIsAskedForItsOwn() {
		for (String ledger : List.of("catalogue", "identity")) {
			assertThat(read("/audit/erasures?ledger=" + ledger, "zh-CN", "somebody", "authority")).hasStatusOk();
			assertThat(services.asked("GET")).anyMatch((call) -> call.path().equals("/" + ledger + "/audit/erasures"));
		}
		assertThat(read("/audit/erasures?ledger=other", "zh-CN", "somebody", "authority")).hasStatus(404);
	}

	@Test
	void isNobodyElsesPage() {
		for (String page : List.of("/audit/erasures", "/audit/erasures/new", PAGE)) {
			assertThat(read(page, "zh-CN", "somebody", "steward")).hasStatus(403);
		}
		assertThat(send(post(PAGE + "/carry-out").param("seen", "true"), "somebody", "operator")).hasStatus(403);
		assertThat(read("/audit", "zh-CN", "somebody", "authority")).hasStatus(403);
		assertThat(services.asked("POST")).isEmpty();
	}

	private MvcTestResult read(String page, String language, String subject, String role) {
		return send(get(page).header(HttpHeaders.ACCEPT_LANGUAGE, language), subject, role);
	}

	private MvcTestResult send(AbstractMockHttpServletRequestBuilder<?> request, String subject, String role) {
		return sendAs(subject, request, role);
	}

}
