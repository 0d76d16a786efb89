package org.shuyuan.catalogue.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.RemovedEntry;
import org.shuyuan.catalogue.search.index.SearchEngine;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.search.index.TestFindables;
import org.shuyuan.catalogue.text.TextAnalysis;
import org.shuyuan.catalogue.text.WordLists;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What every search engine has to do, whichever it is.
 */
public abstract class SearchContract {

	public static final TextAnalysis ANALYSIS = new TextAnalysis();

	public static final JsonMapper JSON = JsonMapper.builder().build();

	private final List<IndexedEntry> all = new ArrayList<>();

	private SearchIndex index;

	private EntrySearch search;

	/** The engine under test, with nothing in it. */
	protected abstract SearchEngine engine(Path folder);

	@BeforeEach
	void open(@TempDir Path folder) {
		this.index = engine(folder).open("contract");
		assertThat(this.index.writing()).isTrue();
		this.search = new EntrySearch(this.index, ANALYSIS);
		add("公交站点信息", "Bus stops", "全市公交站点的名称、经纬度与所属线路", "transport", "csv");
		add("公交线路", null, "公交线路起讫点", "transport", "json");
		add("公共停车场", "Public parking lots", "停车场泊位数量", "transport", "csv");
		add("重庆银行网点", null, null, "finance", "csv");
		add("空气质量监测数据", "Air quality", "PM2.5、臭氧 <b>日均值</b>", "environment", "xlsx");
		add("不动产登记办理指南", null, "办事所需材料", "housing", "csv");
		this.all.add(TestFindables.of(Text.of("医院床位数"), null, TestFindables.HEALTH, "health", "csv",
				Discoverability.PUBLIC));
		this.all.add(TestFindables.of(Text.of("公务用车台账"), null, TestFindables.HEALTH, "transport", "csv",
				Discoverability.DEPARTMENTS));
		this.all.add(TestFindables.of(Text.of("公务接待台账"), null, TestFindables.HEALTH, "transport", "csv",
				Discoverability.AGENCY));
		assertThat(this.index.position()).isEqualTo(IndexPosition.START);
		apply(this.all, List.of(), at(9));
	}

	private void add(String title, String english, String description, String theme, String format) {
		this.all.add(TestFindables.of(new Text(title, english), (description != null) ? Text.of(description) : null,
				TestFindables.TRANSPORT, theme, format, Discoverability.PUBLIC));
	}

	@AfterEach
	void close() {
		this.index.close();
	}

	@Test
	void findsWordsInEveryScript() {
		assertThat(titles("公交站")).startsWith("公交站点信息");
		assertThat(titles("公交站點")).startsWith("公交站点信息");
		assertThat(titles("公共汽车站点")).startsWith("公交站点信息");
		assertThat(titles("gongjiaozhandian")).startsWith("公交站点信息");
		assertThat(titles("gong jiao zhan dian")).contains("公交站点信息");
		assertThat(titles("gjzd")).startsWith("公交站点信息");
		assertThat(titles("cqyh")).containsExactly("重庆银行网点");
		assertThat(titles("房产登记")).containsExactly("不动产登记办理指南");
		assertThat(titles("BUS stop")).contains("公交站点信息");
		assertThat(titles("parked")).contains("公共停车场");
		assertThat(titles("ｐｍ２．５")).containsExactly("空气质量监测数据");
		assertThat(titles("交通局 停车")).containsExactly("公共停车场");
	}

	@Test
	void ranksTheExactTitleFirst() {
		for (IndexedEntry indexedEntry : this.all) {
			assertThat(titles(indexedEntry.entry().title().zh())).startsWith(indexedEntry.entry().title().zh());
		}
	}

	@Test
	void putsWhatMeetsAllWordsBeforeWhatMeetsSome() {
		SearchHits searchHits = ask("公交 经纬度");
		assertThat(searchHits.relaxed()).isFalse();
		assertThat(searchHits.hits().getFirst().title().zh()).isEqualTo("公交站点信息");
		assertThat(searchHits.total()).isGreaterThan(searchHits.totalAllWords());
		assertThat(searchHits.hits()).filteredOn(SearchHit::allWords).hasSize(searchHits.totalAllWords());
		assertThat(searchHits.hits().stream().map(SearchHit::allWords)).isSortedAccordingTo(Comparator.reverseOrder());
		SearchHits none = ask("公交 臭氧层空洞");
		assertThat(none.relaxed()).isTrue();
		assertThat(none.totalAllWords()).isZero();
		assertThat(none.hits()).isNotEmpty().noneMatch(SearchHit::allWords);
		assertThat(ask("毫不相干").total()).isZero();
	}

