package org.shuyuan.catalogue.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import com.github.houbb.opencc4j.util.ZhConverterUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.search.lucene.LuceneIndex;
import org.shuyuan.catalogue.text.TextAnalysis;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledIf("corpusPresent")
class CitySearchTests {

	private static final TextAnalysis ANALYSIS = new TextAnalysis();

	private static LuceneIndex index;

	private static EntrySearch search;

	private static Set<String> titles;

	static boolean corpusPresent() {
		return CityCatalogues.folder().isPresent();
	}

	@BeforeAll
	static void index(@TempDir Path folder) throws IOException {
		JsonMapper json = JsonMapper.builder().build();
		index = new LuceneIndex(folder, ANALYSIS, json);
		search = new EntrySearch(index, ANALYSIS);
		titles = new LinkedHashSet<>();
		List<IndexedEntry> all = CityCatalogues.findables(false);
		all.forEach((one) -> titles.add(one.entry().title().zh()));
		index.apply(all, List.of(), new IndexPosition(all.size(), 0));
	}

	@AfterAll
	static void close() {
		index.close();
	}

	@Test
	void findsEveryEntryByItsTitle() {
		assertThat(titles).hasSizeGreaterThan(6800);
		assertThat(titles.stream().filter((title) -> !found(title).stream().limit(3).toList().contains(title)))
			.isEmpty();
		assertThat(
				titles.stream().filter((title) -> !ANALYSIS.key(title).equals(ANALYSIS.key(found(title).getFirst()))))
			.isEmpty();
	}

	@Test
	void findsTitlesWrittenInTraditionalCharacters() {
		List<String> missed = new ArrayList<>();
		for (String title : sample(300)) {
			if (found(ZhConverterUtil.toTraditional(title)).stream().limit(3).noneMatch(title::equals)) {
				missed.add(title);
			}
		}
		assertThat(missed).hasSizeLessThanOrEqualTo(3);
	}

	@Test
	void findsTitlesTypedInPinyin() {
		List<String> missed = new ArrayList<>();
		List<String> sample = sample(300).stream().filter((title) -> title.matches("\\p{IsHan}{6,14}")).toList();
		for (String title : sample) {
			String spelling = ANALYSIS.spellings(title).stream().max((a, b) -> a.length() - b.length()).orElseThrow();
			if (!found(spelling).contains(title)) {
				missed.add(title + " " + spelling);
			}
		}
		assertThat(missed).hasSizeLessThanOrEqualTo(sample.size() / 50);
	}

	@Test
	void answersWhatPeopleAskFor() {
		Map<String, String> asked = Map.ofEntries(Map.entry("动漫企业", "动漫"), Map.entry("文物商店", "文物"),
				Map.entry("空气质量", "空气"), Map.entry("PM2.5", "PM2.5"), Map.entry("ｐｍ２．５", "PM2.5"),
				Map.entry("空氣質量", "空气"), Map.entry("kongqizhiliang", "空气质量"), Map.entry("kqzl", "空气质量"),
				Map.entry("图书馆", "图书"), Map.entry("圖書館", "图书"), Map.entry("tushuguan", "图书馆"), Map.entry("大气质量", "空气"),
				Map.entry("提灌站", "提灌站"), Map.entry("重点项目", "重点项目"), Map.entry("医院", "医"), Map.entry("醫院", "医"),
				Map.entry("yiyuan", "医院"), Map.entry("医疗机构", "医"), Map.entry("停车场", "停车"), Map.entry("停車場", "停车"),
				Map.entry("tingche", "停车"), Map.entry("停车位", "停车"), Map.entry("公交", "公"), Map.entry("公共汽车", "公"),
				Map.entry("gongjiao", "公交"), Map.entry("学校", "校"), Map.entry("學校", "校"), Map.entry("xuexiao", "学校"),
				Map.entry("幼儿园", "幼儿园"), Map.entry("youeryuan", "幼儿园"), Map.entry("预算", "预算"), Map.entry("預算", "预算"),
				Map.entry("决算", "决算"), Map.entry("行政处罚", "处罚"), Map.entry("行政許可", "许可"),
				Map.entry("xingzhengxuke", "许可"), Map.entry("xzcf", "处罚"), Map.entry("养老", "老"), Map.entry("養老機構", "老"),
				Map.entry("残疾人", "残疾"), Map.entry("低保", "低保"), Map.entry("药店", "药"), Map.entry("公厕", "厕"),
				Map.entry("旅游景点", "景"), Map.entry("景区", "景"), Map.entry("酒店", "店"), Map.entry("合江县 企业", "合江"),
				Map.entry("纳溪 图书", "图书"), Map.entry("泸县人口", "泸县"), Map.entry("不动产", "产"), Map.entry("房产", "产"),
				Map.entry("疫苗", "苗"), Map.entry("道路", "路"), Map.entry("农村公路", "路"), Map.entry("水库", "水库"),
				Map.entry("shuiku", "水库"), Map.entry("污水处理", "水"), Map.entry("垃圾", "垃圾"), Map.entry("消防", "消防"),
				Map.entry("天气", "气"));
		List<String> missed = new ArrayList<>();
		asked.forEach((words, expected) -> {
			if (found(words).stream().limit(3).noneMatch((title) -> title.contains(expected))) {
				missed.add(words + " -> " + found(words).stream().limit(3).toList());
			}
		});
		assertThat(missed).hasSizeLessThanOrEqualTo(2);
	}

	private static List<String> sample(int size) {
		List<String> all = new ArrayList<>(titles);
		java.util.Collections.shuffle(all, new Random(7));
		return all.subList(0, size);
	}

	private static List<String> found(String words) {
		return search
			.answer(new SearchQuery(words, Map.of(), List.of(Facet.THEME, Facet.AGENCY), SearchQuery.Sorting.RELEVANCE,
					10, null, new SearchQuery.Reader.Anybody()))
			.hits()
			.stream()
			.map((hit) -> hit.title().zh())
			.toList();
	}

}
