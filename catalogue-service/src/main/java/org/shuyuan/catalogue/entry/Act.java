package org.shuyuan.catalogue.entry;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.shuyuan.edge.problem.Problem;
import org.shuyuan.vocab.LifecycleState;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

import static org.shuyuan.vocab.LifecycleState.DRAFT;
import static org.shuyuan.vocab.LifecycleState.PUBLISHED;
import static org.shuyuan.vocab.LifecycleState.RETIRED;
import static org.shuyuan.vocab.LifecycleState.REVISING;
import static org.shuyuan.vocab.LifecycleState.SUBMITTED;
import static org.shuyuan.vocab.LifecycleState.SUSPENDED;

/**
 * What can be done with an entry, and in which states.
 */
enum Act {

	EDIT(DRAFT, PUBLISHED, REVISING), ASSESS(DRAFT, REVISING), CONSENT(DRAFT, REVISING), SUBMIT(DRAFT, REVISING),
	PUBLISH(SUBMITTED), RETURN(SUBMITTED), SUSPEND(SUBMITTED, PUBLISHED, REVISING), RESUME(SUSPENDED),
	RETIRE(DRAFT, SUBMITTED, PUBLISHED, REVISING, SUSPENDED);

	private final Set<LifecycleState> from;

	Act(LifecycleState first, LifecycleState... rest) {
		this.from = EnumSet.of(first, rest);
	}

	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	boolean possible(Standing standing) {
		return this.from.contains(standing.state()) && (this != SUSPEND || standing.publishedRevision() != null);
	}

	/**
	 * Goes on only where the act is possible.
	 * @throws Problem 409 {@code transition-impossible}, or 410 {@code entry-retired}
	 */
	void require(Standing standing) {
		if (possible(standing)) {
			return;
		}
		if (standing.state() == RETIRED) {
			throw EntryProblems.retired(standing);
		}
		List<String> possible = Arrays.stream(values()).filter((act) -> act.possible(standing)).map(Act::code).toList();
		String state = standing.state().code();
		throw new Problem(HttpStatus.CONFLICT, "transition-impossible",
				Text.of("当前状态不允许此操作", "Not possible in this state"),
				Text.of("条目状态为 " + state + "，不能执行 " + code(),
						"The entry is " + state + "; " + code() + " is not possible"),
				Text.of("目前可以：" + String.join("、", possible), "Possible now: " + String.join(", ", possible)))
			.property("state", state)
			.property("possible", possible);
	}

}
