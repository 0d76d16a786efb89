package org.shuyuan.catalogue.entry.validation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.rdf.Violation;

/**
 * Which texts of an agency's own entry are not in Chinese. Only a harvested description
 * may be in another language alone.
 */
final class ChineseTexts {

	private final List<Violation> violations = new ArrayList<>();

	private ChineseTexts() {
	}

	static List<Violation> missing(Entry entry) {
		ChineseTexts texts = new ChineseTexts();
		if (entry.title() != null && entry.title().language() != null) {
			texts.violations.add(Descriptions.invalid("title-missing", "title.zh",
					Text.of("缺少中文目录名称", "The Chinese title is missing"),
					Text.of("填写中文名称 title.zh", "Give a Chinese title, title.zh")));
		}
		texts.require("description", entry.description());
		for (int i = 0; i < entry.items().size(); i++) {
			DataItem item = entry.items().get(i);
			texts.require("items[" + i + "].name", item.name());
			texts.require("items[" + i + "].meaning", item.meaning());
		}
		for (int i = 0; i < entry.distributions().size(); i++) {
			texts.require("distributions[" + i + "].title", entry.distributions().get(i).title());
		}
		if (entry.openness() instanceof Openness.Conditional(var _, var conditions)) {
			texts.require("openness.conditions", conditions);
		}
		return List.copyOf(texts.violations);
	}

	private void require(String path, @Nullable Text text) {
		if (text != null && text.language() != null) {
			this.violations.add(Descriptions.invalid("chinese-missing", path + ".zh",
					Text.of("缺少中文：" + path, "The Chinese text is missing: " + path),
					Text.of("填写中文 " + path + ".zh", "Give it in Chinese, " + path + ".zh")));
		}
	}

}
