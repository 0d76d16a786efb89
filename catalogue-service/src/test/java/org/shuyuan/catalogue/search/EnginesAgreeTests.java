package org.shuyuan.catalogue.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.catalogue.search.elasticsearch.TestCluster;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.RemovedEntry;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.search.index.TestFindables;
import org.shuyuan.catalogue.search.lucene.LuceneEngine;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.identifier.AgencyId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same hits, order, facets, highlights and pages from both engines, on what people
 * ask in Chinese and English.
 */
@EnabledIf("org.shuyuan.catalogue.search.elasticsearch.ElasticsearchServer#present")
class EnginesAgreeTests {

	private static final List<String> QUESTIONS = List.of("", "公交", "公交站点", "公交站點", "公共汽车", "gongjiao", "gjzd", "bus",
			"bus stop", "空气质量", "空氣質量", "kongqizhiliang", "kqzl", "air quality", "PM2.5", "ｐｍ２．５", "大气质量", "医院", "醫院",
			"yiyuan", "hospital", "医疗机构", "停车场", "停車場", "停车位", "parking", "tingche", "学校", "xuexiao", "school", "幼儿园",
			"kindergarten", "图书馆", "圖書館读书活动", "tushuguan", "预算", "財政預算", "budget", "决算", "行政处罚", "行政許可 信息", "xzcf",
			"养老", "養老機構", "残疾人", "低保 人员", "药店", "pharmacy", "公厕", "旅游景点", "景区", "酒店", "合江县 企业", "纳溪 图书", "泸县人口统计信息",
			"不动产", "房产", "疫苗接种", "道路", "农村公路", "水库 shuiku", "污水处理", "垃圾", "消防", "天气", "weather", "招标公告 2023",
			"企业 名单 公示", "重点项目", "信息", "数据", "的", "毫不相干的臭氧层空洞", "医院 火星", "学校 学生 教师 人数", "市教育局", "data of schools",
			"统计表 2022年", "xlsx", "动漫企业年审", "a", "区");

	private static final String[] PLACES = "合江县 纳溪区 江阳区 泸县 市本级".split(" ");

	private static final String[] THINGS = ("公交站点 企业登记 空气质量 停车场 幼儿园 医院床位 行政处罚 行政许可 财政预算 重点项目 图书馆活动 水库水位 农村公路 养老机构 不动产登记 "
			+ "疫苗接种 旅游景区 消防设施 低保人员 污水处理厂")
		.split(" ");

	private static final String[] FORMS = "信息 统计表 名单 年度数据".split(" ");

	static boolean corpusPresent() {
		boolean present = CityCatalogues.folder().isPresent();
		if (!present) {
			System.out
				.println("Engines are compared on invented entries only: the corpus of city catalogues is absent");
		}
		return present;
	}

	@Test
	void onInventedEntries(@TempDir Path folder) throws IOException {
		List<IndexedEntry> all = new ArrayList<>();
		for (String place : PLACES) {
			for (String thing : THINGS) {
				for (String form : FORMS) {
					int number = all.size() + 1;
					IndexedEntry plain = TestFindables.of(Text.of(place + thing + form),
							(number % 4 == 0) ? null
									: new Text("全市" + thing + "的" + form + "，按月更新",
											"Monthly list of schools, " + number),
							(number % 2 == 0) ? TestFindables.HEALTH : TestFindables.TRANSPORT, "t" + number % 9,
							"f" + number % 4, (number % 7 == 0) ? Discoverability.AGENCY : Discoverability.PUBLIC);
					all.add(new IndexedEntry(plain.id(), number, plain.entry(), plain.agencyName(),
							(number % 11 == 0) ? null : LocalDate.of(2026, 1, 1 + number % 28), plain.data()));
				}
			}
		}
		agree(folder, all);
	}

	@Test
	@EnabledIf("corpusPresent")
	void onCityCatalogues(@TempDir Path folder) throws IOException {
		agree(folder, CityCatalogues.findables(true));
	}

	private static void agree(Path folder, List<IndexedEntry> all) throws IOException {
		try (TestCluster cluster = new TestCluster();
				SearchIndex here = new LuceneEngine(folder, SearchContract.ANALYSIS, SearchContract.JSON).open("agree");
				SearchIndex there = cluster.engine().open("agree")) {
			for (SearchIndex index : List.of(here, there)) {
				assertThat(index.writing()).isTrue();
				assertThat(index.position()).isEqualTo(IndexPosition.START);
				for (int from = 0; from < all.size(); from += 500) {
					int to = Math.min(all.size(), from + 500);
					index.apply(all.subList(from, to), List.of(), new IndexPosition(to, 0));
				}
				// written anew and taken away: what is left of it in an index counts
				// nothing
				index.apply(all.subList(0, 100),
						all.subList(100, 120)
							.stream()
							.map((one) -> new RemovedEntry(one.id(), all.size() + 1))
							.toList(),
						new IndexPosition(all.size() + 1, 0));
				index.settle(true);
			}
			EntrySearch lucene = new EntrySearch(here, SearchContract.ANALYSIS);
			EntrySearch elasticsearch = new EntrySearch(there, SearchContract.ANALYSIS);
			int found = 0;
			for (String words : QUESTIONS) {
				for (SearchQuery searchQuery : variants(words, all.getFirst())) {
					found += agree(searchQuery, lucene, elasticsearch);
				}
				assertThat(elasticsearch.suggestions(words)).as("suggestions for %s", words)
					.containsExactlyEntriesOf(lucene.suggestions(words));
			}
			assertThat(found).isGreaterThan(QUESTIONS.size());
		}
	}

	/** Compares an answer and the page after it. */
	private static int agree(SearchQuery searchQuery, EntrySearch lucene, EntrySearch elasticsearch) {
		SearchHits expected = lucene.answer(searchQuery);
		assertThat(elasticsearch.answer(searchQuery)).as("%s", searchQuery).isEqualTo(expected);
		if (expected.after() != null) {
			SearchQuery next = new SearchQuery(searchQuery.words(), searchQuery.chosen(), List.of(), searchQuery.sort(),
					searchQuery.limit(), expected.after(), searchQuery.reader());
			assertThat(elasticsearch.answer(next)).as("%s", next).isEqualTo(lucene.answer(next));
		}
		return expected.total();
	}

	private static List<SearchQuery> variants(String words, IndexedEntry some) {
		List<Facet> facets = List.copyOf(EnumSet.allOf(Facet.class));
		AgencyId agency = some.entry().agency();
		SearchQuery.Reader anybody = new SearchQuery.Reader.Anybody();
		return List.of(new SearchQuery(words, Map.of(), facets, SearchQuery.Sorting.RELEVANCE, 20, null, anybody),
				new SearchQuery(words, Map.of(), List.of(), SearchQuery.Sorting.MODIFIED, 5, null, anybody),
				new SearchQuery(words, Map.of(), List.of(), SearchQuery.Sorting.TITLE, 5, null, anybody),
				new SearchQuery(words,
						Map.of(Facet.FORMAT, Set.of(format(some), "csv"), Facet.AGENCY, Set.of(agency.value())),
						List.of(Facet.THEME, Facet.FORMAT, Facet.AGENCY, Facet.HAS_DATA), SearchQuery.Sorting.RELEVANCE,
						10, null, new SearchQuery.Reader.Department(agency)));
	}

	private static String format(IndexedEntry some) {
		return Facet.FORMAT.values(some).getFirst();
	}

}
