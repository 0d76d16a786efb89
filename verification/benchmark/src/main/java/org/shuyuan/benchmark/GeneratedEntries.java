package org.shuyuan.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Harvested descriptions made from a seed: titles of a district, a bureau and a subject,
 * as city catalogues have them, each with a number that makes it its own.
 */
final class GeneratedEntries {

	private static final List<String> DISTRICTS = List.of("东湖区", "西岭区", "南浦区", "北川县", "云渚市", "青溪县", "白沙区", "安和县");

	private static final List<String> BUREAUS = List.of("交通运输局", "生态环境局", "市场监督管理局", "教育局", "卫生健康局", "住房和城乡建设局",
			"文化广电旅游局", "农业农村局", "水务局", "统计局");

	private static final List<String> SUBJECTS = List.of("公交站点", "空气质量监测", "企业登记", "学校名录", "医疗机构", "施工许可", "图书馆藏",
			"农药经营", "水质监测", "人口统计", "停车场", "行政处罚", "食品抽检", "道路养护", "绿地面积", "养老机构", "就业培训", "房屋备案", "体育场馆", "垃圾分类");

	private static final List<String> FORMS = List.of("信息", "名录", "统计表", "明细", "年度汇总");

	private static final List<String> THEMES = List.of("transport", "environment", "economy", "education", "health",
			"housing", "culture", "agriculture");

	private static final List<String> FORMATS = List.of("csv", "xlsx", "json", "api");

	private final String agency;

	GeneratedEntries(String agency) {
		this.agency = agency;
	}

	/** The entry with the given number as one line of JSON, always the same. */
	String line(int number) {
		Random random = new Random(number);
		String subject = pick(SUBJECTS, random);
		String title = pick(DISTRICTS, random) + pick(BUREAUS, random) + subject + pick(FORMS, random) + number;
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("key", "https://example.org/catalogue/" + number);
		entry.put("title", Map.of("zh", title, "en", englishTitle(number)));
		entry.put("description", Map.of("zh", title + "，由" + pick(BUREAUS, random) + "按月整理，包含编号、名称、地址、日期与数量等信息项。"));
		entry.put("keywords", List.of(Map.of("zh", subject), Map.of("zh", pick(SUBJECTS, random))));
		entry.put("agency", this.agency);
		entry.put("themes", List.of(pick(THEMES, random)));
		entry.put("frequency", (number % 2 == 0) ? "monthly" : "annual");
		entry.put("openness", Map.of("level", "unconditional", "licence", "cc-by-4.0"));
		entry.put("discoverability", "public");
		entry.put("distributions", new ArrayList<>(List.of(Map.of("title", Map.of("zh", "数据文件"), "kind", "file",
				"format", pick(FORMATS, random), "accessUrl", "https://example.org/files/" + number))));
		entry.put("issued", "2024-0%d-1%d".formatted(1 + random.nextInt(9), random.nextInt(10)));
		entry.put("landingPage", "https://example.org/catalogue/" + number);
		entry.put("completeness", "harvested");
		return BenchmarkCity.JSON.writeValueAsString(entry) + "\n";
	}

	static String englishTitle(int number) {
		return "Record " + number + " of the generated catalogue";
	}

	static List<String> subjects() {
		return SUBJECTS;
	}

	private static String pick(List<String> from, Random random) {
		return from.get(random.nextInt(from.size()));
	}

}
