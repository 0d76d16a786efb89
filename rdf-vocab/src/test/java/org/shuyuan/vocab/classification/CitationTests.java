package org.shuyuan.vocab.classification;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.vocab.TestEntries;
import org.shuyuan.vocab.rdf.Shapes;
import org.shuyuan.vocab.rdf.Violation;

import static org.assertj.core.api.Assertions.assertThat;

class CitationTests {

	@ParameterizedTest
	@CsvSource({ "第十五条,15", "第一百零三条第二款,103", "第一千二百六十条,1260", "第15条,15", "第１５条,15", "第二十条之一,20", "art. 14,14",
			"99,99" })
	void readsTheNumberOfAnArticle(String article, int number) {
		assertThat(new Citation("civil-code", article).articleNumbers()).containsExactly(number);
	}

	@Test
	void readsSeveralArticles() {
		assertThat(new Citation("civil-code", "第十四条、第十五条").articleNumbers()).isEqualTo(List.of(14, 15));
		assertThat(new Citation("civil-code", "附件第三项").articleNumbers()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "有关规定", "见附件", "相关条款", "条", "第条" })
	void refusesAnArticleWithoutANumber(String article) {
		SharingClass sharing = new SharingClass.NotShared("依法", List.of(new Citation("statistics-law", article)));
		assertThat(Shapes.check(TestEntries.withSharing(TestEntries.busStops(), sharing)))
			.filteredOn((each) -> each.severity() == Violation.Severity.INVALID)
			.extracting(Violation::code, Violation::path)
			.contains(org.assertj.core.api.Assertions.tuple("article-malformed", "sharing.citations[0].article"));
	}

	@Test
	void anArticleIsNeededBeforeSubmission() {
		SharingClass sharing = new SharingClass.NotShared("依法", List.of(new Citation("statistics-law", null)));
		assertThat(Shapes.check(TestEntries.withSharing(TestEntries.busStops(), sharing)))
			.filteredOn((each) -> each.severity() == Violation.Severity.INCOMPLETE)
			.extracting(Violation::code)
			.contains("article-missing");
	}

}
