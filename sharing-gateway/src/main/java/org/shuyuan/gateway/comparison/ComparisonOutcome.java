package org.shuyuan.gateway.comparison;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.versions.Comparison;

/**
 * What becomes of a version by the comparison.
 *
 * @param outcome what looking at it found, with its state by the comparison
 * @param comparison absent where there was nothing to compare
 * @param with number of the version that was in force, 0 without one
 */
public record ComparisonOutcome(InspectionResult outcome, @Nullable Comparison comparison, int with) {

	/** Whether it failed by itself, regardless of what is in force. */
	public boolean isUncomparedFailure() {
		return this.comparison == null && this.outcome.state() == VersionState.FAILED;
	}

	static ComparisonOutcome of(InspectionResult outcome, Comparison comparison, int with) {
		return new ComparisonOutcome(switch (comparison.severity()) {
			case NOTE -> outcome;
			case WAITS -> outcome.waiting();
			case FAILS -> outcome.failed();
		}, comparison, with);
	}

}
