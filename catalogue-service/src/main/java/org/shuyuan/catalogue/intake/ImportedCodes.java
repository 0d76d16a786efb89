package org.shuyuan.catalogue.intake;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Completeness;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.SharingClass;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.Violation;

/**
 * Codes as other catalogues write them: a concept's name, in either language, stands for
 * its code. What in somebody else's description is in no list is left out with a note; an
 * agency's own description is refused by name for it.
 */
final class ImportedCodes {

	private ImportedCodes() {
	}

	/** The entry with codes instead of names; notes take what was left out. */
	static Entry resolved(Entry entry, Completeness completeness, List<Violation> notes) {
		boolean harvested = completeness == Completeness.HARVESTED;
		List<String> themes = new ArrayList<>();
		for (String theme : entry.themes()) {
			String code = code("themes", theme, harvested, "themes", notes);
			if (code != null && !themes.contains(code)) {
				themes.add(code);
			}
		}
		SharingClass sharing = entry.sharing();
		if (harvested && sharing != null) {
			notes.add(leftOut("sharing-left-out", "sharing",
					Text.of("汇聚目录不设共享属性，来源所写的 " + sharing.code() + " 未采用",
							"A harvested description has no sharing class; '%s' was left out"
								.formatted(sharing.code())),
					Text.of("由部门补全为完整目录后再设定", "Let an agency complete the entry and set it")));
			sharing = null;
		}
		return new Entry(entry.id(), entry.key(), entry.code(), entry.title(), entry.description(), entry.keywords(),
				entry.agency(), themes, code("libraries", entry.library(), harvested, "library", notes), entry.area(),
				code("entity-kinds", entry.entityKind(), harvested, "entityKind", notes),
				code("frequencies", entry.frequency(), harvested, "frequency", notes), sharing, entry.modes(),
				entry.openness(), entry.discoverability(), entry.grade(), entry.items(), entry.distributions(),
				entry.contact(), entry.related(), entry.issued(), entry.modified(), entry.landingPage(),
				entry.harvestedFrom(), entry.completeness());
	}

	private static @Nullable String code(String scheme, @Nullable String written, boolean harvested, String path,
			List<Violation> notes) {
		if (written == null || CodeList.of(scheme).has(written)) {
			return written;
		}
		Optional<String> named = CodeList.of(scheme)
			.all()
			.stream()
			.filter((each) -> folded(each.label().zh()).equals(folded(written))
					|| folded(each.label().in("en")).equals(folded(written)))
			.map(CodeList.Concept::code)
			.findFirst();
		if (named.isPresent() || !harvested) {
			return named.orElse(written);
		}
		notes.add(leftOut("code-left-out", path,
				Text.of("不在代码表中，未采用：" + shown(written), "Not in the code list, left out: " + shown(written)),
				Text.of("使用代码表 " + scheme + " 的代码或名称", "Use a code or a name of the list " + scheme)));
		return null;
	}

	private static Violation leftOut(String code, String path, Text message, Text advice) {
		return new Violation(code, Violation.Severity.WARNING, path, message, advice, null);
	}

	private static String folded(String label) {
		return Normalizer.normalize(label, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
	}

	private static String shown(String written) {
		String plain = written.replaceAll("\\p{Cntrl}", "?");
		return (plain.length() > 100) ? plain.substring(0, 100) + "…" : plain;
	}

}
