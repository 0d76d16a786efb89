package org.shuyuan.vocab.rdf;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.vocab.ShuyuanTerms;
import org.shuyuan.vocab.TestEntries;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemSource;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.entry.PublicPart;
import org.shuyuan.vocab.identifier.ItemId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EntryGraphTests {

	private static final String BASE = "http://127.0.0.1:8080";

	@Test
	void keepsEveryFactOfAnEntry() {
		Entry entry = TestEntries.busStops();
		assertThat(EntryGraph.read(EntryGraph.write(entry, BASE), BASE)).isEqualTo(entry);
	}

	@Test
	void keepsEveryFactOfRandomEntries() {
		RandomGenerator random = RandomGeneratorFactory.getDefault().create(20260105);
		for (int i = 0; i < 2000; i++) {
			Entry entry = TestEntries.random(random);
			assertThat(EntryGraph.read(EntryGraph.write(entry, BASE), BASE)).isEqualTo(entry);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TURTLE", "JSON-LD", "RDF/XML", "N-TRIPLES" })
	void survivesEverySyntax(String syntax) {
		RandomGenerator random = RandomGeneratorFactory.getDefault().create(7);
		for (int i = 0; i < 50; i++) {
			Entry entry = TestEntries.random(random);
			StringWriter text = new StringWriter();
			EntryGraph.write(entry, BASE).write(text, syntax);
			Model read = ModelFactory.createDefaultModel();
			read.read(new StringReader(text.toString()), null, syntax);
			assertThat(EntryGraph.read(read, BASE)).isEqualTo(entry);
		}
	}

	@Test
	void refusesAGraphWithoutAnEntry() {
		assertThatThrownBy(() -> EntryGraph.read(ModelFactory.createDefaultModel(), BASE))
			.isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void showsThePublicOnlyWhatMayOpen() {
		Entry part = PublicPart.of(TestEntries.busStops());
		assertThat(part.items()).extracting((each) -> each.name().zh()).containsExactly("站名");
		assertThat(part.key()).isNull();
		assertThat(part.contact()).isNull();
		assertThat(part.related()).isEmpty();
		assertThat(part.sharing()).isEqualTo(new SharingClass.Conditional(Set.of(), Set.of()));
		StringWriter text = new StringWriter();
		RDFDataMgr.write(text, EntryGraph.write(part, BASE), Lang.TURTLE);
		assertThat(text.toString()).doesNotContain("管理员", "planning", "数据科");
	}

	@Test
	void showsThePublicNoItemOfImportantData() {
		Entry stops = TestEntries.busStops();
		Entry important = Entry.of(stops.title(), stops.agency())
			.id(stops.id())
			.discoverability(Discoverability.PUBLIC)
			.grade(Grade.IMPORTANT)
			.items(stops.items())
			.build();
		assertThat(PublicPart.of(important).items()).isEmpty();
	}

	@Test
	void anItemOfTheKeyIsRequired() {
		DataItem code = keyed("编号", true);
		assertThat(code.required()).isTrue();
		assertThat(code.withPrimaryKey(false).primaryKey()).isFalse();
		Model graph = EntryGraph.write(TestEntries.withItems(TestEntries.busStops(), List.of(code)), BASE);
		assertThat(graph.listObjectsOfProperty(Csvw.REQUIRED).toList()).singleElement()
			.matches((each) -> each.asLiteral().getBoolean());
		assertThat(graph.contains(graph.createResource(BASE + "/items/" + code.id()), ShuyuanTerms.PRIMARY_KEY))
			.isTrue();
	}

	@Test
	void showsThePublicNoPartOfAKey() {
		Entry whole = TestEntries.withItems(TestEntries.busStops(), List.of(keyed("编号", true), keyed("日期", true)));
		assertThat(PublicPart.of(whole).items()).extracting(DataItem::primaryKey).containsExactly(true, true);
		Entry half = TestEntries.withItems(TestEntries.busStops(), List.of(keyed("编号", true), keyed("日期", false)));
		assertThat(PublicPart.of(half).items()).singleElement()
			.matches((item) -> item.required() && !item.primaryKey());
	}

	private static DataItem keyed(String name, boolean open) {
		return new DataItem(ItemId.random(), Text.of(name), null, ItemType.STRING, null, null, null, Sensitivity.NONE,
				null, open, ItemSource.collected(), null, false, true);
	}

	@Test
	void showsThePublicTheStrictestGradeAndNothingOfWhatMayNotOpen() {
		Entry stops = TestEntries.busStops();
		DataItem core = DataItem.of(Text.of("甲"), ItemType.STRING).id(ItemId.random()).grade(Grade.CORE).build();
		Entry part = PublicPart.of(TestEntries.withItems(stops, List.of(stops.items().getFirst(), core)));
		assertThat(part.grade()).isEqualTo(Grade.CORE);
		assertThat(part.items()).isEmpty();
		assertThat(part.openness()).isInstanceOf(Openness.NotOpen.class);
	}

}
