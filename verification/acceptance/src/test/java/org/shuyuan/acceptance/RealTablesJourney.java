package org.shuyuan.acceptance;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.shuyuan.vocab.negativelist.PersonalDataTerms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An agency registers and uploads real tables as they come: other encodings, spreadsheets
 * named .csv, title lines, ragged rows, HTML in cells. What the negative list allows is
 * opened, queried and downloaded.
 */
@OnRunningCity
class RealTablesJourney {

	private static final List<String> PERSONAL = List.of("姓名", "电话", "手机", "联系人", "法定代表人", "法人", "负责人", "身份证", "证件号");

	private final Platform platform = Platform.ofEnvironment();

	private final Clerk clerk = new Clerk(this.platform, this.platform.agencies().get(2));

	private final Map<String, Integer> reasons = new LinkedHashMap<>();

	private final List<String> wrong = new ArrayList<>();

	private int tables;

	private int files;

	private int stopped;

	private int opened;

	@Test
	void agencyRegistersUploadsAndOpensRealTables() throws IOException {
		List<Path> all;
		try (Stream<Path> folder = Files.list(Corpus.at("4-china/beijing-datasets"))) {
			all = folder.sorted().toList();
		}
		for (Path file : all) {
			walk(RealTable.read(file));
		}
		System.out.printf(
				"real tables: %d files; %d available as tables with the right counts, %d as tables with wrong counts, %d kept as files %s; %d opened, %d stopped by the negative list%n",
				all.size(), this.tables, this.wrong.size(), this.files, this.reasons, this.opened, this.stopped);
		this.wrong.forEach((line) -> System.out.println("  wrong counts: " + line));
		assertThat(this.tables + this.wrong.size() + this.files).isEqualTo(all.size());
		assertThat(this.wrong.size()).as("tables with wrong counts").isLessThanOrEqualTo(all.size() / 20);
		assertThat(this.files).as("tables only kept as files").isLessThanOrEqualTo(all.size() / 10);
		assertThat(this.opened).isGreaterThan(all.size() / 2);
	}

	private void walk(RealTable table) throws IOException {
		String name = table.file().getFileName().toString();
		JsonNode entry = this.clerk.register(draft(name.replaceAll("\\.csv$", "")));
		String id = entry.path("id").asString();
		String distribution = entry.at("/distributions/0/id").asString();
		String data = Platform.SHARING + "/distributions/" + distribution;
		byte[] bytes = Files.readAllBytes(table.file());
		this.platform
			.call(this.clerk.steward(), "PUT", data + "/data?wait=60&filename=" + Platform.encoded(name),
					BodyPublishers.ofByteArray(bytes), "Content-Type", "application/octet-stream")
			.accepted();
		JsonNode version = settled(data, name);
		if (!version.has("table")) {
			this.files++;
			String reason = version.at("/file/reason/code").asString(version.at("/file/reason").toString());
			assertThat(reason).as("%s is kept as a file with a reason: %s", name, version).isNotEmpty();
			this.reasons.merge(reason, 1, Integer::sum);
			return;
		}
		JsonNode columns = version.at("/table/columns");
		int width = columns.isArray() ? columns.size() : columns.asInt();
		if (table.hasCounts(version.at("/table/rows").asLong(), width)) {
			this.tables++;
		}
		else {
			this.wrong.add("%s: %d rows × %d columns".formatted(name, version.at("/table/rows").asLong(), width));
		}
		describe(id, version);
		this.clerk.publish(id);
		open(table, data, bytes, version);
	}

	private JsonNode settled(String data, String name) {
		JsonNode[] version = new JsonNode[1];
		Platform.await(name + " is processed", Duration.ofMinutes(3), () -> {
			version[0] = this.platform.getAs(this.clerk.steward(), data + "/versions").accepted().json().at("/items/0");
			return !List.of("received", "processing").contains(version[0].path("state").asString());
		});
		return version[0];
	}