	@Test
	void keepsTheTiersInEveryOrderAndCountsThem() {
		for (SearchQuery.Sorting sorting : SearchQuery.Sorting.values()) {
			SearchHits searchHits = this.search.answer(question("公交 站点", Map.of(Facet.FORMAT, Set.of("csv", "json")),
					sorting, 50, null, new SearchQuery.Reader.Anybody()));
			assertThat(searchHits.totalAllWords()).isEqualTo(1);
			assertThat(searchHits.total()).isEqualTo(searchHits.hits().size()).isGreaterThan(1);
			assertThat(searchHits.hits().getFirst().title().zh()).isEqualTo("公交站点信息");
			assertThat(searchHits.counts().get(Facet.THEME).values().stream().mapToInt(Integer::intValue).sum())
				.isEqualTo(searchHits.total());
		}
	}

	@Test
	void needsMoreThanAWordThatMostEntriesHave() {
		assertThat(titles("市 医院 床位")).containsExactly("医院床位数");
		assertThat(titles("交通局 停车")).containsExactly("公共停车场");
	}

	@Test
	void requiresNoWordsThatOnlySayData() {
		for (String words : List.of("停车场名录", "停车场的数据", "停车场信息一览表", "停车场 数据集", "parking data list")) {
			assertThat(titles(words)).as(words).containsExactly("公共停车场");
		}
		assertThat(titles("数据")).contains("空气质量监测数据");
	}

	@Test
	void findsAnAgencysEntriesByAnyOfItsNames() {
		int transport = 6;
		for (String name : List.of("交通局", "市交通局", "市交通运输局", "交通运输局", "jiaotongju", TestFindables.TRANSPORT.value(),
				TestFindables.TRANSPORT.value().toLowerCase(Locale.ROOT))) {
			SearchHits searchHits = ask(name);
			assertThat(searchHits.totalAllWords()).as(name).isEqualTo(transport);
			assertThat(searchHits.hits().subList(0, transport)).as(name)
				.allMatch((hit) -> hit.agency().equals(TestFindables.TRANSPORT.value()));
		}
		for (String name : List.of("卫健委", "市卫健委", "卫生健康委", "市卫生健康委员会")) {
			assertThat(ask(name).hits().stream().filter(SearchHit::allWords)).as(name)
				.hasSize(3)
				.allMatch((hit) -> hit.agency().equals(TestFindables.HEALTH.value()));
		}
		assertThat(titles("卫健委床位")).startsWith("医院床位数");
		assertThat(ask("11990100MB0A99999").total()).isZero();
	}

	@Test
	void findsEverydayWordsAndEnglish() {
		assertThat(titles("公车站")).startsWith("公交站点信息");
		assertThat(titles("雾霾")).contains("空气质量监测数据");
		assertThat(titles("hospital")).contains("医院床位数");
		assertThat(titles("hospitals")).contains("医院床位数");
		assertThat(titles("bus stops")).startsWith("公交站点信息");
		assertThat(titles("air pollution")).contains("空气质量监测数据");
	}

	@Test
	void findsWhatCataloguesCallWhatPeopleSay() {
		for (String asked : List.of("公车站", "gongjiaozhandian", "GJZD", "busstop", "坐车的地方", "等公交")) {
			assertThat(titles(asked)).as(asked).contains("公交站点信息");
		}
		assertThat(titles("gongjiao")).contains("公交站点信息");
		assertThat(titles("住院")).contains("医院床位数");
		assertThat(titles("医院")).doesNotContain("公交站点信息");
	}

	@Test
	void takesACorrectionForASingleWordThatIsNotKnown() {
		assertThat(ask("亭车场").corrected()).isTrue();
		assertThat(ask("坐车").corrected()).isFalse();
	}

	@Test
	void takesWhatSoundsTheSameOrIsALetterOff() {
		for (var slip : Map.of("意院", "医院", "hosptial", "hospital", "qualty", "quality", "parkin", "parking")
			.entrySet()) {
			SearchHits searchHits = ask(slip.getKey());
			assertThat(searchHits.didYouMean()).as(slip.getKey()).isEqualTo(slip.getValue());
			assertThat(searchHits.corrected()).isTrue();
			assertThat(searchHits.hits()).containsExactlyElementsOf(ask(slip.getValue()).hits());
		}
		SearchHits partly = ask("公共 亭车场");
		assertThat(partly.didYouMean()).isEqualTo("公共 停车场");
		assertThat(partly.corrected()).isFalse();
		assertThat(ask("空汽质量").didYouMean()).isEqualTo("空气质量");
		assertThat(ask("亭车场").didYouMean()).isEqualTo("停车场");
		assertThat(ask("停车场").didYouMean()).isNull();
		assertThat(ask("毫不相干").didYouMean()).isNull();
	}

