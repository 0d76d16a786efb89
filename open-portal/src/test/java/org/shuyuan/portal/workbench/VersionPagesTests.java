package org.shuyuan.portal.workbench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.portal.DeskPages;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Versions of data: upload, comparison and the steward's decision. */
class VersionPagesTests extends DeskPages {

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

}
