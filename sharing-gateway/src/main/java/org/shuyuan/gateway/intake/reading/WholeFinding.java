package org.shuyuan.gateway.intake.reading;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.shuyuan.gateway.negativelist.ContentRule;
import org.shuyuan.gateway.negativelist.ContentScan;

/**
 * What rules that concern all of a table found in its columns, as one finding for each
 * rule; the evidence names the column, so that its steward finds it.
 */
final class WholeFinding {

	private static final int EVIDENCE = 3;

	private final Map<ContentRule, ContentScan.Found> found = new EnumMap<>(ContentRule.class);

	void add(String column, ContentScan.Found more) {
		List<String> evidence = more.evidence()
			.stream()
			.map((each) -> column.isEmpty() ? each : column + "：" + each)
			.toList();
		this.found.merge(more.rule(), new ContentScan.Found(more.rule(), more.count(), evidence), WholeFinding::sum);
	}

	private static ContentScan.Found sum(ContentScan.Found one, ContentScan.Found other) {
		List<String> evidence = new ArrayList<>(one.evidence());
		evidence.addAll(other.evidence());
		return new ContentScan.Found(one.rule(), one.count() + other.count(),
				evidence.subList(0, Math.min(EVIDENCE, evidence.size())));
	}

	List<ContentScan.Found> found() {
		return List.copyOf(this.found.values());
	}

}
