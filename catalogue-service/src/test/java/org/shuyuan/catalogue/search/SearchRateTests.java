package org.shuyuan.catalogue.search;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.vocab.Discoverability;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.json.JsonMapper;

/** Measures; runs only when asked to by {@code -Dsearch.rate=<entries>}. */
@EnabledIfSystemProperty(named = "search.rate", matches = "\\d+")
class SearchRateTests {

	private static final String[] PLACES = "合江县 纳溪区 江阳区 龙马潭区 泸县 叙永县 古蔺县 高新区 市本级 新城区".split(" ");

	private static final String[] THINGS = "公交站点 企业登记 空气质量 停车场 幼儿园 医院床位 行政处罚 行政许可 财政预算 重点项目 图书馆活动 水库水位 农村公路 养老机构 不动产登记 疫苗接种 旅游景区 消防设施 低保人员 教师资格 污水处理厂 药品零售 公共厕所 路灯井盖 就业岗位 科技成果 劳务输出 气象预警 食品抽检 招标公告"
		.split(" ");

	private static final String[] FORMS = "信息 统计表 名单 目录 年度数据 明细 台账 情况汇总 公示 一览表".split(" ");

	@Test
	void rate(@TempDir Path folder) {
		int entries = Integer.getInteger("search.rate");
		TextAnalysis analysis = new TextAnalysis();
		JsonMapper json = JsonMapper.builder().build();
		Random random = new Random(1);
		try (LuceneIndex index = new LuceneIndex(folder, analysis, json)) {
			long begun = System.nanoTime();
			for (int done = 0; done < entries; done += 1000) {
				List<Findable> batch = new ArrayList<>();
				for (int i = 0; i < 1000; i++) {
					String title = pick(PLACES, random) + pick(THINGS, random) + pick(FORMS, random) + (done + i);
					Findable plain = TestFindables.of(Text.of(title),
							Text.of(title + "，含" + pick(THINGS, random) + "与" + pick(THINGS, random) + "，逐月更新"),
							(i % 2 == 0) ? TestFindables.HEALTH : TestFindables.TRANSPORT, "t" + random.nextInt(20),
							"f" + random.nextInt(8), Discoverability.PUBLIC);
					batch.add(new Findable(plain.id(), 1, plain.entry(), plain.agencyName(), LocalDate.of(2026, 1, 1),
							Findable.Data.NONE));
				}
				index.apply(batch, List.of(), new Position(done + 1000, 0));
			}
			index.commit();
			System.out.printf("indexed %d at %.0f/s%n", entries, entries / ((System.nanoTime() - begun) / 1e9));
			EntrySearch search = new EntrySearch(index, analysis);
			List<Facet> four = List.of(Facet.THEME, Facet.AGENCY, Facet.FORMAT, Facet.OPENNESS);
			measure("two words, 4 facets", search, random, four, 0);
			measure("two words, 2 chosen of 4 facets", search, random, four, 2);
			measure("two words, all facets", search, random, List.of(Facet.values()), 0);
		}
	}

	private static void measure(String name, EntrySearch search, Random random, List<Facet> facets, int chosen) {
		for (int round = 0; round < 2; round++) {
			long[] times = new long[500];
			for (int i = 0; i < times.length; i++) {
				String words = pick(PLACES, random) + " " + pick(THINGS, random);
				Map<Facet, Set<String>> choice = (chosen == 0) ? Map.of() : Map.of(Facet.THEME,
						Set.of("t" + random.nextInt(20)), Facet.FORMAT, Set.of("f" + random.nextInt(8)));
				long begun = System.nanoTime();
				search.answer(new Question(words, choice, facets, Question.Sorting.RELEVANCE, 20, null,
						new Question.Reader.Anybody()));
				times[i] = System.nanoTime() - begun;
			}
			Arrays.sort(times);
			System.out.printf("%s: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms%n", name, times[250] / 1e6, times[475] / 1e6,
					times[495] / 1e6);
		}
	}

	private static String pick(String[] from, Random random) {
		return from[random.nextInt(from.length)];
	}

}
