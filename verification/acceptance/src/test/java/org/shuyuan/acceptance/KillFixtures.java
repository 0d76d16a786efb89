package org.shuyuan.acceptance;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Descriptions and tables to be cut short.
 */
final class KillFixtures {

	private KillFixtures() {
	}

	static Map<String, Object> harvested(String agency, String source, int number) {
		return Map.of("key", "https://example.org/" + source + "/" + number, "landingPage",
				"https://example.org/" + source + "/" + number, "title",
				Map.of("zh", "第" + number + "号监测点记录 " + source), "description", Map.of("zh", "监测点每月的记录。"), "agency",
				agency, "themes", List.of("environment"), "frequency", "monthly", "discoverability", "public",
				"completeness", "harvested", "distributions", List.of(Map.of("title", Map.of("zh", "数据文件"), "kind",
						"file", "format", "csv", "accessUrl", "https://example.org/files/" + number)));
	}

	static String csv(int rows, int seed) {
		Random random = new Random(seed);
		StringBuilder csv = new StringBuilder("序号,数值\n");
		for (int row = 0; row < rows; row++) {
			csv.append(row).append(',').append(random.nextInt(10_000)).append('\n');
		}
		return csv.toString();
	}

	static Map<String, Object> table(String agency, String name) {
		return Map.ofEntries(Map.entry("key", name + "-" + System.nanoTime()),
				Map.entry("title", Map.of("zh", "断电演练记录（" + name + "）")),
				Map.entry("description", Map.of("zh", "演练所用的数值。")), Map.entry("agency", agency),
				Map.entry("themes", List.of("environment")), Map.entry("library", "business"),
				Map.entry("area", "990100"), Map.entry("entityKind", "place"), Map.entry("frequency", "daily"),
				Map.entry("discoverability", "public"), Map.entry("sharing", Map.of("class", "unconditional")),
				Map.entry("modes", List.of("file-download")),
				Map.entry("openness", Map.of("level", "unconditional", "licence", "cc-by-4.0")),
				Map.entry("grade", "general-1"), Map.entry("items", List.of(item("序号"), item("数值"))),
				Map.entry("distributions",
						List.of(Map.of("title", Map.of("zh", "数据表"), "kind", "table", "format", "csv"))),
				Map.entry("contact", Map.of("name", "数据科", "phone", "0999-1234567")),
				Map.entry("completeness", "full"));
	}

	private static Map<String, Object> item(String name) {
		return Map.of("name", Map.of("zh", name), "type", "integer", "length", 10, "meaning", Map.of("zh", name),
				"sensitivity", "none", "open", true, "source", Map.of("kind", "collected"));
	}

}
