package org.shuyuan.catalogue.text;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextAnalysisTests {

	private final TextAnalysis analysis = new TextAnalysis();

	@Test
	void findsWordsPairsAndCharacters() {
		assertThat(terms("公务员招录")).contains("公务员", "公务", "务员", "招录", "招");
	}

	@Test
	void foldsTraditionalWidthCaseAndDigits() {
		assertThat(terms("環境ＰＭ２.5監測")).containsAll(terms("环境pm2.5监测"));
	}

	@Test
	void stemsEnglish() {
		assertThat(terms("Parking Stations")).contains("park", "station");
	}

	@Test
	void readsPolyphonicCharactersByTheirWord() {
		assertThat(this.analysis.spellings("重庆银行网点")).contains("chongqingyinhangwangdian", "cqyhwd", "yinhangwangdian",
				"yhwd", "wangdian");
	}

	@Test
	void asksForAnyOfASynonymGroup() {
		assertThat(this.analysis.asked("公交线路").units().getFirst().ways()).contains(List.of("公交"),
				List.of("公共", "共汽", "汽车"));
	}

	@Test
	void asksInPartForWhatCataloguesCallAWord() {
		assertThat(this.analysis.asked("坐车").units().getFirst().parts()).contains(List.of("公交"), List.of("客运"));
		assertThat(this.analysis.asked("driving schools").units()).hasSize(1);
		assertThat(this.analysis.asked("driving schools").units().getFirst().parts()).contains(List.of("驾校"));
		assertThat(this.analysis.asked("客运").terms()).doesNotContain("坐车");
	}

	@Test
	void readsThePinyinOfKnownWords() {
		assertThat(this.analysis.asked("gongce").units().getFirst().ways()).contains(List.of("公厕"),
				List.of("公共", "共厕", "厕所"));
		assertThat(this.analysis.asked("ggcs").units().getFirst().parts()).contains(List.of("公厕"));
		assertThat(this.analysis.asked("hospital").units().getFirst().spelling()).isNull();
	}

	@Test
	void needsNoWordsThatOnlyAskWhere() {
		assertThat(this.analysis.asked("停车场在哪里").units()).hasSize(1);
	}

	@Test
	void keepsShortAbbreviationsWhole() {
		assertThat(terms("AED点位")).contains("aed").doesNotContain("a");
	}

	@Test
	void findsSynonymsOnlyAtWordBoundaries() {
		assertThat(this.analysis.asked("办公交流").terms()).doesNotContain("共汽");
	}

	@Test
	void keepsEachCharactersPlace() {
		String text = "１号線 and 𠮷野家 ㎡";
		assertThat(this.analysis.tokens(text, true))
			.allMatch((token) -> token.start() >= 0 && token.start() < token.end() && token.end() <= text.length());
	}

	@Test
	void takesAnyStringAsAQuestion() {
		for (String odd : List.of("", " ", "\"", "a AND (", "+-&&||!(){}[]^~*?:\\/", "\ud800", "\u0000", "的", "!!!",
				"x".repeat(100_000), "中".repeat(5000))) {
			assertThat(this.analysis.asked(odd).units()).hasSizeLessThanOrEqualTo(40);
		}
	}

	private List<String> terms(String text) {
		return this.analysis.tokens(text, true).stream().map(TextAnalysis.Token::term).toList();
	}

}
