package org.shuyuan.vocab;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** Entries to test with: one complete one, and any number of random ones. */
final class TestEntries {

	static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00007");

	private TestEntries() {
	}

	static Entry busStops() {
		DataItem name = new DataItem(ItemId.random(), Text.of("站名", "Stop name"), "stop", ItemType.STRING, 40,
				Text.of("公交站点的名称"), "place-name", Sensitivity.NONE, null, true, ItemSource.collected());
		DataItem keeper = new DataItem(ItemId.random(), Text.of("管理员"), null, ItemType.STRING, 20,
				Text.of("负责该站点的人员姓名"), "person-name", Sensitivity.PERSONAL, Grade.GENERAL_3, false,
				new ItemSource(SourceKind.SHARED_FROM, AGENCY, ItemId.random()));
		return new Entry(EntryId.random(), "bus-stops", "990100/0001", Text.of("公交站点", "Bus stops"),
				Text.of("全市公交站点的名称与位置"), List.of(Text.of("公交", "bus")), AGENCY, List.of("transport"), "thematic",
				"990100", "place", "monthly", new SharingClass.Conditional(Set.of(AGENCY), Set.of("planning")),
				List.of(SharingMode.FILE_DOWNLOAD), new Openness.Unconditional("cc-by-4.0"), Discoverability.PUBLIC,
				Grade.GENERAL_1, List.of(name, keeper),
				List.of(new Distribution(DistributionId.random(), Text.of("数据表"), DistributionKind.TABLE, "csv", null)),
				new Entry.Contact("数据科", "0990-1234567", "data@example.org"), List.of(EntryId.random()),
				LocalDate.of(2026, 1, 5), LocalDate.of(2026, 3, 1), "https://example.org/bus stops".replace(' ', '-'),
				null, Completeness.FULL);
	}

	static Entry harvested() {
		return new Entry(null, "https://data.example.org/set/1", null, Text.of("路灯"), null, List.of(), AGENCY,
				List.of(), null, null, null, null, null, List.of(), null, Discoverability.PUBLIC, null, List.of(),
				List.of(), null, List.of(), null, null, "https://data.example.org/set/1", "example",
				Completeness.HARVESTED);
	}

	static Entry withItems(Entry entry, List<DataItem> items) {
		return changed(entry, entry.sharing(), items);
	}

	static Entry withSharing(Entry entry, SharingClass sharing) {
		return changed(entry, sharing, entry.items());
	}

	private static Entry changed(Entry entry, SharingClass sharing, List<DataItem> items) {
		return new Entry(entry.id(), entry.key(), entry.code(), entry.title(), entry.description(), entry.keywords(),
				entry.agency(), entry.themes(), entry.library(), entry.area(), entry.entityKind(), entry.frequency(),
				sharing, entry.modes(), entry.openness(), entry.discoverability(), entry.grade(), items,
				entry.distributions(), entry.contact(), entry.related(), entry.issued(), entry.modified(),
				entry.landingPage(), entry.harvestedFrom(), entry.completeness());
	}

	static Entry random(RandomGenerator random) {
		return new Entry(maybe(random, EntryId.random()), maybe(random, word(random)), maybe(random, word(random)),
				text(random), maybe(random, text(random)), texts(random), agency(random), codes(random),
				maybe(random, word(random)), maybe(random, "990100"), maybe(random, word(random)),
				maybe(random, word(random)), maybe(random, sharing(random)),
				some(random, List.of(SharingMode.values())), maybe(random, openness(random)),
				pick(random, Discoverability.values()), maybe(random, pick(random, Grade.values())),
				IntStream.range(0, random.nextInt(5)).mapToObj((i) -> item(random)).toList(),
				IntStream.range(0, random.nextInt(3)).mapToObj((i) -> distribution(random)).toList(),
				maybe(random,
						new Entry.Contact(maybe(random, word(random)), maybe(random, word(random)),
								maybe(random, word(random)))),
				IntStream.range(0, random.nextInt(3)).mapToObj((i) -> EntryId.random()).toList(),
				maybe(random, date(random)), maybe(random, date(random)), maybe(random, address(random)),
				maybe(random, word(random)), pick(random, Completeness.values()),
				maybe(random, sourceMetadata(random)));
	}

