package org.shuyuan.catalogue.entry;

import java.util.ArrayList;
import java.util.List;

import org.shuyuan.vocab.Completeness;
import org.shuyuan.vocab.Discoverability;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.Openness;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.Violation;
import org.shuyuan.vocab.Violation.Severity;

/**
 * What the shapes leave to the catalogue: rules that join several statements of an entry,
 * or that only matter on the way to publication.
 */
final class ClassificationRules {

	private ClassificationRules() {
	}

	static List<Violation> check(Entry entry) {
		List<Violation> violations = new ArrayList<>();
		if (entry.completeness() == Completeness.HARVESTED) {
			violations.add(new Violation("harvested-not-full", Severity.INCOMPLETE, "completeness",
					Text.of("这是采集来的描述，须由部门补全",
							"This is somebody else's description; the agency completes it before it is submitted"),
					Text.of("补全各项后将 completeness 设为 full", "Complete it and set completeness to full"), "D13"));
		}
		else if (opens(entry) && entry.discoverability() != Discoverability.PUBLIC) {
			violations.add(new Violation("open-not-discoverable", Severity.INCOMPLETE, "discoverability",
					Text.of("向公众开放的条目须公开可见", "What is open to the public can be seen by the public"),
					Text.of("将 discoverability 设为 public，或改为不予开放", "Set discoverability to public, or do not open it"),
					"GZ65"));
		}
		return List.copyOf(violations);
	}

	private static boolean opens(Entry entry) {
		return switch (entry.openness()) {
			case null -> false;
			case Openness.Unconditional _, Openness.Conditional _ -> true;
			case Openness.NotOpen _ -> false;
		};
	}

}
