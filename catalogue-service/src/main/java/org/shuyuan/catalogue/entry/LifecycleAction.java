package org.shuyuan.catalogue.entry;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.LifecycleState;

import static org.shuyuan.vocab.entry.LifecycleState.DRAFT;
import static org.shuyuan.vocab.entry.LifecycleState.PUBLISHED;
import static org.shuyuan.vocab.entry.LifecycleState.RETIRED;
import static org.shuyuan.vocab.entry.LifecycleState.REVISING;
import static org.shuyuan.vocab.entry.LifecycleState.SUBMITTED;
import static org.shuyuan.vocab.entry.LifecycleState.SUSPENDED;

/**
 * What can be done with an entry, and in which states.
 */
enum LifecycleAction {

	EDIT(DRAFT, PUBLISHED, REVISING), ASSESS(DRAFT, REVISING), CONSENT(DRAFT, REVISING), SUBMIT(DRAFT, REVISING),
	PUBLISH(SUBMITTED), RETURN(SUBMITTED), SUSPEND(SUBMITTED, PUBLISHED, REVISING), RESUME(SUSPENDED),
	RETIRE(DRAFT, SUBMITTED, PUBLISHED, REVISING, SUSPENDED);

	private final Set<LifecycleState> from;

	LifecycleAction(LifecycleState first, LifecycleState... rest) {
		this.from = EnumSet.of(first, rest);
	}

	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	boolean possible(EntryState entryState) {
		return this.from.contains(entryState.state()) && (this != SUSPEND || entryState.publishedRevision() != null);
	}

	/**
	 * Proceeds only if the act is possible.
	 * @throws Problem 409 {@code transition-impossible}, or 410 {@code entry-retired}
	 */
	void require(EntryState entryState) {
		refusal(entryState).ifPresent((refusal) -> {
			throw refusal;
		});
	}

	/** Why it is not possible, by the entry's state. */
	Optional<Problem> refusal(EntryState entryState) {
		if (possible(entryState)) {
			return Optional.empty();
		}
		if (entryState.state() == RETIRED) {
			return Optional.of(EntryProblems.retired(entryState));
		}
		List<String> possible = Arrays.stream(values())
			.filter((act) -> act.possible(entryState))
			.map(LifecycleAction::code)
			.toList();
		String state = entryState.state().code();
		return Optional.of(new Problem(CommonProblemType.TRANSITION_IMPOSSIBLE,
				Text.of("条目状态为 " + state + "，不能执行 " + code(),
						"The entry is " + state + "; " + code() + " is not possible"),
				Text.of("目前可以：" + String.join("、", possible), "Possible now: " + String.join(", ", possible)))
			.property("state", state)
			.property("possible", possible));
	}

}
