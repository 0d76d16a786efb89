package org.shuyuan.gateway.access;

import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.problem.RefusalProblemType;
import org.shuyuan.support.problem.Problem;

/** A refusal by the policy, as the caller sees it. */
public final class AccessRefused extends Problem {

	private final RefusalReason refusalReason;

	public AccessRefused(RefusalReason refusalReason, String decision) {
		super(new RefusalProblemType(refusalReason), refusalReason.detail());
		this.refusalReason = refusalReason;
		property("reason", refusalReason.code());
		property("decision", decision);
		getHeaders().set("Shuyuan-Decision", decision);
		if (refusalReason == RefusalReason.POLICY_STALE) {
			getHeaders().set("Retry-After", "2");
		}
	}

	public RefusalReason reason() {
		return this.refusalReason;
	}

}
