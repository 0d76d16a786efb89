package org.shuyuan.vocab.rdf;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.TestEntries;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemSource;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.entry.SourceKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ShapesTests {

	@Test
	void findsNothingWrongWithACompleteEntry() {
		assertThat(Shapes.check(TestEntries.busStops()))
			.filteredOn((each) -> each.severity() != Violation.Severity.WARNING)
			.isEmpty();
	}

	@Test
	void acceptsAHarvestedDescriptionWithATitleAndItsSource() {
		assertThat(Shapes.check(TestEntries.harvested())).isEmpty();
	}

	@Test
	void refusesNotSharingOnTheGroundsOfACityRule() {
		SharingClass cityRule = new SharingClass.NotShared("内部规定",
				List.of(new Citation("guangzhou-digital-economy-regulation", "第六十四条")));
		SharingClass law = new SharingClass.NotShared("个人信息",
				List.of(new Citation("personal-information-protection-law", "第十三条")));
		assertThat(codes(with(TestEntries.busStops(), cityRule))).contains("citation-insufficient");
		assertThat(codes(with(TestEntries.busStops(), law))).doesNotContain("citation-insufficient", "reason-missing");
		assertThat(codes(with(TestEntries.busStops(), new SharingClass.NotShared(null, null))))
			.contains("citation-insufficient", "reason-missing");
		assertThat(codes(with(TestEntries.busStops(), new SharingClass.Conditional(Set.of(), Set.of()))))
			.contains("purposes-missing");
	}

	@Test
	void pointsAtThePlaceInTheEntry() {
		Entry stops = TestEntries.busStops();
		DataItem bad = DataItem.of(Text.of("住址"), ItemType.STRING)
			.element("no-such-element")
			.sensitivity(Sensitivity.PERSONAL)
			.open(true)
			.source(new ItemSource(SourceKind.SHARED_FROM, null, null))
			.build();
		Entry entry = TestEntries.withItems(stops, List.of(stops.items().getFirst(), bad));
		assertThat(Shapes.check(entry)).extracting(Violation::code, Violation::path)
			.contains(tuple("element-unknown", "items[1].element"), tuple("item-may-not-open", "items[1].open"),
					tuple("source-agency-missing", "items[1].source.agency"));
	}

	@Test
	void tellsEverythingThatIsMissingAtOnce() {
		Entry bare = Entry.of(Text.of("空目录"), TestEntries.AGENCY)
			.themes(List.of("no-such-theme"))
			.library("x")
			.area("12")
			.entityKind("y")
			.frequency("z")
			.landingPage("not an address")
			.build();
		assertThat(codes(bare)).contains("theme-unknown", "library-unknown", "area-malformed", "entity-kind-unknown",
				"frequency-unknown", "sharing-missing", "openness-missing", "grade-missing", "items-missing",
				"distributions-missing", "description-missing", "mode-missing", "landing-page-malformed");
	}

	@Test
	void explainsEveryViolationOfRandomEntriesInBothLanguages() {
		RandomGenerator random = RandomGeneratorFactory.getDefault().create(3);
		for (int i = 0; i < 300; i++) {
			assertThat(Shapes.check(TestEntries.random(random))).allSatisfy((each) -> {
				assertThat(each.message().en()).isNotBlank();
				assertThat(each.advice().en()).isNotBlank();
				assertThat(each.clause() == null || CodeList.of("clauses").has(each.clause())).isTrue();
			});
		}
	}

	private static List<String> codes(Entry entry) {
		return Shapes.check(entry).stream().map(Violation::code).toList();
	}

	private static Entry with(Entry entry, SharingClass sharing) {
		return TestEntries.withSharing(entry, sharing);
	}

}
