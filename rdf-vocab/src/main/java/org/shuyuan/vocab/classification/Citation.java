package org.shuyuan.vocab.classification;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where in the law a statement rests.
 *
 * @param instrument code of a legal instrument in the code list {@code instruments},
 * required
 * @param article article, paragraph and item as printed, such as 第十五条; optional
 */
public record Citation(String instrument, @Nullable String article) {

	private static final Pattern ARTICLE = Pattern
		.compile("第([0-9]{1,6}|[〇零一二两三四五六七八九十百千]{1,12})条" + "|^(?:art\\.?|Art\\.?|article|Article|§)? ?([0-9]{1,6})");

	public Citation {
		if (instrument == null || instrument.isBlank()) {
			throw new IllegalArgumentException("A citation names a legal instrument");
		}
	}

	/** The numbers of the articles cited, as far as they are written as such. */
	public List<Integer> articleNumbers() {
		List<Integer> numbers = new ArrayList<>();
		if (this.article != null) {
			Matcher matcher = ARTICLE.matcher(Normalizer.normalize(this.article, Normalizer.Form.NFKC));
			while (matcher.find()) {
				numbers.add(number((matcher.group(1) != null) ? matcher.group(1) : matcher.group(2)));
			}
		}
		return List.copyOf(numbers);
	}

	private static int number(String written) {
		if (written.chars().allMatch((each) -> each >= '0' && each <= '9')) {
			return Integer.parseInt(written);
		}
		int sum = 0;
		int digit = 0;
		for (char each : written.toCharArray()) {
			int unit = "十百千".indexOf(each);
			if (unit >= 0) {
				sum += Math.max(1, digit) * (int) Math.pow(10, unit + 1);
				digit = 0;
			}
			else {
				digit = Math.max(0, "〇一二三四五六七八九".indexOf((each == '零') ? '〇' : (each == '两') ? '二' : each));
			}
		}
		return sum + digit;
	}

}
