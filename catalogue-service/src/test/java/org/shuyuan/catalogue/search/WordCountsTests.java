package org.shuyuan.catalogue.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WordCountsTests {

	@Test
	void countsAWordOnceUntilItsCountIsOld(@TempDir Path folder) {
		AtomicLong time = new AtomicLong();
		try (LuceneIndex index = new LuceneIndex(folder, SearchContract.ANALYSIS, SearchContract.JSON)) {
			WordCounts counts = new WordCounts(index, time::get);
			List<Asked.Unit> units = SearchContract.ANALYSIS.asked("公交 医院").units();
			add(index, List.of("公交站点", "公交线路", "公交票价", "医院"));
			Rarity rarity = counts.of(units);
			assertThat(rarity).isEqualTo(new Rarity("02"));
			add(index, List.of("医院床位", "医院科室", "医院地址", "医院电话"));
			assertThat(counts.of(units)).isEqualTo(rarity);
			time.addAndGet(Duration.ofMinutes(11).toNanos());
			assertThat(counts.of(units)).isEqualTo(new Rarity("10"));
		}
	}

	@Test
	void worthGrowsWithRarity() {
		Rarity rarity = Rarity.of(List.of(1000, 500, 10, 1, 0), 1000);
		assertThat(rarity).isEqualTo(new Rarity("01689"));
		assertThat(rarity.worth(0, Asked.Demand.WORD)).isEqualTo(0.25f);
		assertThat(rarity.worth(3, Asked.Demand.WORD)).isEqualTo(4);
		assertThat(rarity.worth(3, Asked.Demand.CHARACTER)).isEqualTo(0.5f);
		assertThat(rarity.known(4)).isFalse();
	}

	@Test
	void refusesAnotherQuestionsRarity() {
		for (String steps : List.of("", "1", "123", "1x", "１２")) {
			assertThatIllegalArgumentException().isThrownBy(() -> Rarity.parse(steps, 2));
		}
	}

	private static void add(LuceneIndex index, List<String> titles) {
		List<Findable> found = new ArrayList<>();
		titles.forEach((title) -> found.add(TestFindables.titled(title)));
		index.apply(found, List.of(), new Position(index.position().changes() + titles.size(), 0));
	}

}
