package org.shuyuan.gateway.versions;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a version by the comparison.
 *
 * @param outcome what looking at it found, with its state by the comparison
 * @param comparison absent where there was nothing to compare
 * @param with number of the version that was in force, 0 without one
 */
record ComparisonOutcome(InspectionResult outcome, @Nullable Comparison comparison, int with) {

	/** Whether it failed by itself, whatever is in force. */
	boolean isUncomparedFailure() {
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
