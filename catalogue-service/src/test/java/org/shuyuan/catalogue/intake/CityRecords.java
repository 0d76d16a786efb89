package org.shuyuan.catalogue.intake;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.shuyuan.catalogue.search.CityCatalogues;
import org.shuyuan.vocab.CodeList;
import tools.jackson.databind.JsonNode;

/**
 * What real cities list, as records that an import takes: every second one as its
 * agency's own description, the others as harvested from the city's portal.
 */
final class CityRecords {

	/** The city that is there as tables, whose headings are data items. */
	static final String TABLES = "beijing";

	private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2}).*");

	private CityRecords() {
	}

	/**
	 * A record to register.
	 *
	 * @param completeness full or harvested
	 * @param entry the entry as JSON has it
	 */
	record Registered(String completeness, Map<String, Object> entry) {
	}

	/** The records of all cities by the city. */
	static Map<String, List<Registered>> all() throws IOException {
		Map<String, List<Registered>> all = new LinkedHashMap<>();
		for (Map.Entry<String, List<JsonNode>> city : CityCatalogues.cities().entrySet()) {
			List<Registered> records = new ArrayList<>();
			for (JsonNode node : city.getValue()) {
				if (!CityCatalogues.first(node, "标题").isBlank()) {
					records.add(record(node, records.size()));
				}
			}
			all.put(city.getKey(), records);
		}
		List<Registered> tables = new ArrayList<>();
		for (Path file : CityCatalogues.tables()) {
			headings(file).ifPresent((headings) -> tables.add(table(file, headings, tables.size())));
		}
		all.put(TABLES, tables);
		return all;
	}

	private static Registered record(JsonNode node, int number) {
		boolean full = number % 2 == 0;
		Map<String, Object> entry = whole(raw(node, "标题"), number);
		put(entry, "description", text(raw(node, "摘要信息", "描述", "资源摘要", "摘要")));
		entry.put("keywords", keywords(raw(node, "标签", "关键词", "关键字")));
		entry.put("themes", codes("themes", CityCatalogues.first(node, "开放领域", "所属领域", "所属主题", "数据领域"), full));
		codes("frequencies", CityCatalogues.first(node, "更新频率", "更新周期"), full).stream()
			.findFirst()
			.ifPresent((each) -> entry.put("frequency", each));
		List<Map<String, Object>> distributions = new ArrayList<>();
		for (String format : CityCatalogues.first(node, "资源格式", "数据格式").replaceAll("[^a-z,]", "").split(",")) {
			Map<String, Object> distribution = new LinkedHashMap<>();
			distribution.put("title", text(raw(node, "标题")));
			distribution.put("kind", format.equals("api") ? "service" : "table");
			codes("formats", format, full).stream().findFirst().ifPresent((each) -> distribution.put("format", each));
			distributions.add(distribution);
		}
		entry.put("distributions", distributions);
		String office = raw(node, "提供单位", "提供方", "数源单位", "来源部门", "提供机构");
		entry.put("contact",
				Map.of("name", office.isBlank() ? "数据科" : office, "phone", raw(node, "联系电话", "联系方式", "部门电话")));
		put(entry, "issued", day(CityCatalogues.first(node, "发布时间", "发布日期")));
		put(entry, "modified", day(CityCatalogues.first(node, "更新时间", "更新日期", "最后更新")));
		openness(entry, CityCatalogues.first(node, "开放类型", "开放条件", "开放状态"), full);
		return new Registered(full ? "full" : "harvested", entry);
	}

	private static Registered table(Path file, List<String> headings, int number) {
		Map<String, Object> entry = whole(file.getFileName().toString().replaceFirst("[.]csv$", ""), number);
		put(entry, "description", text(String.join("、", headings)));
		List<Map<String, Object>> items = new ArrayList<>();
		Set<String> columns = new LinkedHashSet<>();
		for (String heading : headings) {
			Map<String, Object> item = new LinkedHashMap<>();
			boolean fresh = !heading.isBlank() && columns.add(heading.replaceAll("\\s", ""));
			item.put("name", text(fresh ? heading : heading + "列" + items.size()));
			item.put("type", List.of("string", "integer", "decimal", "date", "boolean").get(items.size() % 5));
			if (items.size() % 2 == 1) {
				item.put("column", "c" + items.size());
			}
			item.put("meaning", text(heading + "\n说明"));
			item.put("open", items.size() % 3 == 0);
			item.put("required", items.size() % 4 == 0);
			items.add(item);
		}
		entry.put("items", items);
		openness(entry, "", true);
		return new Registered("full", entry);
	}

	private static Map<String, Object> whole(String title, int number) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("key", "record-" + number);
		entry.put("title", (number % 5 == 0) ? Map.of("zh", title, "en", "Record " + number) : text(title));
		if (number % 2 == 0) {
			entry.put("sharing", switch (number % 6) {
				case 0 -> Map.of("class", "unconditional");
				case 2 -> Map.of("class", "conditional", "purposes", List.of("城市治理；应急", "科研"));
				default -> Map.of("class", "not-shared", "reason", "涉及商业秘密", "citations",
						List.of(Map.of("instrument", "data-security-law", "article", "第二十一条")));
			});
			entry.put("modes", List.of("file-download", "service-interface"));
		}
		return entry;
	}

	private static void openness(Map<String, Object> entry, String word, boolean full) {
		if (!full) {
			return;
		}
		entry.put("openness", switch (word) {
			case "无条件开放" -> Map.of("level", "unconditional", "licence", "cc-by-4.0");
			case "有条件开放", "依申请开放" ->
				Map.of("level", "conditional", "licence", "cc-by-4.0", "conditions", text("按协议使用；不得转让"));
			case "" -> Map.of("level", "conditional", "licence", "cc-by-4.0");
			default -> Map.of("level", "not-open", "reason", word, "citations", List.of());
		});
	}

	private static List<Map<String, Object>> keywords(String written) {
		return Stream.of(written.split("[,，]"))
			.filter((each) -> !each.isBlank())
			.distinct()
			.<Map<String, Object>>map(CityRecords::text)
			.toList();
	}

	/** An agency's own description has codes; a portal has words. */
	private static List<String> codes(String scheme, String word, boolean full) {
		if (word.isBlank()) {
			return List.of();
		}
		return full ? CodeList.of(scheme).codeOf(word).stream().toList() : List.of(word);
	}

	private static String day(String written) {
		Matcher day = DAY.matcher(written);
		return day.matches()
				? "%s-%02d-%02d".formatted(day.group(1), Integer.parseInt(day.group(2)), Integer.parseInt(day.group(3)))
				: "";
	}

	/** As it is written, with the spaces around it. */
	private static String raw(JsonNode node, String... names) {
		return Stream.of(names)
			.map((name) -> node.path(name).asString(""))
			.filter((each) -> !each.isBlank())
			.findFirst()
			.orElse("");
	}

	private static Map<String, Object> text(String zh) {
		return zh.isBlank() ? Map.of() : Map.of("zh", zh);
	}

	private static void put(Map<String, Object> entry, String member, Object value) {
		if (!value.equals("") && !value.equals(Map.of())) {
			entry.put(member, value);
		}
	}

	/** The headings of a table in any of the encodings met; none of what is no csv. */
	private static Optional<List<String>> headings(Path file) throws IOException {
		for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
			try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(Files.readString(file, charset))) {
				return records.stream()
					.map(CsvRecord::getFields)
					.filter((each) -> each.size() > 1)
					.findFirst()
					.filter((each) -> each.size() <= 300
							&& each.stream().allMatch((heading) -> heading.length() < 290));
			}
			catch (CharacterCodingException ex) {
				// the next one is tried
			}
			catch (RuntimeException ex) {
				return Optional.empty();
			}
		}
		return Optional.empty();
	}

}
