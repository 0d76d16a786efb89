package org.shuyuan.catalogue.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.search.lucene.LuceneIndex;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How well judged questions are answered over the real city catalogues: prints nDCG@10,
 * recall@50 and how many questions found nothing, by kind of question.
 *
 * @see <a href="https://doi.org/10.1145/582415.582418">Järvelin and Kekäläinen, Cumulated
 * gain-based evaluation of IR techniques</a>
 */
@EnabledIf("corpusPresent")
class JudgedSearchTests {

	private static final int GAIN_DEPTH = 10;

	private static final int RECALL_DEPTH = 50;

	static boolean corpusPresent() {
		boolean present = CityCatalogues.folder().isPresent();
		if (!present) {
			System.out.println("Judged questions are not asked: the corpus of city catalogues is absent");
		}
		return present;
	}

	@Test
	void answersJudgedQuestions(@TempDir Path folder) throws IOException {
		List<IndexedEntry> all = CityCatalogues.findables(true);
		Map<String, List<Score>> byKind = new LinkedHashMap<>();
		try (LuceneIndex index = new LuceneIndex(folder, SearchContract.ANALYSIS, JsonMapper.builder().build())) {
			index.apply(all, List.of(), new IndexPosition(all.size(), 0));
			EntrySearch search = new EntrySearch(index, SearchContract.ANALYSIS);
			for (Judged judged : questions()) {
				Map<String, Integer> grades = judged.grades(all);
				assertThat(grades).as("nothing in the corpus answers %s", judged.words()).isNotEmpty();
				Score score = Score.of(found(search, judged.words()), grades);
				byKind.computeIfAbsent(judged.kind(), (_) -> new ArrayList<>()).add(score);
				System.out.printf("  %-12s %-24s nDCG@10 %.2f recall@50 %.2f found %d of %d%n", judged.kind(),
						judged.words(), score.gain(), score.recall(), score.found(), grades.size());
			}
		}
		List<Score> every = byKind.values().stream().flatMap(List::stream).toList();
		byKind.forEach(JudgedSearchTests::print);
		print("all", every);
		assertThat(every.stream().filter((score) -> score.found() == 0).count()).isLessThanOrEqualTo(every.size() / 25);
	}

	private static void print(String kind, List<Score> scores) {
		System.out.printf("%-12s %3d questions  nDCG@10 %.3f  recall@50 %.3f  nothing found %.3f%n", kind,
				scores.size(), scores.stream().mapToDouble(Score::gain).average().orElse(0),
				scores.stream().mapToDouble(Score::recall).average().orElse(0),
				scores.stream().mapToDouble((score) -> (score.found() == 0) ? 1 : 0).average().orElse(0));
	}

	private static List<String> found(EntrySearch search, String words) {
		return search
			.answer(new SearchQuery(words, Map.of(), List.of(), SearchQuery.Sorting.RELEVANCE, RECALL_DEPTH, null,
					new SearchQuery.Reader.Anybody()))
			.hits()
			.stream()
			.map(SearchHit::id)
			.toList();
	}

	private static List<Judged> questions() throws IOException {
		try (var reader = new BufferedReader(new InputStreamReader(
				Objects.requireNonNull(JudgedSearchTests.class.getResourceAsStream("judged-questions.tsv")),
				StandardCharsets.UTF_8))) {
			return reader.lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.split("\t"))
				.map((cells) -> new Judged(cells[0], cells[1], cells[2], cells[3]))
				.toList();
		}
	}

	/**
	 * A question and what answers it.
	 *
	 * @param kind kind of question
	 * @param words the question
	 * @param full what answers it
	 * @param partly what is of some use
	 */
	private record Judged(String kind, String words, String full, String partly) {

		Map<String, Integer> grades(List<IndexedEntry> all) {
			Map<String, Integer> grades = new HashMap<>();
			for (IndexedEntry one : all) {
				int grade = meets(one, this.full) ? 2 : meets(one, this.partly) ? 1 : 0;
				if (grade > 0) {
					grades.put(one.id().value(), grade);
				}
			}
			return grades;
		}

		private static boolean meets(IndexedEntry one, String alternatives) {
			return !alternatives.equals("-") && Arrays.stream(alternatives.split("\\|"))
				.anyMatch((way) -> Arrays.stream(way.split("\\+")).allMatch((part) -> contains(one, part)));
		}

		private static boolean contains(IndexedEntry one, String part) {
			return part.startsWith("@") ? one.agencyName().zh().contains(part.substring(1))
					: one.entry().title().zh().contains(part);
		}

	}

	/**
	 * How well one question was answered.
	 *
	 * @param gain nDCG@10, 0 to 1
	 * @param recall of what is relevant, or of 50 where more is, found among the first
	 * 50; 0 to 1
	 * @param found hits on the first page of 50
	 */
	private record Score(double gain, double recall, int found) {

		static Score of(List<String> found, Map<String, Integer> grades) {
			double gain = gain(found.stream().map((id) -> grades.getOrDefault(id, 0)).toList());
			double ideal = gain(grades.values().stream().sorted((a, b) -> b - a).toList());
			Set<String> relevant = new HashSet<>(found);
			relevant.retainAll(grades.keySet());
			return new Score(gain / ideal, relevant.size() / (double) Math.min(grades.size(), RECALL_DEPTH),
					found.size());
		}

		private static double gain(List<Integer> grades) {
			double gain = 0;
			for (int i = 0; i < Math.min(grades.size(), GAIN_DEPTH); i++) {
				gain += ((1 << grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
			}
			return gain;
		}

	}

}
