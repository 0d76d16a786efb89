package org.shuyuan.catalogue.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.search.lucene.LuceneIndex;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How well judged questions are answered over the real city catalogues: prints nDCG@10,
 * recall@50, how many questions found nothing, and how long they took, by kind.
 *
 * @see <a href="https://doi.org/10.1145/582415.582418">Järvelin and Kekäläinen, Cumulated
 * gain-based evaluation of IR techniques</a>
 */
@EnabledIf("corpusPresent")
class JudgedSearchTests {

	private static final int GAIN_DEPTH = 10;

	private static final int RECALL_DEPTH = 50;

	/** Lower grades only touch the matter. */
	private static final int RELEVANT = 2;

	private static final double LEAST_GAIN = 0.5;

	/**
	 * What came of each question: half, kind, need, words, nDCG, recall, hits, ms, grades
	 * of the first hits.
	 */
	private static final Path EACH = Path.of("target/judged-search.tsv");

	static boolean corpusPresent() {
		boolean present = CityCatalogues.folder().isPresent();
		if (!present) {
			System.out.println("search: judged questions are not asked, the corpus of city catalogues is absent");
		}
		return present;
	}

	@Test
	void answersJudgedQuestions(@TempDir Path folder) throws IOException {
		List<IndexedEntry> all = CityCatalogues.findables(true);
		Map<String, String> keys = keys(all);
		JudgedQuestions judged = JudgedQuestions.shipped();
		List<String> lines = new ArrayList<>();
		Map<String, List<Score>> scores = new TreeMap<>();
		try (LuceneIndex index = new LuceneIndex(folder, SearchContract.ANALYSIS, JsonMapper.builder().build())) {
			index.apply(all, List.of(), new IndexPosition(all.size(), 0));
			EntrySearch warm = new EntrySearch(index, SearchContract.ANALYSIS);
			judged.questions().forEach((question) -> found(warm, question.words()));
			EntrySearch search = new EntrySearch(index, SearchContract.ANALYSIS);
			for (JudgedQuestions.Question question : judged.questions()) {
				Map<String, Integer> grades = judged.grades().getOrDefault(question.need(), Map.of());
				assertThat(grades.values()).as("what answers %s", question.words())
					.anyMatch((grade) -> grade >= RELEVANT);
				long start = System.nanoTime();
				List<String> found = found(search, question.words());
				Score score = Score.of(found.stream().map(keys::get).toList(), grades, System.nanoTime() - start);
				List.of(question.kind(), "~all")
					.forEach((kind) -> scores.computeIfAbsent(question.half() + " " + kind, (_) -> new ArrayList<>())
						.add(score));
				lines.add(String.join("\t", question.half(), question.kind(), question.need(), question.words(),
						"%.3f\t%.3f\t%d\t%.1f".formatted(score.gain(), score.recall(), score.found(),
								score.nanos() / 1e6),
						found.stream()
							.map(keys::get)
							.distinct()
							.limit(GAIN_DEPTH)
							.map((key) -> key + ":" + grades.getOrDefault(key, 0))
							.collect(Collectors.joining(" "))));
			}
		}
		Files.write(EACH, lines);
		System.out.printf("search: %d questions, %d judgements of %d entries, the two readings differ on %d%n",
				judged.questions().size(), judged.read(), all.size(), judged.differing());
		System.out.printf("  %-17s %9s %8s %9s %13s %7s%n", "half, kind", "questions", "nDCG@10", "recall@50",
				"nothing found", "p95 ms");
		scores.forEach(JudgedSearchTests::print);
		assertThat(mean(scores.get("keep ~all"), Score::gain)).isGreaterThan(LEAST_GAIN);
		assertThat(scores.values().stream().flatMap(List::stream).filter((score) -> score.found() == 0).count())
			.isLessThanOrEqualTo(judged.questions().size() / 25);
	}

	/** Keys of records by the ids of their entries. */
	private static Map<String, String> keys(List<IndexedEntry> all) throws IOException {
		List<CityCatalogues.Record> records = CityCatalogues.records(true);
		Map<String, String> keys = new HashMap<>();
		for (int i = 0; i < all.size(); i++) {
			keys.put(all.get(i).id().value(), records.get(i).key());
		}
		return keys;
	}

	private static void print(String kind, List<Score> scores) {
		List<Long> times = scores.stream().map(Score::nanos).sorted().toList();
		System.out.printf("  %-17s %9d %8.3f %9.3f %13.3f %7.1f%n", kind.replace("~", ""), scores.size(),
				mean(scores, Score::gain), mean(scores, Score::recall),
				mean(scores, (score) -> (score.found() == 0) ? 1 : 0), times.get(times.size() * 95 / 100) / 1e6);
	}

	private static double mean(List<Score> scores, ToDoubleFunction<Score> of) {
		return scores.stream().mapToDouble(of).average().orElse(0);
	}

	private static List<String> found(EntrySearch search, String words) {
		return search
			.answer(new SearchQuery(words, Map.of(), List.of(Facet.THEME, Facet.AGENCY, Facet.FORMAT, Facet.AREA),
					SearchQuery.Sorting.RELEVANCE, RECALL_DEPTH, null, new SearchQuery.Reader.Anybody()))
			.hits()
			.stream()
			.map(SearchHit::id)
			.toList();
	}

	/**
	 * How well one question was answered.
	 *
	 * @param gain nDCG@10, 0 to 1
	 * @param recall of what is relevant, or of 50 where more is, found among the first
	 * 50; 0 to 1
	 * @param found hits on the first page of 50
	 * @param nanos time to answer in nanoseconds
	 */
	private record Score(double gain, double recall, int found, long nanos) {

		/** Records that are told apart by nothing but their address count once each. */
		static Score of(List<String> found, Map<String, Integer> grades, long nanos) {
			Set<String> relevant = grades.entrySet()
				.stream()
				.filter((one) -> one.getValue() >= RELEVANT)
				.map(Map.Entry::getKey)
				.collect(Collectors.toCollection(TreeSet::new));
			double least = Math.min(relevant.size(), RECALL_DEPTH);
			List<String> distinct = found.stream().distinct().toList();
			double ideal = gain(grades.values().stream().sorted((a, b) -> b - a).toList());
			double gain = gain(distinct.stream().map((key) -> grades.getOrDefault(key, 0)).toList());
			long recalled = distinct.stream().filter(relevant::contains).count();
			return new Score(gain / ideal, Math.min(1, recalled / least), found.size(), nanos);
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
