package org.shuyuan.gateway.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.identifier.RequestId;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.process.ProcessAction;
import org.shuyuan.vocab.role.Role;

import org.springframework.stereotype.Component;

/**
 * Who may do what with a grant, and why another may not. What is offered to a caller and
 * what is refused is decided only here.
 */
@Component
class GrantActions {

	private final Grants grants;

	private final OpenDisputes disputes;

	private final Deadlines deadlines;

	GrantActions(Grants grants, OpenDisputes disputes, Deadlines deadlines) {
		this.grants = grants;
		this.disputes = disputes;
		this.deadlines = deadlines;
	}

	/** The grant with what the caller may do with it. */
	GrantView offer(Caller caller, GrantView grant) {
		return offer(caller, grant, this.disputes.open(new RequestId(grant.request())));
	}

	/** Grants with what the caller may do with each. */
	List<GrantView> offer(Caller caller, List<GrantView> all) {
		Set<String> disputed = this.disputes.openRequests();
		return all.stream().map((grant) -> offer(caller, grant, disputed.contains(grant.request()))).toList();
	}

	private GrantView offer(Caller caller, GrantView grant, boolean disputed) {
		List<AllowedAction> actions = new ArrayList<>();
		for (GrantStep step : GrantStep.values()) {
			if (refusal(caller, grant, step).isEmpty()) {
				actions.add(AllowedAction.of(step.action(), required(caller, grant, step)));
			}
		}
		if (!disputed) {
			RequestActions.dispute(caller, grant.provider(), grant.requester()).ifPresent(actions::add);
		}
		return grant.allowing(actions);
	}

	private String[] required(Caller caller, GrantView grant, GrantStep step) {
		return switch (step) {
			case SUSPEND -> new String[] { "reason" };
			case RESUME -> new String[0];
			case REVOKE ->
				filingNeeded(caller, grant) ? new String[] { "reason", "filing" } : new String[] { "reason" };
			case DISPOSAL -> new String[] { "how" };
		};
	}

	/**
	 * A provider stops a service alone only where misuse was not put right in its term;
	 * otherwise it has negotiated, and files that with the authority.
	 */
	boolean filingNeeded(Caller caller, GrantView grant) {
		boolean overdue = grant.rectifyBy() != null && this.deadlines.today().isAfter(grant.rectifyBy());
		return !caller.has(Role.AUTHORITY) && !overdue;
	}

	/**
	 * Proceeds only with a role and side that the step needs.
	 * @return in which role
	 * @throws Problem 403 {@code role-missing}
	 */
	static Role requireRole(Caller caller, GrantView grant, GrantStep step) {
		return role(caller, grant, step).orElseThrow(() -> new RoleMissing(roles(step)));
	}

	/**
	 * Proceeds only if the caller may take the step now.
	 * @throws Problem 403 {@code role-missing} or 409 {@code transition-impossible}
	 */
	void require(Caller caller, GrantView grant, GrantStep step) {
		refusal(caller, grant, step).ifPresent((refusal) -> {
			throw refusal;
		});
	}

	private Optional<Problem> refusal(Caller caller, GrantView grant, GrantStep step) {
		if (role(caller, grant, step).isEmpty()) {
			return Optional.of(new RoleMissing(roles(step)));
		}
		if (!step.possible(grant)) {
			return Optional.of(RequestProblems.illegal(step.code(), grant.state(), possible(grant)));
		}
		return (step == GrantStep.RESUME && !caller.has(Role.AUTHORITY) && suspendedByAuthority(grant))
				? Optional.of(new RoleMissing(Role.AUTHORITY)) : Optional.empty();
	}

	private static Optional<Role> role(Caller caller, GrantView grant, GrantStep step) {
		return Arrays.stream(roles(step))
			.filter(caller::has)
			.filter((role) -> role == Role.AUTHORITY
					|| caller.actsFor((step == GrantStep.DISPOSAL) ? grant.requester() : grant.provider()))
			.findFirst();
	}

	private static Role[] roles(GrantStep step) {
		return switch (step) {
			case SUSPEND, RESUME, REVOKE -> new Role[] { Role.AUTHORITY, Role.SHARING_HEAD };
			case DISPOSAL -> new Role[] { Role.SHARING_OFFICER, Role.SHARING_HEAD };
		};
	}

	private boolean suspendedByAuthority(GrantView grant) {
		return this.grants.history(grant)
			.reversed()
			.stream()
			.filter((done) -> done.what().equals(ProcessAction.SUSPEND.code()))
			.findFirst()
			.filter((done) -> done.role().equals(Role.AUTHORITY.code()))
			.isPresent();
	}

	private static List<String> possible(GrantView grant) {
		return Arrays.stream(GrantStep.values()).filter((step) -> step.possible(grant)).map(GrantStep::code).toList();
	}

}
