package org.shuyuan.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * What was measured, each beside its target, as a Markdown table.
 */
final class Report {

	private final List<String> rows = new ArrayList<>();

	void add(String work, String target, String measured) {
		System.out.printf("%s: %s (target %s)%n", work, measured, target);
		this.rows.add("| %s | %s | %s |".formatted(work, target, measured));
	}

	String markdown() {
		return "| work | target | measured |\n|---|---|---|\n" + String.join("\n", this.rows) + "\n";
	}

}
