package org.shuyuan.gateway.inspection;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a rule of the negative list found in a column.
 *
 * @param column the column; absent where it concerns the file as a whole
 * @param rule code of the rule
 * @param rulesVersion version of the rules
 * @param clause what the rule rests on
 * @param count how many times it was found
 * @param evidence a few findings, masked
 */
public record Finding(@Nullable String column, String rule, int rulesVersion, String clause, long count,
		List<String> evidence) {

	public Finding {
		evidence = List.copyOf(evidence);
	}

	/** The same where its column has another name. */
	Finding renamed(Map<String, String> names) {
		String name = (this.column != null) ? names.getOrDefault(this.column, this.column) : null;
		return new Finding(name, this.rule, this.rulesVersion, this.clause, this.count, this.evidence);
	}

}
