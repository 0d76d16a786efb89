package org.shuyuan.catalogue.entry.validation;

import java.util.ArrayList;
import java.util.List;

import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.LegalInstruments;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.rdf.Violation.Severity;

/**
 * What the shapes leave to the catalogue: rules that join several statements of an entry,
 * or that only matter on the way to publication.
 */
public final class ClassificationRules {

	private ClassificationRules() {
	}

	static List<Violation> check(Entry entry) {
		List<Violation> violations = new ArrayList<>();
		if (entry.completeness() == Completeness.HARVESTED) {
			violations.add(new Violation("harvested-not-full", Severity.INCOMPLETE, "completeness",
					Text.of("这是采集来的描述，须由部门补全",
							"This is a harvested description; the agency completes it before it is submitted"),
					Text.of("补全各项后将 completeness 设为 full", "Complete it and set completeness to full"), "D13"));
		}
		else if (opens(entry) && entry.discoverability() != Discoverability.PUBLIC) {
			violations.add(new Violation("open-not-discoverable", Severity.INCOMPLETE, "discoverability",
					Text.of("向公众开放的条目须公开可见", "What is open to the public can be seen by the public"),
					Text.of("将 discoverability 设为 public，或改为不予开放", "Set discoverability to public, or do not open it"),
					"GZ65"));
		}
		grades(entry, violations);
		conditions(entry, violations);
		if (entry.sharing() instanceof SharingClass.NotShared closed) {
			articles(closed.citations(), "sharing", violations);
		}
		if (entry.openness() instanceof Openness.NotOpen closed) {
			articles(closed.citations(), "openness", violations);
		}
		return List.copyOf(violations);
	}

	/** The grade of the whole is never below that of an item. */
	private static void grades(Entry entry, List<Violation> violations) {
		Grade grade = entry.grade();
		for (DataItem item : entry.items()) {
			if (grade != null && item.grade() != null && item.grade().compareTo(grade) > 0) {
				String own = label("grades", grade.code()).zh();
				String stricter = label("grades", item.grade().code()).zh();
				violations.add(new Violation("grade-below-item", Severity.INVALID, "grade",
						Text.of("目录分级为" + own + "，低于数据项“" + item.name().zh() + "”的" + stricter,
								"The entry is graded %s, below its item '%s', graded %s".formatted(grade.code(),
										item.name().in("en"), item.grade().code())),
						Text.of("目录的分级不得低于其中最高的数据项：改为" + stricter + "，或重新核定数据项",
								"The strictest item decides for the whole: grade the entry %s, or the item again"
									.formatted(item.grade().code())),
						"GZ64"));
				return;
			}
		}
	}

	private static void conditions(Entry entry, List<Violation> violations) {
		Grade strictest = entry.strictestGrade();
		boolean graded = strictest != null && !strictest.mayOpen();
		boolean sensitive = entry.items()
			.stream()
			.anyMatch((item) -> item.sensitivity() == Sensitivity.SENSITIVE_PERSONAL);
		if (entry.sharing() instanceof SharingClass.Unconditional && (graded || sensitive)) {
			violations.add(new Violation("sensitive-needs-conditions", Severity.INCOMPLETE, "sharing",
					Text.of(graded ? "重要数据和核心数据不得无条件共享" : "敏感个人信息不得无条件共享",
							graded ? "Important and core data are not shared unconditionally"
									: "Sensitive personal information is not shared unconditionally"),
					Text.of("改为有条件共享并列明用途，或者不予共享", "Share it under conditions for named purposes, or not at all"),
					"D15"));
		}
	}

	private static void articles(List<Citation> citations, String path, List<Violation> violations) {
		for (int i = 0; i < citations.size(); i++) {
			Citation citation = citations.get(i);
			int last = LegalInstruments.articles(citation.instrument()).orElse(Integer.MAX_VALUE);
			if (citation.articleNumbers().stream().anyMatch((each) -> each < 1 || each > last)) {
				Text name = label("instruments", citation.instrument());
				violations
					.add(new Violation("article-unknown", Severity.INVALID, path + ".citations[" + i + "].article",
							Text.of(name.zh() + "没有" + citation.article() + "，共 " + last + " 条",
									"%s has no such article; it has %d".formatted(name.in("en"), last)),
							Text.of("核对条款号", "Check the number of the article"), "D14"));
			}
		}
	}

	private static Text label(String scheme, String code) {
		return CodeList.of(scheme).label(code);
	}

	/**
	 * Whether it only says that a harvested description is not yet the agency's own.
	 */
	public static boolean isHarvestedOnly(Violation violation) {
		return violation.code().equals("harvested-not-full");
	}

	private static boolean opens(Entry entry) {
		return switch (entry.openness()) {
			case null -> false;
			case Openness.Unconditional _, Openness.Conditional _ -> true;
			case Openness.NotOpen _ -> false;
		};
	}

}
