package org.shuyuan.catalogue.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.search.index.TestFindables;
import org.shuyuan.catalogue.search.lucene.LuceneIndex;
import org.shuyuan.catalogue.text.AnalyzedQuery;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WordCountsTests {

	@Test
	void countsAWordOnceUntilItsCountIsOld(@TempDir Path folder) {
		AtomicLong time = new AtomicLong();
		try (LuceneIndex index = new LuceneIndex(folder, SearchContract.ANALYSIS, SearchContract.JSON)) {
			WordCounts counts = new WordCounts(index, time::get);
			List<AnalyzedQuery.Unit> units = SearchContract.ANALYSIS.asked("公交 医院").units();
			add(index, List.of("公交站点", "公交线路", "公交票价", "医院"));
			WordRarity wordRarity = counts.of(units, new SearchQuery.Reader.Anybody());
			assertThat(wordRarity).isEqualTo(new WordRarity("02"));
			add(index, List.of("医院床位", "医院科室", "医院地址", "医院电话"));
			assertThat(counts.of(units, new SearchQuery.Reader.Anybody())).isEqualTo(wordRarity);
			time.addAndGet(Duration.ofMinutes(11).toNanos());
			assertThat(counts.of(units, new SearchQuery.Reader.Anybody())).isEqualTo(new WordRarity("10"));
		}
	}

	@Test
	void whatADepartmentMayNotSeeDoesNotCountForIt(@TempDir Path folder) {
		try (LuceneIndex index = new LuceneIndex(folder, SearchContract.ANALYSIS, SearchContract.JSON)) {
			WordCounts counts = new WordCounts(index, System::nanoTime);
			List<AnalyzedQuery.Unit> units = SearchContract.ANALYSIS.asked("公交 医院").units();
			add(index, List.of("公交站点", "公交线路"));
			SearchQuery.Reader transport = new SearchQuery.Reader.Department(TestFindables.TRANSPORT);
			SearchQuery.Reader health = new SearchQuery.Reader.Department(TestFindables.HEALTH);
			IndexedEntry hidden = TestFindables.of(Text.of("医院"), null, TestFindables.HEALTH, "health", "csv",
					Discoverability.AGENCY);
			index.apply(List.of(hidden), List.of(), new IndexPosition(index.position().changes() + 1, 0));
			assertThat(counts.of(units, transport)).isEqualTo(new WordRarity("09"));
			assertThat(counts.of(units, health).known(1)).isTrue();
		}
	}

	@Test
	void worthGrowsWithRarity() {
		WordRarity wordRarity = WordRarity.of(List.of(1000, 500, 10, 1, 0), 1000);
		assertThat(wordRarity).isEqualTo(new WordRarity("01689"));
		assertThat(wordRarity.weight(0, AnalyzedQuery.Demand.WORD)).isEqualTo(0.25f);
		assertThat(wordRarity.weight(3, AnalyzedQuery.Demand.WORD)).isEqualTo(4);
		assertThat(wordRarity.weight(3, AnalyzedQuery.Demand.CHARACTER)).isEqualTo(0.5f);
		assertThat(wordRarity.known(4)).isFalse();
	}

	@Test
	void refusesAnotherQuestionsRarity() {
		for (String steps : List.of("", "1", "123", "1x", "１２")) {
			assertThatIllegalArgumentException().isThrownBy(() -> WordRarity.parse(steps, 2));
		}
	}

	private static void add(LuceneIndex index, List<String> titles) {
		List<IndexedEntry> found = new ArrayList<>();
		titles.forEach((title) -> found.add(TestFindables.titled(title)));
		index.apply(found, List.of(), new IndexPosition(index.position().changes() + titles.size(), 0));
	}

}
