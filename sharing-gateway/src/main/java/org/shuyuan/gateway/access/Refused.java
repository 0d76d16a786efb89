package org.shuyuan.gateway.access;

import org.shuyuan.edge.problem.Problem;
import org.shuyuan.gateway.policy.Reason;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/** A refusal by the policy, as the caller sees it. */
class Refused extends Problem {

	Refused(Reason reason, String decision) {
		super((reason == Reason.POLICY_STALE) ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.FORBIDDEN, reason.code(),
				Text.of("不予提供", "Refused"), reason.detail(), reason.advice());
		clause(reason.clause());
		property("reason", reason.code());
		property("decision", decision);
		getHeaders().set("Shuyuan-Decision", decision);
		if (reason == Reason.POLICY_STALE) {
			getHeaders().set("Retry-After", "2");
		}
	}

}
