package org.shuyuan.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.shuyuan.vocab.identifier.AgencyId;
import tools.jackson.databind.JsonNode;

/**
 * A city's published catalogue as records for the bulk registration. The city's own field
 * names are put to ours by its mapping file; its words for themes and frequencies by the
 * tables here.
 *
 * @param name short name, the source of the harvest
 * @param agencies the departments it names: code to name
 * @param records one record for each description, in the order of the file
 */
record CityCatalogue(String name, Map<String, String> agencies, List<Map<String, Object>> records) {

	private static final Map<String, String> THEMES = Map.ofEntries(Map.entry("政府机构", "government"),
			Map.entry("公共服务", "services"), Map.entry("信息产业", "science"), Map.entry("公共安全", "safety"),
			Map.entry("经济发展", "economy"), Map.entry("教育文化", "education"), Map.entry("能源环境", "environment"),
			Map.entry("农村农业", "agriculture"), Map.entry("金融服务", "finance"), Map.entry("交通服务", "transport"),
			Map.entry("综合政务", "government"), Map.entry("城乡建设、环境保护", "planning"), Map.entry("文化、卫生、体育", "culture"),
			Map.entry("农业、水利", "agriculture"), Map.entry("工业、交通、邮政", "industry"), Map.entry("商业、贸易", "trade"),
			Map.entry("科技、教育", "education"), Map.entry("民政、社区", "population"), Map.entry("劳动、人事", "employment"),
			Map.entry("财政", "finance"), Map.entry("国土资源、能源", "energy"), Map.entry("政法、监察", "law"),
			Map.entry("气象、测绘、水文、地震", "weather"), Map.entry("经济管理", "economy"), Map.entry("旅游、服务业", "culture"),
			Map.entry("文秘、行政", "government"), Map.entry("综合党团", "government"), Map.entry("对外事务", "government"),
			Map.entry("军事、国防", "safety"));

	private static final Map<String, String> FREQUENCIES = Map.of("每两年", "biennial", "每年", "annual", "每半年",
			"semiannual", "每季度", "quarterly", "每月", "monthly", "每周", "weekly", "每日", "daily", "实时", "continuous", "其他",
			"irregular");

	private static final Map<String, String> FORMATS = Map.of("csv", "csv", "xls", "xls", "xlsx", "xlsx", "json",
			"json", "xml", "xml", "api", "api", "file", "other");

	/** Reads a catalogue of the corpus and its field mapping. */
	static CityCatalogue read(String name, String file, String mapping) throws IOException {
		Map<String, String> fields = new LinkedHashMap<>();
		Corpus.json(mapping)
			.propertyStream()
			.forEach((field) -> fields.putIfAbsent(field.getValue().asString(), field.getKey()));
		Map<String, String> agencies = new LinkedHashMap<>();
		List<Map<String, Object>> records = new ArrayList<>();
		for (JsonNode description : Corpus.json(file)) {
			String department = department(description, fields);
			agencies.putIfAbsent(agency(name, department).value(), department);
			records.add(entry(name, description, fields));
		}
		return new CityCatalogue(name, agencies, records);
	}

	private static Map<String, Object> entry(String city, JsonNode description, Map<String, String> fields) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("key", field(description, fields, "url"));
		entry.put("landingPage", field(description, fields, "url"));
		entry.put("title", Map.of("zh", field(description, fields, "title")));
		String abstracted = field(description, fields, "description");
		if (!abstracted.isEmpty()) {
			entry.put("description", Map.of("zh", abstracted));
		}
		List<Map<String, String>> keywords = Arrays.stream(field(description, fields, "tags").split("[,，;；、\\s]+"))
			.filter((tag) -> !tag.isBlank())
			.map((tag) -> Map.of("zh", tag))
			.toList();
		entry.put("keywords", keywords);
		entry.put("agency", agency(city, department(description, fields)).value());
		Set<String> themes = new LinkedHashSet<>();
		for (String theme : field(description, fields, "category").split(",")) {
			if (THEMES.containsKey(theme)) {
				themes.add(THEMES.get(theme));
			}
		}
		entry.put("themes", themes);
		String frequency = FREQUENCIES.get(field(description, fields, "update_frequency"));
		if (frequency != null) {
			entry.put("frequency", frequency);
		}
		entry.put("openness", field(description, fields, "is_open").equals("有条件开放") ? Map.of("level", "conditional")
				: Map.of("level", "unconditional"));
		entry.put("discoverability", "public");
		entry.put("distributions", distributions(description, fields));
		String phone = field(description, fields, "telephone");
		if (!phone.isEmpty()) {
			entry.put("contact", Map.of("name", department(description, fields), "phone", phone));
		}
		day(entry, "issued", field(description, fields, "publish_time"));
		day(entry, "modified", field(description, fields, "update_time"));
		entry.put("completeness", "harvested");
		entry.put("harvestedFrom", city);
		return entry;
	}

	private static List<Map<String, Object>> distributions(JsonNode description, Map<String, String> fields) {
		String formats = field(description, fields, "data_formats");
		List<Map<String, Object>> distributions = new ArrayList<>();
		for (String format : formats.split("[^a-z]+")) {
			if (FORMATS.containsKey(format)) {
				distributions.add(Map.of("title", Map.of("zh", "数据资源（" + format + "）"), "kind",
						format.equals("api") ? "service" : "file", "format", FORMATS.get(format), "accessUrl",
						field(description, fields, "url")));
			}
		}
		return distributions;
	}

	private static void day(Map<String, Object> entry, String name, String value) {
		String[] parts = value.split("[^0-9]+");
		if (parts.length >= 3) {
			entry.put(name,
					LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
						.toString());
		}
	}

	private static String department(JsonNode description, Map<String, String> fields) {
		String department = field(description, fields, "department");
		return department.isBlank() ? "未注明提供单位" : department;
	}

	private static String field(JsonNode description, Map<String, String> fields, String name) {
		String field = fields.get(name);
		if (field == null) {
			return "";
		}
		JsonNode value = description.path(field);
		return value.isArray() ? String.join(",", value.valueStream().map((part) -> part.asString("")).toList())
				: value.asString("").strip();
	}

	/**
	 * A code of the right form for a department the file knows by name only: the same
	 * name always gets the same one.
	 */
	static AgencyId agency(String city, String name) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256")
				.digest((city + "/" + name).getBytes(StandardCharsets.UTF_8));
			StringBuilder body = new StringBuilder("11");
			for (int i = 0; i < 15; i++) {
				body.append("0123456789".charAt((hash[i] & 0xff) % 10));
			}
			return AgencyId.ofBody(body.toString());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new AssertionError(ex);
		}
	}

}
