package org.shuyuan.catalogue.workbook;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.classification.Citation;

/**
 * Values as clerks write them.
 */
final class WorkbookValues {

	private static final Pattern DATE = Pattern
		.compile("(\\d{4})[-/.年]?(\\d{1,2})[-/.月]?(\\d{1,2})日?(?:[ T]?\\d{1,2}:\\d{2}(?::\\d{2})?)?");

	private static final Pattern INSTRUMENT = Pattern.compile("《([^》]{1,100})》\\s*(第[^条；;，,。]{1,12}条)?");

	private WorkbookValues() {
	}

	/** A date, written with digits of any width. */
	static Optional<LocalDate> date(String text) {
		Matcher matcher = DATE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).strip());
		if (!matcher.matches()) {
			return Optional.empty();
		}
		try {
			return Optional.of(LocalDate.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
					Integer.parseInt(matcher.group(3))));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/** A length in characters: 20, 20.0, and the 18 of 18,2 for a number. */
	static Optional<Integer> length(String text) {
		String digits = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().split("[,(]", 2)[0].strip();
		if (digits.isEmpty() || digits.length() > 12) {
			return Optional.empty();
		}
		try {
			int length = new BigDecimal(digits).intValueExact();
			return (length > 0) ? Optional.of(length) : Optional.empty();
		}
		catch (ArithmeticException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

	/** Yes or no in any of their ways. */
	static Optional<Boolean> yesOrNo(String text) {
		return WorkbookTerms.code("yes-no", text).map("yes"::equals);
	}

	/** The legal instruments that a text names in 《》, as far as the list has them. */
	static List<Citation> citations(String text) {
		List<Citation> citations = new ArrayList<>();
		Matcher matcher = INSTRUMENT.matcher(text);
		while (matcher.find()) {
			String article = matcher.group(2);
			instrument(matcher.group(1)).map((code) -> new Citation(code, article)).ifPresent(citations::add);
		}
		return List.copyOf(citations);
	}

	/** An instrument by its name, with or without 中华人民共和国. */
	private static Optional<String> instrument(String name) {
		CodeList instruments = CodeList.of("instruments");
		return instruments.codeOf(name)
			.or(() -> instruments.codeOf("中华人民共和国" + name))
			.or(() -> instruments.codeOf(name.replaceFirst("^中华人民共和国", "")));
	}

	/** Whether a text only says that there is nothing to say. */
	static boolean isNothing(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "", "无", "-", "--", "—", "——", "/", "\\", "n/a", "null" -> true;
			default -> false;
		};
	}

}
