package org.shuyuan.gateway.problem;

import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;

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
	public HttpStatus status() {
		return switch (this.reason) {
			case POLICY_STALE -> HttpStatus.SERVICE_UNAVAILABLE;
			case VERIFICATION_BUDGET_USED_UP -> HttpStatus.TOO_MANY_REQUESTS;
			default -> HttpStatus.FORBIDDEN;
		};
	}

	@Override
	public String clause() {
		return this.reason.clause();
	}

	@Override
	public Text title() {
		return this.reason.detail();
	}

	@Override
	public Text advice() {
		return this.reason.advice();
	}

}
