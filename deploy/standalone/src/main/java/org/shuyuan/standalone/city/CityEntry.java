package org.shuyuan.standalone.city;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemSource;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.entry.SourceKind;

/**
 * An entry of the demo city as {@code city/entries/*.yaml} describes it; two languages in
 * one line are separated by two bars, the parts of an item by one: name, English name,
 * type, how its values are made, then, where it has them, sensitivity or {@code closed},
 * the data element, the agency it is shared from, and why it may open although it is
 * personal.
 *
 * @param key stable key within its agency
 * @param title what it is called
 * @param about what it is
 * @param words key words
 * @param theme theme code
 * @param library library code
 * @param kind entity kind
 * @param frequency frequency code
 * @param area area code, the city's if absent
 * @param share {@code unconditional}, {@code conditional: purposes} or
 * {@code not-shared: instrument article reason}
 * @param open {@code unconditional}, {@code conditional: conditions} or
 * {@code not-open: reason}
 * @param grade grade code
 * @param seen discoverability, public if absent
 * @param state its target state, published if absent
 * @param rows rows of data to make, none if absent
 * @param items its items
 */
record CityEntry(String key, String title, String about, String words, String theme, String library, String kind,
		String frequency, @Nullable String area, String share, String open, String grade, @Nullable String seen,
		@Nullable String state, @Nullable Integer rows, List<String> items) {

	/** The entry's target state. */
	String wanted() {
		return Objects.requireNonNullElse(this.state, "published");
	}

	Entry entry(City city, City.Agency agency) {
		return Entry.of(text(this.title), agency.id())
			.key(this.key)
			.description(text(this.about))
			.keywords(keywords())
			.themes(List.of(this.theme))
			.library(this.library)
			.area(Objects.requireNonNullElse(this.area, city.area()))
			.entityKind(this.kind)
			.frequency(this.frequency)
			.sharing(sharing())
			.modes(modes())
			.openness(openness())
			.discoverability(Discoverability.ofCode(Objects.requireNonNullElse(this.seen, "public")))
			.grade(Grade.ofCode(this.grade))
			.items(this.items.stream().map((line) -> item(line, city)).toList())
			.distributions(distributions())
			.contact(new Entry.Contact(agency.name().zh() + "数据科", "0990-12345", null))
			.build();
	}

	static Text text(String both) {
		String[] parts = both.split("\\|\\|");
		return (parts.length > 1) ? Text.of(parts[0], parts[1]) : Text.of(parts[0]);
	}

	private List<Text> keywords() {
		return Arrays.stream(this.words.split(", "))
			.map((word) -> word.split("/"))
			.map((word) -> Text.of(word[0], word[word.length - 1]))
			.toList();
	}

	private SharingClass sharing() {
		String[] parts = this.share.split(": ", 2);
		return switch (parts[0]) {
			case "unconditional" -> new SharingClass.Unconditional();
			case "conditional" ->
				new SharingClass.Conditional(Set.of(), new java.util.TreeSet<>(List.of(parts[1].split(", "))));
			case "not-shared" -> {
				String[] words = parts[1].split(" ", 3);
				yield new SharingClass.NotShared(words[2], List.of(new Citation(words[0], words[1])));
			}
			default -> throw new IllegalArgumentException(this.share);
		};
	}

	private List<SharingMode> modes() {
		return (this.rows != null) ? List.of(SharingMode.SERVICE_INTERFACE, SharingMode.FILE_DOWNLOAD)
				: List.of(SharingMode.BATCH_EXCHANGE);
	}

	private Openness openness() {
		String[] parts = this.open.split(": ", 2);
		return switch (parts[0]) {
			case "unconditional" -> new Openness.Unconditional("cc-by-4.0");
			case "conditional" -> new Openness.Conditional("cc-by-4.0", text(parts[1]));
			case "not-open" ->
				new Openness.NotOpen(parts[1], List.of(new Citation("government-information-regulation", "第十四条、第十五条")));
			default -> throw new IllegalArgumentException(this.open);
		};
	}

	private List<Distribution> distributions() {
		return List
			.of(new Distribution(null, Text.of(text(this.title).zh() + "数据表", text(this.title).in("en") + ", table"),
					DistributionKind.TABLE, "csv", null));
	}

	private DataItem item(String line, City city) {
		List<String> parts = parts(line);
		String flag = parts.get(4);
		Sensitivity sensitivity = (flag.isEmpty() || "closed".equals(flag)) ? Sensitivity.NONE
				: Sensitivity.ofCode(flag);
		boolean open = flag.isEmpty() && !this.open.startsWith("not-open");
		ItemSource source = parts.get(6).isEmpty() ? ItemSource.collected()
				: new ItemSource(SourceKind.SHARED_FROM, city.agency(parts.get(6)).id(), null);
		ItemType type = ItemType.ofCode(parts.get(2));
		String reason = parts.get(7).isEmpty() ? null : parts.get(7);
		return DataItem.of(Text.of(parts.get(0), parts.get(1)), type)
			.column(parts.get(0))
			.length((type == ItemType.STRING) ? 200 : null)
			.meaning(Text.of(text(this.title).zh() + "的" + parts.get(0),
					parts.get(1) + ", of " + text(this.title).in("en")))
			.element(parts.get(5).isEmpty() ? null : parts.get(5))
			.sensitivity(sensitivity)
			.open(open)
			.source(source)
			.openingReason(reason)
			.build();
	}

	private static List<String> parts(String line) {
		List<String> parts = new ArrayList<>();
		for (String part : line.split("\\|", -1)) {
			parts.add(part.strip());
		}
		while (parts.size() < 8) {
			parts.add("");
		}
		return parts;
	}

	/** The table, the same at every run, as csv in UTF-8 with a header line. */
	byte[] table(City city) {
		Map<String, CellGenerator> columns = new LinkedHashMap<>();
		List<String> agencies = city.agencies().stream().map((agency) -> agency.name().zh()).toList();
		this.items.stream()
			.map(CityEntry::parts)
			.forEach((parts) -> columns.put(parts.get(0), ColumnGenerators.of(parts.get(3), agencies)));
		Optional<String> time = this.items.stream()
			.map((line) -> parts(line).get(3))
			.filter(ColumnGenerators::tellsTime)
			.findFirst();
		RandomGenerator random = new SplittableRandom(this.key.hashCode());
		StringBuilder csv = new StringBuilder(String.join(",", columns.keySet())).append("\r\n");
		for (int number = 0; number < Objects.requireNonNullElse(this.rows, 0); number++) {
			int at = number;
			LocalDateTime moment = time.map((how) -> ColumnGenerators.moment(how, at))
				.orElse(LocalDateTime.of(2026, 6, 30, 12, 0));
			CellGenerator.Row row = new CellGenerator.Row(number, moment, random);
			String separator = "";
			for (CellGenerator column : columns.values()) {
				csv.append(separator).append(column.value(row));
				separator = ",";
			}
			csv.append("\r\n");
		}
		return csv.toString().getBytes(StandardCharsets.UTF_8);
	}

}
