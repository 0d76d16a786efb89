package org.shuyuan.catalogue.entry.validation;

import java.util.ArrayList;
import java.util.List;

import org.apache.jena.rdf.model.Model;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.Characters;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.rdf.EntryGraph;
import org.shuyuan.vocab.rdf.Shapes;
import org.shuyuan.vocab.rdf.Violation;

import org.springframework.stereotype.Component;

/**
 * Entries as RDF, and what is wrong with one.
 */
@Component
public class Descriptions {

	private static final int LONGEST_KEY = 2000;

	private final String base;

	Descriptions(PlatformProperties platform) {
		this.base = platform.baseUri().toString();
	}

	public Model write(Entry entry) {
		return EntryGraph.write(entry, this.base);
	}

	public Entry read(CompactRdf description) {
		return EntryGraph.read(description.model(), this.base);
	}

	/** Everything wrong with an entry; its graph is written only where it can be. */
	public List<Violation> check(Entry entry) {
		List<Violation> broken = broken(entry);
		return broken.isEmpty() ? check(entry, write(entry)) : broken;
	}

	/** Everything wrong with an entry whose graph is available. */
	public List<Violation> check(Entry entry, Model graph) {
		List<Violation> violations = new ArrayList<>(Shapes.check(graph));
		violations.addAll(ClassificationRules.check(entry));
		violations.addAll(ItemRules.check(entry));
		return List.copyOf(violations);
	}

	/** What prevents an entry from being written as a graph. */
	public List<Violation> broken(Entry entry) {
		List<Violation> violations = new ArrayList<>();
		if (!Characters.acceptable(entry.toString())) {
			violations.add(charactersInvalid());
		}
		violations.addAll(FieldLimits.check(entry));
		if (entry.title() == null) {
			violations.add(invalid("title-missing", "title", Text.of("缺少目录名称", "The title is missing"),
					Text.of("填写中文名称 title.zh", "Give a Chinese title, title.zh")));
		}
		if (entry.completeness() == Completeness.FULL) {
			violations.addAll(ChineseTexts.missing(entry));
		}
		if (entry.agency() == null) {
			violations.add(invalid("agency-missing", "agency", Text.of("缺少提供单位", "The agency is missing"),
					Text.of("填写提供单位的统一社会信用代码", "Give the code of the agency that provides it")));
		}
		if (entry.key() != null && (entry.key().isBlank() || entry.key().length() > LONGEST_KEY
				|| entry.key().chars().anyMatch(Character::isISOControl))) {
			violations.add(invalid("key-invalid", "key", Text.of("键无效", "The key is not valid"),
					Text.of("使用 1 至 2000 个可见字符", "Use 1 to 2000 visible characters")));
		}
		for (int i = 0; i < entry.items().size(); i++) {
			if (entry.items().get(i).name() == null) {
				violations.add(invalid("item-name-missing", "items[" + i + "].name",
						Text.of("信息项缺少名称", "A data item has no name"), Text.of("填写信息项的中文名称", "Give its Chinese name")));
			}
		}
		for (int i = 0; i < entry.distributions().size(); i++) {
			if (entry.distributions().get(i).title() == null) {
				violations.add(invalid("distribution-title-missing", "distributions[" + i + "].title",
						Text.of("数据资源缺少名称", "A distribution has no title"),
						Text.of("填写数据资源的中文名称", "Give its Chinese title")));
			}
		}
		return List.copyOf(violations);
	}

	public static Violation charactersInvalid() {
		return invalid("characters-invalid", "",
				Text.of("含有控制字符或改变书写方向的字符",
						"It holds control characters or characters that change the writing direction"),
				Text.of("请去掉不可见的控制字符后重试", "Remove the invisible characters"));
	}

	static Violation invalid(String code, String path, Text message, Text advice) {
		return new Violation(code, Violation.Severity.INVALID, path, message, advice, "D13");
	}

}
