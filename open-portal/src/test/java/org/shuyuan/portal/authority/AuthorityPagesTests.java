package org.shuyuan.portal.authority;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.portal.DeskPages;
import org.shuyuan.portal.client.StubServices;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The data authority: hits, disputes, supervision. */
class AuthorityPagesTests extends DeskPages {

	@ParameterizedTest
	@CsvSource({ "/authority,两个工作日内审核,two working days", "/authority/entries,全部条目,All entries",
			"/authority/entries/E,公众将看到的,What the public will see", "/authority/conflicts,确定由谁牵头,Decide who leads",
			"/authority/hits,证据已遮盖,Evidence is masked", "/authority/extensions,最多十个工作日,ten working days at most",
			"/authority/disputes,争议,Disputes", "/authority/agencies,统一社会信用代码,Unified social credit code",
			"/authority/supervision,曾逾期,Late at any time" })
	void everyPageOfTheAuthoritySaysWhatItIsAbout(String page, String zh, String en) {
		says(page, zh, en, "authority");
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

}
