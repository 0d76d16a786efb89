package org.shuyuan.catalogue.entry;

import java.util.regex.Pattern;

import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.Sensitivity;

/**
 * Knows secrecy markings 密级标志 in the form documents carry them. Speaking of secrets, as a
 * law's name does, is no marking.
 */
final class SecrecyMarks {

	private static final String LEVEL = "(?:绝\\s?密|机\\s?密|秘\\s?密)";

	private static final Pattern MARK = Pattern.compile(LEVEL + "\\s*(?:级)?\\s*[★☆]|[★☆]\\s*" + LEVEL //
			+ "|密级\\s*[:：为是]?\\s*" + LEVEL //
			+ "|[（(\\[【〔]\\s*" + LEVEL + "\\s*(?:级)?\\s*[）)\\]】〕]" //
			+ "|绝\\s?密(?!钥)|机密级|(?:^|[\\s\"：:，。；])机\\s?密(?:$|[\\s\"：:，。；]|文件|资料|档案|数据|信息)" //
			+ "|(?:^|[\\s\"：:，。；])秘\\s?密(?:$|[\\s\"：:，。；]|文件|档案)");

	private SecrecyMarks() {
	}

	/** Whether the text carries a marking. */
	static boolean in(String text) {
		return text.indexOf('密') >= 0 && MARK.matcher(text).find();
	}

	/** Whether an item is marked as a state secret. */
	static boolean declared(Entry entry) {
		return entry.items().stream().anyMatch((item) -> item.sensitivity() == Sensitivity.STATE_SECRET);
	}

}