	@Test
	void pagesOnInTheSameWordsWhateverComesMeanwhile() {
		for (String words : List.of("公交 臭氧层空洞", "亭车场", "公共 医院 空气")) {
			SearchHits first = this.search.answer(question(words, Map.of(), SearchQuery.Sorting.RELEVANCE, 1, null,
					new SearchQuery.Reader.Anybody()));
			List<SearchHit> before = ask(words).hits();
			apply(List.of(TestFindables.titled(words)), List.of(), this.index.position());
			if (first.after() != null) {
				SearchHits second = this.search.answer(question(words, Map.of(), SearchQuery.Sorting.RELEVANCE, 1,
						first.after(), new SearchQuery.Reader.Anybody()));
				assertThat(second.hits()).containsExactly(before.get(1));
			}
		}
	}

	@Test
	void correctsNothingToWhatAReaderMayNotSee() {
		var foreign = new SearchQuery.Reader.Department(TestFindables.TRANSPORT);
		var own = new SearchQuery.Reader.Department(TestFindables.HEALTH);
		assertThat(answer("接戴台账", own).didYouMean()).isEqualTo("接待台账");
		assertThat(answer("接戴", foreign).didYouMean()).isNull();
		assertThat(answer("接戴", foreign).total()).isZero();
	}

	@Test
	void takesTheLongestQuestionOfManySynonyms() {
		List<String> words = WordLists.groups("synonyms.txt").stream().map(List::getFirst).toList();
		for (int from = 0; from < words.size(); from += 20) {
			String many = String.join(" ", words.subList(from, Math.min(words.size(), from + 20)));
			assertThat(ask(many).total()).isNotNegative();
		}
	}

	@Test
	void countsAFacetWithoutItsOwnSelection() {
		SearchHits searchHits = this.search.answer(question("", Map.of(Facet.FORMAT, Set.of("json")),
				SearchQuery.Sorting.RELEVANCE, 50, null, new SearchQuery.Reader.Anybody()));
		assertThat(searchHits.total()).isEqualTo(1);
		assertThat(searchHits.counts().get(Facet.FORMAT)).isEqualTo(Map.of("csv", 7, "json", 1, "xlsx", 1));
		assertThat(searchHits.counts().get(Facet.THEME)).isEqualTo(Map.of("transport", 1));
		SearchHits two = this.search
			.answer(question("公", Map.of(Facet.FORMAT, Set.of("json", "csv"), Facet.THEME, Set.of("transport")),
					SearchQuery.Sorting.RELEVANCE, 50, null, new SearchQuery.Reader.Anybody()));
		assertThat(two.total()).isEqualTo(5);
		assertThat(two.counts().get(Facet.AGENCY))
			.isEqualTo(Map.of(TestFindables.TRANSPORT.value(), 3, TestFindables.HEALTH.value(), 2));
	}

	@Test
	void showsADepartmentWhatDepartmentsMaySeeAndItsOwn() {
		var foreign = new SearchQuery.Reader.Department(TestFindables.TRANSPORT);
		var own = new SearchQuery.Reader.Department(TestFindables.HEALTH);
		assertThat(titles("台账", foreign)).containsExactly("公务用车台账");
		assertThat(titles("台账", own)).containsExactlyInAnyOrder("公务用车台账", "公务接待台账");
		assertThat(this.search.answer(question("", Map.of(), SearchQuery.Sorting.TITLE, 50, null, foreign))
			.counts()
			.get(Facet.THEME)).containsEntry("transport", 4);
	}

	@Test
	void pagesThroughEverythingOnceInEveryOrder() {
		for (SearchQuery.Sorting sorting : SearchQuery.Sorting.values()) {
			for (String words : List.of("", "公", "公交 站点", "公共 医院 空气", "交通局 臭氧层空洞", "卫健委", "亭车场 公交")) {
				List<String> seen = new ArrayList<>();
				String after = null;
				do {
					SearchHits page = this.search
						.answer(question(words, Map.of(), sorting, 2, after, new SearchQuery.Reader.Anybody()));
					page.hits().forEach((hit) -> seen.add(hit.id()));
					after = page.after();
				}
				while (after != null);
				assertThat(seen).doesNotHaveDuplicates().hasSize(ask(words).total());
			}
		}
	}

