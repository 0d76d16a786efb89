package org.shuyuan.catalogue.search;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.github.luben.zstd.ZstdInputStream;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.TestFindables;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records of real city catalogues, where the corpus lies beside the project.
 */
public final class CityCatalogues {

	private static final String[] FILES = { "anhui_hefei.json", "anhui_chuzhou.json", "anhui_huangshan.json",
			"ningxia_yinchuan.json", "xinjiang_wlmq.json", "sichuan_luzhou.json.zst" };

	private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2}).*");

	private CityCatalogues() {
	}

	/** Whether the corpus is there. */
	public static boolean present() {
		return folder().isPresent();
	}

	/** The records of every city as its portal shows them, by the name of its file. */
	public static Map<String, List<JsonNode>> cities() throws IOException {
		Map<String, List<JsonNode>> cities = new LinkedHashMap<>();
		try (Stream<Path> files = Files.list(folder().orElseThrow())) {
			for (Path file : files.sorted().toList()) {
				cities.put(file.getFileName().toString().replaceFirst("[.].*", ""), nodes(file));
			}
		}
		return cities;
	}

	/** The tables of Beijing that stand for their own catalogue. */
	public static List<Path> tables() throws IOException {
		try (Stream<Path> files = Files.list(folder().orElseThrow().resolveSibling("beijing-datasets"))) {
			return files.sorted().toList();
		}
	}

	static Optional<Path> folder() {
		String named = System.getenv("SHUYUAN_CORPUS");
		return Stream.of((named != null) ? Path.of(named) : Path.of("../../shared/corpus"), Path.of("../shared/corpus"))
			.map((corpus) -> corpus.resolve("4-china/catalog"))
			.filter(Files::isDirectory)
			.findFirst();
	}

	/**
	 * A record of a city's catalogue.
	 *
	 * @param city the city, as its file calls it
	 * @param title its title
	 * @param description its abstract, often empty
	 * @param agency who offers it
	 * @param theme what it is about
	 * @param format first of its formats
	 * @param day when it was changed last
	 */
	record Record(String city, String title, String description, String agency, String theme, String format,
			String day) {

		/** What judgements call the record: it stays when records are added or moved. */
		String key() {
			try {
				byte[] digest = MessageDigest.getInstance("SHA-256")
					.digest(String.join("\n", this.city, this.title, this.agency).getBytes(StandardCharsets.UTF_8));
				return HexFormat.of().formatHex(digest, 0, 6);
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/** Every record that has a title, two cities only where few are enough. */
	static List<Record> records(boolean all) throws IOException {
		List<Record> records = new ArrayList<>();
		Path folder = folder().orElseThrow();
		for (String file : all ? FILES : new String[] { "anhui_hefei.json", "sichuan_luzhou.json.zst" }) {
			read(folder.resolve(file), records);
		}
		return records;
	}

	private static void read(Path file, List<Record> records) throws IOException {
		String city = file.getFileName().toString().replaceAll(".*_|\\..*", "");
		for (JsonNode node : nodes(file)) {
			String title = first(node, "标题");
			if (!title.isBlank()) {
				String formats = first(node, "资源格式", "数据格式").replaceAll("[^a-z,]", "");
				records.add(new Record(city, title, first(node, "摘要信息", "描述", "资源摘要", "摘要"),
						first(node, "提供单位", "提供方", "来源部门", "提供机构"), first(node, "开放领域", "所属领域", "所属主题", "数据领域"),
						formats.isEmpty() ? "file" : formats.split(",")[0], first(node, "更新时间", "最后更新", "发布时间")));
			}
		}
	}

	private static List<JsonNode> nodes(Path file) throws IOException {
		try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
				InputStream json = file.toString().endsWith(".zst") ? new ZstdInputStream(bytes) : bytes) {
			List<JsonNode> nodes = new ArrayList<>();
			JsonMapper.shared().readTree(json).forEach(nodes::add);
			return nodes;
		}
	}

	/** The first of the members that says something, empty where none does. */
	public static String first(JsonNode node, String... names) {
		for (String name : names) {
			JsonNode value = node.path(name);
			String text = value.isArray() ? value.toString() : value.asString("");
			if (!text.isBlank()) {
				return text.strip();
			}
		}
		return "";
	}

	/** The records as entries, the same ones with the same ids at every call. */
	static List<IndexedEntry> findables(boolean all) throws IOException {
		Random random = new Random(11);
		Map<String, AgencyId> agencies = new LinkedHashMap<>();
		List<IndexedEntry> found = new ArrayList<>();
		for (Record record : records(all)) {
			AgencyId agency = agencies.computeIfAbsent(record.agency(),
					(name) -> AgencyId.ofBody("11990100MB0A%05d".formatted(agencies.size())));
			found.add(findable(record, agency, id(random), found.size() + 1));
		}
		return found;
	}

	private static IndexedEntry findable(Record record, AgencyId agency, EntryId id, int position) {
		IndexedEntry plain = TestFindables.of(id, Text.of(record.title()),
				record.description().isBlank() ? null : Text.of(record.description()), agency,
				record.theme().isBlank() ? "other" : record.theme(), record.format(),
				(position % 7 == 0) ? Discoverability.AGENCY : Discoverability.PUBLIC);
		IndexedEntry.Data data = (position % 3 == 0)
				? new IndexedEntry.Data(true, position * 10L, LocalDate.of(2026, 2, 1)) : IndexedEntry.Data.NONE;
		return new IndexedEntry(id, position, plain.entry(),
				Text.of(record.agency().isBlank() ? "市政府" : record.agency()), day(record.day()), data);
	}

	private static LocalDate day(String text) {
		Matcher parts = DAY.matcher(text);
		return parts.matches() ? LocalDate.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)),
				Integer.parseInt(parts.group(3))) : null;
	}

	private static EntryId id(Random random) {
		StringBuilder id = new StringBuilder();
		for (int i = 0; i < 26; i++) {
			id.append("abcdefghijklmnopqrstuvwxyz234567".charAt(random.nextInt(32)));
		}
		return new EntryId(id.toString());
	}

}
