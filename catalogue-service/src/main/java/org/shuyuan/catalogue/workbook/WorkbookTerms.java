package org.shuyuan.catalogue.workbook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import org.shuyuan.vocab.CodeList;

/**
 * The words of workbooks, read from the tables beside the code: column headings, and the
 * cell texts of codes.
 */
final class WorkbookTerms {

	private static final Pattern REMARK = Pattern.compile("[(\\[【{〔<][^)\\]】}〕>]*[)\\]】}〕>]");

	private static final Map<String, WorkbookColumn> HEADINGS = headings();

	private static final Map<String, Map<String, String>> CODES = new LinkedHashMap<>();

	private static final Map<String, Map<String, String>> WORDS = new LinkedHashMap<>();

	static {
		for (List<String> row : table("workbook-values.tsv")) {
			Map<String, String> codes = CODES.computeIfAbsent(row.get(0), (column) -> new LinkedHashMap<>());
			WORDS.computeIfAbsent(row.get(0), (column) -> new LinkedHashMap<>()).putIfAbsent(row.get(1), row.get(2));
			row.subList(2, row.size()).forEach((word) -> codes.putIfAbsent(folded(word), row.get(1)));
		}
	}

	private WorkbookTerms() {
	}

	/** The column that a heading means. */
	static Optional<WorkbookColumn> column(String heading) {
		return Optional.ofNullable(HEADINGS.get(headingKey(heading)));
	}

	/** The code that a word means in a kind of column. */
	static Optional<String> code(String kind, String word) {
		return Optional.ofNullable(CODES.getOrDefault(kind, Map.of()).get(folded(word)));
	}

	/**
	 * The code that a word means: as agencies write it, or as the list has it.
	 * @param scheme name of the code list
	 */
	static Optional<String> code(String kind, String scheme, String word) {
		return code(kind, word).or(() -> CodeList.of(scheme).codeOf(word));
	}

	/** The word that is written for a code. */
	static String word(String kind, String code) {
		return WORDS.getOrDefault(kind, Map.of()).getOrDefault(code, code);
	}

	/** The words that a column of the kind may hold, for drop-downs. */
	static List<String> words(String kind) {
		return WORDS.getOrDefault(kind, Map.of()).values().stream().distinct().toList();
	}

	/** The rows of a table beside the code. */
	static List<List<String>> table(String file) {
		try (var reader = new BufferedReader(new InputStreamReader(
				Objects.requireNonNull(WorkbookTerms.class.getResourceAsStream(file)), StandardCharsets.UTF_8))) {
			return reader.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> List.of(line.split("\t", -1)))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, WorkbookColumn> headings() {
		Map<String, WorkbookColumn> headings = new LinkedHashMap<>();
		for (List<String> row : table("workbook-columns.tsv")) {
			WorkbookColumn column = WorkbookColumn.ofCode(row.getFirst());
			row.subList(1, row.size()).forEach((word) -> headings.putIfAbsent(headingKey(word), column));
		}
		return Map.copyOf(headings);
	}

	/** What is left of a heading without remarks, marks, spaces and punctuation. */
	private static String headingKey(String heading) {
		String bare = REMARK.matcher(Normalizer.normalize(heading, Normalizer.Form.NFKC)).replaceAll("");
		StringBuilder key = new StringBuilder();
		bare.replace("必填", "")
			.replace("选填", "")
			.toLowerCase(Locale.ROOT)
			.codePoints()
			.filter(Character::isLetterOrDigit)
			.forEach(key::appendCodePoint);
		return key.toString();
	}

	static String folded(String word) {
		StringBuilder folded = new StringBuilder();
		Normalizer.normalize(word, Normalizer.Form.NFKC)
			.toLowerCase(Locale.ROOT)
			.codePoints()
			.filter((each) -> !Character.isWhitespace(each) && "()[]".indexOf(each) < 0)
			.forEach(folded::appendCodePoint);
		return folded.toString();
	}

}
