package org.shuyuan.catalogue.entry.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.negativelist.PersonalDataTerms;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.rdf.Violation.Severity;
import org.shuyuan.vocab.row.ColumnName;

/**
 * Rules about items that join several of them, or that read their names: one column has
 * one item, and what by its name is personal information is asked about.
 */
public final class ItemRules {

	private ItemRules() {
	}

	static List<Violation> check(Entry entry) {
		List<Violation> violations = new ArrayList<>(repeated(entry));
		for (int i = 0; i < entry.items().size(); i++) {
			violations.addAll(personal(entry.items().get(i), "items[" + i + "]"));
		}
		return violations;
	}

	/** Columns, names and ids that two items, or two distributions, would share. */
	private static List<Violation> repeated(Entry entry) {
		List<Violation> violations = new ArrayList<>();
		Map<String, Integer> described = new HashMap<>();
		Set<Object> ids = new HashSet<>();
		for (int i = 0; i < entry.items().size(); i++) {
			DataItem item = entry.items().get(i);
			Set<String> names = new LinkedHashSet<>();
			names.add(ColumnName.fold(item.columnName()));
			names.add(ColumnName.fold(item.name().zh()));
			for (String name : names) {
				Integer before = described.putIfAbsent(name, i);
				if (before != null && before != i) {
					violations.add(twice(entry.items().get(before), item, "items[" + i + "]"));
					break;
				}
			}
			if (item.id() != null && !ids.add(item.id())) {
				violations.add(idTwice("items[" + i + "].id"));
			}
		}
		for (int i = 0; i < entry.distributions().size(); i++) {
			Distribution distribution = entry.distributions().get(i);
			if (distribution.id() != null && !ids.add(distribution.id())) {
				violations.add(idTwice("distributions[" + i + "].id"));
			}
		}
		return violations;
	}

	private static Violation twice(DataItem one, DataItem other, String path) {
		String place = path + ((other.column() != null) ? ".column" : ".name");
		return new Violation("column-described-twice", Severity.INVALID, place,
				Text.of("数据项“" + one.name().zh() + "”和“" + other.name().zh() + "”指向同一列或同名",
						"The items '%s' and '%s' describe one column, or have one name".formatted(one.name().in("en"),
								other.name().in("en"))),
				Text.of("一列只能由一个数据项说明：合并两项，或改正列名（全角半角、大小写、空格和括号不作区分）",
						"One column has one item: join them, or correct the column; width, case, spaces and "
								+ "brackets make no difference"),
				"D13");
	}

	private static Violation idTwice(String path) {
		return new Violation("id-repeated", Severity.INVALID, path, Text.of("标识重复", "The id occurs twice"),
				Text.of("新的数据项或数据资源不要填写标识", "Leave the id of a new item or distribution out"), null);
	}

	private static List<Violation> personal(DataItem item, String path) {
		if (item.needsOpeningConsent() && item.openingReason() != null && item.mayOpen()) {
			return List.of(new Violation("opening-consent-needed", Severity.WARNING, path + ".open", Text.of(
					"该数据项属于个人信息，发布时须由数据主管部门明确同意开放",
					"The item is personal information; publishing it takes the data authority's explicit consent"),
					Text.of("请数据主管部门在发布时核对开放理由", "The data authority checks the reason when it publishes"), "GZ65"));
		}
		PersonalDataTerms.Match match = item.personalTerm().orElse(null);
		if (match == null || item.sensitivity() != Sensitivity.NONE) {
			return List.of();
		}
		boolean opens = item.open() && item.openingReason() == null;
		return List.of(new Violation("item-name-personal", opens ? Severity.INCOMPLETE : Severity.WARNING,
				path + (opens ? ".open" : ".sensitivity"),
				Text.of("从名称、列名或说明看（" + match.term() + "），该数据项涉及个人信息，敏感类型却为“不涉及”",
						"By its name, column or meaning ('%s') the item is personal information, though declared as none"
							.formatted(match.term())),
				Text.of(opens ? "取消开放标记并改正敏感类型；依法可以公开的（如办公电话）填写开放理由 openingReason，由数据主管部门同意" : "核对敏感类型", opens
						? "Unmark it and correct its sensitivity; what may lawfully be public, such as an office's "
								+ "telephone, takes an openingReason and the data authority's consent"
						: "Check its sensitivity"),
				"GZ65"));
	}

	/** The items of an entry that open only if the authority consents. */
	public static List<DataItem> toConsent(Entry entry) {
		return entry.items().stream().filter(DataItem::needsOpeningConsent).toList();
	}

}
