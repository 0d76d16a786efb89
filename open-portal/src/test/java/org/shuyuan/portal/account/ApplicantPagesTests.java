package org.shuyuan.portal.account;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.portal.DeskPages;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Citizens who apply for data that open on conditions. */
class ApplicantPagesTests extends DeskPages {

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

}
