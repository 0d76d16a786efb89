package org.shuyuan.catalogue.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.process.ProcessAction;
import org.shuyuan.vocab.role.Role;

/**
 * Who may do what with a conflict, and why another may not: while it is open the
 * claimants state their case and the authority decides; no one decides who represented a
 * side.
 */
final class ConflictActions {

	/** Who represents a claimant. */
	static final Role[] CLAIMANTS = { Role.STEWARD, Role.DEPARTMENT_HEAD, Role.CDO };

	private ConflictActions() {
	}

	/**
	 * The conflict with what the caller may do with it.
	 * @param tookPart looks whether the caller spoke for a side
	 */
	static Conflict offer(Caller caller, Conflict conflict, BooleanSupplier tookPart) {
		List<AllowedAction> actions = new ArrayList<>();
		if (refusalToState(caller, conflict).isEmpty()) {
			actions.add(AllowedAction.of(ProcessAction.STATEMENT, "statement"));
		}
		if (refusalToDecide(caller, conflict, tookPart).isEmpty()) {
			actions.add(AllowedAction.of(ProcessAction.DECISION, "lead", "reason"));
		}
		return conflict.with(List.copyOf(actions));
	}

	/** Why the caller may not state a claimant's view. */
	static Optional<Problem> refusalToState(Caller caller, Conflict conflict) {
		if (!caller.has(CLAIMANTS)) {
			return Optional.of(new RoleMissing(CLAIMANTS));
		}
		if (!conflict.concerns(caller.agency())) {
			return Optional.of(ConflictStore.notFound());
		}
		return decided(conflict);
	}

	/** Why the caller may not decide it. */
	static Optional<Problem> refusalToDecide(Caller caller, Conflict conflict, BooleanSupplier tookPart) {
		if (!caller.has(Role.AUTHORITY)) {
			return Optional.of(new RoleMissing(Role.AUTHORITY));
		}
		return decided(conflict).or(() -> tookPart.getAsBoolean() ? Optional.of(samePerson()) : Optional.empty());
	}

	private static Optional<Problem> decided(Conflict conflict) {
		return conflict.open() ? Optional.empty()
				: Optional.of(new Problem(CatalogueProblemType.CONFLICT_DECIDED,
						Text.of("该争议已有决定", "The authority has decided it"),
						Text.of("如情况有变，可重新提交争议", "Dispute it again if things have changed")));
	}

	private static Problem samePerson() {
		return new Problem(CommonProblemType.SECOND_PERSON_NEEDED,
				Text.of("提出争议或陈述意见的人不能同时裁定", "Who raised the conflict or spoke for a side does not decide it"),
				Text.of("请由另一位具备该角色的人员办理", "Ask another person who holds the role"))
			.clause("D19");
	}

}
