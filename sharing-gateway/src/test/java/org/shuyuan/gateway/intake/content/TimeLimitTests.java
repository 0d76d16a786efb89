package org.shuyuan.gateway.intake.content;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TimeLimitTests {

	@Test
	void workThatNestsTooDeepFailsWithoutTheThreadThatWaits() {
		assertThatIllegalStateException()
			.isThrownBy(() -> new TimeLimit(Duration.ofMinutes(1)).call("deep", () -> depth(0)))
			.withCauseInstanceOf(StackOverflowError.class);
	}

	private static int depth(int above) {
		return depth(above + 1) + above;
	}

}
