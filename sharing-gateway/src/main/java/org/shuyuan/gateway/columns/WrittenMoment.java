package org.shuyuan.gateway.columns;

import java.util.List;
import java.util.Map;

/**
 * Brings the ways of writing a day and a time to one, in Java and in SQL alike:
 * full-width digits, Chinese numerals, 号, spaces and 8时30分 become 2023年1月5日 8:30.
 */
final class WrittenMoment {

	private static final String WRITTEN = "０１２３４５６７８９：／．－　〇零○一二三四五六七八九號号時點点";

	private static final String PLAIN = "0123456789:/.- 000123456789日日时时时";

	/** What is replaced by what, one after the other. */
	private static final List<Map.Entry<String, String>> STEPS = List.of(Map.entry("([0-9])十([0-9])", "\\1\\2"),
			Map.entry("([0-9])十", "\\10"), Map.entry("十([0-9])", "1\\1"), Map.entry("十", "10"),
			Map.entry(" *([年月]) *", "\\1"), Map.entry(" *日 *", "日 "), Map.entry(" *([时分秒]) *", "\\1"),
			Map.entry("时([0-9]{1,2})分([0-9]{1,2})秒$", ":\\1:\\2"), Map.entry("时([0-9]{1,2})分?$", ":\\1"),
			Map.entry("时整?$", ":00"), Map.entry("(上午|早上|凌晨|下午|傍晚|晚上) +", "\\1"), Map.entry("^ +| +$", ""));

	private WrittenMoment() {
	}

	static String plain(String text) {
		StringBuilder plain = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			int at = WRITTEN.indexOf(text.charAt(i));
			plain.append((at < 0) ? text.charAt(i) : PLAIN.charAt(at));
		}
		String moment = plain.toString();
		for (Map.Entry<String, String> step : STEPS) {
			moment = moment.replaceAll(step.getKey(), step.getValue().replace('\\', '$'));
		}
		return moment;
	}

	/** SQL for the same of a column. */
	static String sql(String column) {
		String plain = "translate(%s, '%s', '%s')".formatted(column, WRITTEN, PLAIN);
		for (Map.Entry<String, String> step : STEPS) {
			plain = "regexp_replace(%s, '%s', '%s', 'g')".formatted(plain, step.getKey(), step.getValue());
		}
		return plain;
	}

}
