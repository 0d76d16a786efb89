package org.shuyuan.catalogue.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Questions and judgements of {@code verification/benchmark}: what each question is worth
 * to be answered with.
 *
 * @param questions the questions, in their order
 * @param grades grades from 1 to 3 by need and key of a record; what is missing is 0
 * @param read judgements that both readings made
 * @param differing those of them on which the readings differ
 */
record JudgedQuestions(List<Question> questions, Map<String, Map<String, Integer>> grades, int read, int differing) {

	private static final Path FOLDER = Path.of("../verification/benchmark");

	/**
	 * A question.
	 *
	 * @param half tune or keep; nothing is tuned on the latter
	 * @param kind kind of question
	 * @param need what is looked for, which several questions may ask for
	 * @param words the question
	 */
	record Question(String half, String kind, String need, String words) {
	}

	static JudgedQuestions shipped() throws IOException {
		List<Question> questions = lines("search-questions.tsv")
			.map((cells) -> new Question(cells[0], cells[1], cells[2], cells[3]))
			.toList();
		Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
		List<String[]> judgements = lines("search-judgements.tsv").toList();
		judgements.forEach((cells) -> {
			if (Integer.parseInt(cells[3]) > 0) {
				grades.computeIfAbsent(cells[0], (_) -> new HashMap<>()).put(cells[1], Integer.valueOf(cells[3]));
			}
		});
		int differing = (int) judgements.stream().filter((cells) -> !cells[2].equals(cells[3])).count();
		return new JudgedQuestions(questions, grades, judgements.size(), differing);
	}

	private static Stream<String[]> lines(String file) throws IOException {
		return Files.readAllLines(FOLDER.resolve(file))
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("\t"));
	}

}