	@Test
	void refusesTheEndOfAnotherOrdersPage() {
		String after = this.search
			.answer(question("", Map.of(), SearchQuery.Sorting.TITLE, 2, null, new SearchQuery.Reader.Anybody()))
			.after();
		for (String token : Arrays.asList(after, "x", "Ug", "%%%")) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.search.answer(
					question("", Map.of(), SearchQuery.Sorting.RELEVANCE, 2, token, new SearchQuery.Reader.Anybody())));
		}
	}

	@Test
	void ordersTitlesByTheirReading() {
		assertThat(this.search
			.answer(question("", Map.of(), SearchQuery.Sorting.TITLE, 50, null, new SearchQuery.Reader.Anybody()))
			.hits()
			.stream()
			.map((hit) -> hit.title().zh())).startsWith("不动产登记办理指南", "重庆银行网点").endsWith("医院床位数");
	}

	@Test
	void marksAndEscapes() {
		SearchHit air = ask("臭氧").hits().getFirst();
		assertThat(air.highlights().description()).isEqualTo("PM2.5、<mark>臭氧</mark> &lt;b&gt;日均值&lt;/b&gt;");
		assertThat(ask("公交站點").hits().getFirst().highlights().title()).isEqualTo("<mark>公交站点</mark>信息");
	}

	@Test
	void suggestsByBeginningWordAndSpelling() {
		assertThat(suggestions("公交")).startsWith("公交线路", "公交站点信息");
		assertThat(suggestions("站点")).contains("公交站点信息");
		assertThat(suggestions("tcc")).containsExactly("公共停车场");
		assertThat(suggestions("bus")).contains("公交站点信息");
		assertThat(suggestions("  ")).isEmpty();
	}

	@Test
	void answersAnyString() {
		for (String odd : List.of("\"", "a AND (", "+-&&||!(){}[]^~*?:\\/", "\ud800", "\u0000", "的", "!!!", "公交 AND",
				"x".repeat(50_000), "中".repeat(50_000),
				String.join(" ", IntStream.range(0, 2000).mapToObj(Integer::toString).toList()))) {
			ask(odd);
			this.search.suggestions(odd);
		}
	}

	@Test
	void forgetsWhatIsGone(@TempDir Path folder) {
		apply(List.of(), List.of(new RemovedEntry(this.all.getFirst().id(), 10)), at(10));
		assertThat(titles("公交站点信息")).doesNotContain("公交站点信息");
		assertThat(suggestions("公交站")).isEmpty();
		assertThat(this.index.position()).isEqualTo(at(10));
	}

	@Test
	void keepsThePositionOfEntriesAndOfData() {
		apply(List.of(this.all.getFirst()), List.of(), new IndexPosition(9, 4));
		assertThat(this.index.position()).isEqualTo(new IndexPosition(9, 4));
		assertThat(ask("").total()).isEqualTo(this.all.size());
	}

	@Test
	void forgetsEverythingWhenTold() {
		this.index.clear();
		assertThat(this.index.writing()).isTrue();
		assertThat(this.index.position()).isEqualTo(IndexPosition.START);
		apply(this.all.subList(0, 1), List.of(), at(1));
		assertThat(ask("").total()).isEqualTo(1);
	}

	@Test
	void putsShortTitlesFirstWhereNothingElseTells() {
		assertThat(titles("台账", new SearchQuery.Reader.Everything())).hasSize(2);
		assertThat(titles("公交")).startsWith("公交线路", "公交站点信息");
	}

	private void apply(List<IndexedEntry> found, List<RemovedEntry> gone, IndexPosition indexPosition) {
		this.index.apply(found, gone, indexPosition);
		this.index.settle(true);
	}

	private static IndexPosition at(long changes) {
		return new IndexPosition(changes, 0);
	}

	private List<String> suggestions(String typed) {
		return this.search.suggestions(typed).values().stream().map(Text::zh).toList();
	}

	private SearchHits ask(String words) {
		return this.search.answer(
				question(words, Map.of(), SearchQuery.Sorting.RELEVANCE, 50, null, new SearchQuery.Reader.Anybody()));
	}

	private SearchHits answer(String words, SearchQuery.Reader reader) {
		return this.search.answer(question(words, Map.of(), SearchQuery.Sorting.RELEVANCE, 50, null, reader));
	}

	private List<String> titles(String words) {
		return titles(words, new SearchQuery.Reader.Anybody());
	}

	private List<String> titles(String words, SearchQuery.Reader reader) {
		return this.search.answer(question(words, Map.of(), SearchQuery.Sorting.RELEVANCE, 50, null, reader))
			.hits()
			.stream()
			.map((hit) -> hit.title().zh())
			.toList();
	}

	private static SearchQuery question(String words, Map<Facet, Set<String>> chosen, SearchQuery.Sorting sort,
			int limit, String after, SearchQuery.Reader reader) {
		return new SearchQuery(words, chosen, List.copyOf(EnumSet.allOf(Facet.class)), sort, limit, after, reader);
	}

}
