package org.shuyuan.vocab;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemSource;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.entry.NamedResource;
import org.shuyuan.vocab.entry.SourceDistribution;
import org.shuyuan.vocab.entry.SourceKind;
import org.shuyuan.vocab.entry.SourceMetadata;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;

/** Entries to test with: one complete one, and any number of random ones. */
public final class TestEntries {

	public static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00007");

	private TestEntries() {
	}

	public static Entry busStops() {
		DataItem name = DataItem.of(Text.of("站名", "Stop name"), ItemType.STRING)
			.id(ItemId.random())
			.column("stop")
			.length(40)
			.meaning(Text.of("公交站点的名称"))
			.element("place-name")
			.open(true)
			.build();
		DataItem keeper = DataItem.of(Text.of("管理员"), ItemType.STRING)
			.id(ItemId.random())
			.length(20)
			.meaning(Text.of("负责该站点的人员姓名"))
			.element("person-name")
			.sensitivity(Sensitivity.PERSONAL)
			.grade(Grade.GENERAL_3)
			.source(new ItemSource(SourceKind.SHARED_FROM, AGENCY, ItemId.random()))
			.build();
		return Entry.of(Text.of("公交站点", "Bus stops"), AGENCY)
			.id(EntryId.random())
			.key("bus-stops")
			.code("990100/0001")
			.description(Text.of("全市公交站点的名称与位置"))
			.keywords(List.of(Text.of("公交", "bus")))
			.themes(List.of("transport"))
			.library("thematic")
			.area("990100")
			.entityKind("place")
			.frequency("monthly")
			.sharing(new SharingClass.Conditional(Set.of(AGENCY), Set.of("planning")))
			.modes(List.of(SharingMode.FILE_DOWNLOAD))
			.openness(new Openness.Unconditional("cc-by-4.0"))
			.discoverability(Discoverability.PUBLIC)
			.grade(Grade.GENERAL_1)
			.items(List.of(name, keeper))
			.distributions(List
				.of(new Distribution(DistributionId.random(), Text.of("数据表"), DistributionKind.TABLE, "csv", null)))
			.contact(new Entry.Contact("数据科", "0990-1234567", "data@example.org"))
			.related(List.of(EntryId.random()))
			.issued(LocalDate.of(2026, 1, 5))
			.modified(LocalDate.of(2026, 3, 1))
			.landingPage("https://example.org/bus stops".replace(' ', '-'))
			.build();
	}

	public static Entry harvested() {
		return Entry.of(Text.of("路灯"), AGENCY)
			.key("https://data.example.org/set/1")
			.discoverability(Discoverability.PUBLIC)
			.landingPage("https://data.example.org/set/1")
			.harvestedFrom("example")
			.completeness(Completeness.HARVESTED)
			.build();
	}

	public static Entry withItems(Entry entry, List<DataItem> items) {
		return changed(entry, entry.sharing(), items);
	}

	public static Entry withSharing(Entry entry, SharingClass sharing) {
		return changed(entry, sharing, entry.items());
	}

	private static Entry changed(Entry entry, SharingClass sharing, List<DataItem> items) {
		return entry.change().sharing(sharing).items(items).atSource(null).build();
	}

	public static Entry random(RandomGenerator random) {
		return Entry.of(text(random), agency(random))
			.id(maybe(random, EntryId.random()))
			.key(maybe(random, word(random)))
			.code(maybe(random, word(random)))
			.description(maybe(random, text(random)))
			.keywords(texts(random))
			.themes(codes(random))
			.library(maybe(random, word(random)))
			.area(maybe(random, "990100"))
			.entityKind(maybe(random, word(random)))
			.frequency(maybe(random, word(random)))
			.sharing(maybe(random, sharing(random)))
			.modes(some(random, List.of(SharingMode.values())))
			.openness(maybe(random, openness(random)))
			.discoverability(pick(random, Discoverability.values()))
			.grade(maybe(random, pick(random, Grade.values())))
			.items(IntStream.range(0, random.nextInt(5)).mapToObj((i) -> item(random)).toList())
			.distributions(IntStream.range(0, random.nextInt(3)).mapToObj((i) -> distribution(random)).toList())
			.contact(maybe(random,
					new Entry.Contact(maybe(random, word(random)), maybe(random, word(random)),
							maybe(random, word(random)))))
			.related(IntStream.range(0, random.nextInt(3)).mapToObj((i) -> EntryId.random()).toList())
			.issued(maybe(random, date(random)))
			.modified(maybe(random, date(random)))
			.landingPage(maybe(random, address(random)))
			.harvestedFrom(maybe(random, word(random)))
			.completeness(pick(random, Completeness.values()))
			.atSource(maybe(random, sourceMetadata(random)))
			.build();
	}

	private static DataItem item(RandomGenerator random) {
		return DataItem.of(text(random), pick(random, ItemType.values()))
			.id(maybe(random, ItemId.random()))
			.column(maybe(random, word(random)))
			.length(maybe(random, 1 + random.nextInt(500)))
			.meaning(maybe(random, text(random)))
			.element(maybe(random, word(random)))
			.sensitivity(pick(random, Sensitivity.values()))
			.grade(maybe(random, pick(random, Grade.values())))
			.open(random.nextBoolean())
			.source(new ItemSource(pick(random, SourceKind.values()), maybe(random, agency(random)),
					maybe(random, ItemId.random())))
			.required(random.nextBoolean())
			.primaryKey(random.nextBoolean())
			.build();
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
