package org.shuyuan.gateway.versions;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a version compares with its entry's items, with the version in force and with what
 * its sender declared.
 *
 * @param with the version that was in force; absent for the first
 * @param items how many items the entry describes
 * @param matched how many of them have a column
 * @param findings the differences
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Comparison(@Nullable String with, int items, int matched, List<Difference> findings) {

	/** Nothing to compare with. */
	public static final Comparison NONE = new Comparison(null, 0, 0, List.of());

	public Comparison {
		findings = (findings == null) ? List.of() : List.copyOf(findings);
	}

	/** The gravest of the differences. */
	@JsonIgnore
	public Severity severity() {
		return this.findings.stream().map(Difference::severity).max(Severity::compareTo).orElse(Severity.NOTE);
	}

	/** A difference of that kind in the same column. */
	public Optional<Difference> find(Difference like) {
		return this.findings.stream().filter(like::sameAs).findFirst();
	}

}
