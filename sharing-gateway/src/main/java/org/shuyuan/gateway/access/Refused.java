package org.shuyuan.gateway.access;

import org.shuyuan.edge.problem.Problem;
import org.shuyuan.gateway.policy.Reason;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/** A refusal by the policy, as the caller sees it. */
class Refused extends Problem {

	private final Reason reason;

	Refused(Reason reason, String decision) {
		super(status(reason), reason.code(), Text.of("不予提供", "Refused"), reason.detail(), reason.advice());
		this.reason = reason;
		clause(reason.clause());
		property("reason", reason.code());
		property("decision", decision);
		getHeaders().set("Shuyuan-Decision", decision);
		if (reason == Reason.POLICY_STALE) {
			getHeaders().set("Retry-After", "2");
		}
	}

	private static HttpStatus status(Reason reason) {
		return switch (reason) {
			case POLICY_STALE -> HttpStatus.SERVICE_UNAVAILABLE;
			case VERIFICATION_BUDGET_USED_UP -> HttpStatus.TOO_MANY_REQUESTS;
			default -> HttpStatus.FORBIDDEN;
		};
	}

	Reason reason() {
		return this.reason;
	}

}
