package org.shuyuan.portal.workbench;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.portal.DeskPages;
import org.shuyuan.portal.client.StubServices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The form of an entry: its errors, its rows, and edits made at the same time. */
class EntryFormPagesTests extends DeskPages {

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

}
