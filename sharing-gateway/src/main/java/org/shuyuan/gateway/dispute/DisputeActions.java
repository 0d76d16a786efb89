package org.shuyuan.gateway.dispute;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.shuyuan.gateway.request.RequestActions;
import org.shuyuan.gateway.request.RequestProblems;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.role.Role;

import static org.shuyuan.vocab.process.ProcessAction.DECISION;
import static org.shuyuan.vocab.process.ProcessAction.STATEMENT;
import static org.shuyuan.vocab.process.ProcessAction.WITHDRAW;

/**
 * Who may do what in a dispute, and why another may not: the sides while it is open, and
 * the authority once the other side has stated its case or its term is over.
 */
final class DisputeActions {

	private DisputeActions() {
	}

	/** What the caller may do now. */
	static List<AllowedAction> of(Caller caller, Dispute dispute, LocalDate today) {
		return Stream
			.of(allowed(refusalToState(caller, dispute), AllowedAction.of(STATEMENT, "statement")),
					allowed(refusalToWithdraw(caller, dispute), AllowedAction.of(WITHDRAW)),
					allowed(refusalToDecide(caller, dispute, today), AllowedAction.of(DECISION, "decision", "reason")))
			.flatMap(Optional::stream)
			.toList();
	}

	private static Optional<AllowedAction> allowed(Optional<Problem> refusal, AllowedAction action) {
		return refusal.isEmpty() ? Optional.of(action) : Optional.empty();
	}

	/** Why the caller may not state a side's view. */
	static Optional<Problem> refusalToState(Caller caller, Dispute dispute) {
		AgencyId side = caller.actsFor(dispute.provider()) ? dispute.provider() : dispute.requester();
		return closed(dispute, STATEMENT.code()).or(() -> roleMissing(caller, side));
	}

	/** Why the caller may not withdraw it, which the side that raised it does. */
	static Optional<Problem> refusalToWithdraw(Caller caller, Dispute dispute) {
		return closed(dispute, WITHDRAW.code()).or(() -> roleMissing(caller, dispute.agency()));
	}

	/** Why the caller may not decide it. */
	static Optional<Problem> refusalToDecide(Caller caller, Dispute dispute, LocalDate today) {
		if (!caller.has(Role.AUTHORITY)) {
			return Optional.of(new RoleMissing(Role.AUTHORITY));
		}
		return closed(dispute, DECISION.code()).or(() -> {
			if (dispute.tookPart(caller.subject())) {
				return Optional.of(RequestProblems.samePerson());
			}
			return dispute.heard(today) ? Optional.empty()
					: Optional.of(RequestProblems.statementAwaited(Objects.requireNonNull(dispute.statementDue())));
		});
	}

	private static Optional<Problem> closed(Dispute dispute, String step) {
		return dispute.open() ? Optional.empty()
				: Optional.of(RequestProblems.illegal(step, dispute.state(), List.of()));
	}

	private static Optional<Problem> roleMissing(Caller caller, AgencyId side) {
		return (caller.has(RequestActions.SIDES) && caller.actsFor(side)) ? Optional.empty()
				: Optional.of(new RoleMissing(RequestActions.SIDES));
	}

}
