package org.shuyuan.gateway.problem;

import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.support.problem.ProblemDescription;
import org.shuyuan.support.problem.ProblemType;

import org.springframework.http.HttpStatus;

/**
 * What a refusal by the policy is over HTTP.
 *
 * @param reason why the policy refuses
 */
public record RefusalProblemType(RefusalReason reason) implements ProblemType {

	@Override
	public String name() {
		return this.reason.name();
	}

	@Override
	public ProblemDescription description() {
		return new ProblemDescription(switch (this.reason) {
			case POLICY_STALE -> HttpStatus.SERVICE_UNAVAILABLE;
			case VERIFICATION_BUDGET_USED_UP -> HttpStatus.TOO_MANY_REQUESTS;
			default -> HttpStatus.FORBIDDEN;
		}, this.reason.clause(), this.reason.detail(), this.reason.advice());
	}

}
