package org.shuyuan.gateway.access;

import org.shuyuan.support.problem.Problem;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/** A refusal by the policy, as the caller sees it. */
class AccessRefused extends Problem {

	private final RefusalReason refusalReason;

	AccessRefused(RefusalReason refusalReason, String decision) {
		super(status(refusalReason), refusalReason.code(), Text.of("不予提供", "Refused"), refusalReason.detail(),
				refusalReason.advice());
		this.refusalReason = refusalReason;
		clause(refusalReason.clause());
		property("reason", refusalReason.code());
		property("decision", decision);
		getHeaders().set("Shuyuan-Decision", decision);
		if (refusalReason == RefusalReason.POLICY_STALE) {
			getHeaders().set("Retry-After", "2");
		}
	}

	private static HttpStatus status(RefusalReason refusalReason) {
		return switch (refusalReason) {
			case POLICY_STALE -> HttpStatus.SERVICE_UNAVAILABLE;
			case VERIFICATION_BUDGET_USED_UP -> HttpStatus.TOO_MANY_REQUESTS;
			default -> HttpStatus.FORBIDDEN;
		};
	}

	RefusalReason reason() {
		return this.refusalReason;
	}

}
