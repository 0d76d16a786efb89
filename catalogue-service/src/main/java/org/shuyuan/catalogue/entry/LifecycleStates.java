package org.shuyuan.catalogue.entry;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.LifecycleState;

/**
 * Lifecycle states as parameters.
 */
final class LifecycleStates {

	private LifecycleStates() {
	}

	static LifecycleState of(String code) {
		String known = Arrays.stream(LifecycleState.values())
			.map(LifecycleState::code)
			.collect(Collectors.joining(", "));
		return Arrays.stream(LifecycleState.values())
			.filter((state) -> state.code().equals(code))
			.findFirst()
			.orElseThrow(
					() -> new Problem(CommonProblemType.PARAMETER_INVALID, Text.of("没有这种状态", "There is no such state"),
							Text.of("可用状态：" + known, "States: " + known))
						.property("parameter", "state"));
	}

}