	private void describe(String id, JsonNode version) {
		String path = Platform.CATALOGUE + "/entries/" + id;
		Answer current = this.platform.getAs(this.clerk.steward(), path).accepted();
		ObjectNode entry = (ObjectNode) current.json().path("entry");
		List<Map<String, Object>> items = new ArrayList<>();
		for (JsonNode column : version.at("/profile/columns")) {
			items.add(item(column));
		}
		assertThat(items).as("profile of %s", version).isNotEmpty();
		entry.set("items", Platform.JSON.valueToTree(items));
		this.platform.send(this.clerk.steward(), "PUT", path, entry, "If-Match", current.etag()).accepted();
	}

	private static Map<String, Object> item(JsonNode column) {
		String name = column.path("name").asString();
		boolean personal = PERSONAL.stream().anyMatch(name::contains) || PersonalDataTerms.find(name).isPresent();
		return Map.of("name", Map.of("zh", name), "column", name, "type", column.path("type").asString("string"),
				"length", Math.max(1, column.path("maxLength").asInt(100)), "meaning",
				Map.of("zh", "公示表中的“" + name + "”一列"), "sensitivity", personal ? "personal" : "none", "open", !personal,
				"source", Map.of("kind", "collected"));
	}

	private void open(RealTable table, String data, byte[] bytes, JsonNode version) {
		boolean[] available = new boolean[1];
		boolean hit = !version.path("findings").isEmpty();
		Platform.await(table + " is open or stopped", Duration.ofMinutes(2), () -> {
			Answer rows = this.platform.get(data + "/rows?limit=5");
			available[0] = rows.status() == 200;
			return available[0] || (hit && rows.code().equals("content-stopped"))
					|| rows.code().equals("item-not-open");
		});
		if (!available[0]) {
			this.stopped++;
			assertThat(version.path("findings").toString()).doesNotContainPattern("1[3-9]\\d{9}");
			return;
		}
		this.opened++;
		long rows = version.at("/table/rows").asLong();
		Answer csv = this.platform.get(data + "/rows?format=csv").accepted();
		JsonNode json = this.platform.get(data + "/rows?format=json&limit=10000").accepted().json();
		assertThat(json.path("rows").size()).as("%s as JSON", table).isEqualTo((int) Math.min(rows, 10_000));
		assertThat(csv.text()).as("%s as csv", table).isNotBlank();
		Answer original = this.platform.get(data + "/file");
		if (original.status() == 200) {
			assertThat(original.body()).as("original of %s", table).isEqualTo(bytes);
		}
		else {
			assertThat(original.code()).as("original of %s", table)
				.isIn("item-not-open", "file-holds-more", hit ? "content-stopped" : "item-not-open");
			original.refused(403, original.code());
		}
	}

	private Map<String, Object> draft(String title) {
		String key = "table-" + Integer.toHexString(Arrays.hashCode(new Object[] { title, System.nanoTime() }));
		return Map.ofEntries(Map.entry("key", key), Map.entry("title", Map.of("zh", title)),
				Map.entry("description", Map.of("zh", title + "，按公示内容整理。")), Map.entry("agency", this.clerk.agency()),
				Map.entry("themes", List.of("economy")), Map.entry("library", "business"), Map.entry("area", "990100"),
				Map.entry("entityKind", "organisation"), Map.entry("frequency", "annual"),
				Map.entry("discoverability", "public"), Map.entry("sharing", Map.of("class", "unconditional")),
				Map.entry("modes", List.of("file-download")),
				Map.entry("openness", Map.of("level", "unconditional", "licence", "cc-by-4.0")),
				Map.entry("grade", "general-1"),
				Map.entry("distributions",
						List.of(Map.of("title", Map.of("zh", "数据表"), "kind", "table", "format", "csv"))),
				Map.entry("contact", Map.of("name", "数据科", "phone", "0999-1234567")),
				Map.entry("completeness", "full"));
	}

}
