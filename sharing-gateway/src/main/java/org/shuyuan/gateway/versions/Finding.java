package org.shuyuan.gateway.versions;

import java.util.List;

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

}