	private static DataItem item(RandomGenerator random) {
		return new DataItem(maybe(random, ItemId.random()), text(random), maybe(random, word(random)),
				pick(random, ItemType.values()), maybe(random, 1 + random.nextInt(500)), maybe(random, text(random)),
				maybe(random, word(random)), pick(random, Sensitivity.values()),
				maybe(random, pick(random, Grade.values())), random.nextBoolean(),
				new ItemSource(pick(random, SourceKind.values()), maybe(random, agency(random)),
						maybe(random, ItemId.random())),
				null, random.nextBoolean(), random.nextBoolean());
	}

	private static Distribution distribution(RandomGenerator random) {
		return new Distribution(maybe(random, DistributionId.random()), text(random),
				pick(random, DistributionKind.values()), maybe(random, word(random)), maybe(random, address(random)),
				maybe(random,
						new SourceDistribution(maybe(random, "https://example.org/f?a=数据"), maybe(random, "text/csv"),
								maybe(random, named(random)), maybe(random, named(random)), maybe(random, date(random)),
								maybe(random, date(random)))));
	}

	private static SourceMetadata sourceMetadata(RandomGenerator random) {
		return new SourceMetadata(maybe(random, named(random)), List.of(named(random)), maybe(random, named(random)),
				List.of(named(random), named(random)), List.of(), maybe(random, named(random)));
	}

	private static NamedResource named(RandomGenerator random) {
		return switch (random.nextInt(4)) {
			case 0 -> new NamedResource("https://example.org/who/" + random.nextInt(9), null);
			case 1 -> new NamedResource(ShuyuanTerms.CODES + "themes/none", text(random));
			case 2 -> new NamedResource("https://example.org/who/" + random.nextInt(9), text(random));
			default -> new NamedResource(null, text(random));
		};
	}

	private static SharingClass sharing(RandomGenerator random) {
		return switch (random.nextInt(3)) {
			case 0 -> new SharingClass.Unconditional();
			case 1 -> new SharingClass.Conditional(Set.of(agency(random)), Set.copyOf(codes(random)));
			default -> new SharingClass.NotShared(word(random), citations(random));
		};
	}

	private static Openness openness(RandomGenerator random) {
		return switch (random.nextInt(3)) {
			case 0 -> new Openness.Unconditional(word(random));
			case 1 -> new Openness.Conditional(word(random), maybe(random, text(random)));
			default -> new Openness.NotOpen(word(random), citations(random));
		};
	}

	private static List<Citation> citations(RandomGenerator random) {
		return IntStream.range(0, random.nextInt(3))
			.mapToObj((i) -> new Citation(word(random), maybe(random, word(random))))
			.toList();
	}

	private static List<Text> texts(RandomGenerator random) {
		return IntStream.range(0, random.nextInt(4)).mapToObj((i) -> text(random)).toList();
	}

	private static Text text(RandomGenerator random) {
		return new Text(word(random), maybe(random, word(random)));
	}

	private static List<String> codes(RandomGenerator random) {
		return IntStream.range(0, random.nextInt(4)).mapToObj((i) -> word(random)).distinct().toList();
	}

	private static <T> List<T> some(RandomGenerator random, List<T> all) {
		List<T> chosen = new ArrayList<>();
		all.reversed().stream().filter((each) -> random.nextBoolean()).forEach(chosen::add);
		return chosen;
	}

	/** A word with everything in it that may upset an IRI, a literal or a file. */
	private static String word(RandomGenerator random) {
		String alphabet = "abcXYZ019-_.~/ %#?&=<>\"'\\{}|^`@:;,+()数据站点中文é𠀀😀\t\n";
		int[] points = alphabet.codePoints().toArray();
		StringBuilder word = new StringBuilder();
		for (int i = random.nextInt(1, 12); i > 0; i--) {
			word.appendCodePoint(points[random.nextInt(points.length)]);
		}
		return "w" + word + "字";
	}

	private static String address(RandomGenerator random) {
		return random.nextInt(4) == 0 ? word(random) : "https://example.org/" + random.nextInt(1000) + "?a=数据&b=%20";
	}

	private static LocalDate date(RandomGenerator random) {
		return LocalDate.ofEpochDay(random.nextInt(10000, 25000));
	}

	private static AgencyId agency(RandomGenerator random) {
		return AgencyId.ofBody("1199010%dMB0A0000%d".formatted(random.nextInt(10), random.nextInt(10)));
	}

	private static <T> T pick(RandomGenerator random, T[] all) {
		return all[random.nextInt(all.length)];
	}

	private static <T> @Nullable T maybe(RandomGenerator random, T value) {
		return random.nextInt(3) == 0 ? null : value;
	}

}
