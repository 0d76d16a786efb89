package org.shuyuan.gateway.audit;

import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * A decision could not be recorded, so nothing may be released.
 */
public class AuditFailed extends Problem {

	AuditFailed(Throwable cause) {
		super(CommonProblemType.NOT_READY,
				Text.of("判定未能记入审计，暂不提供数据", "The decision could not be recorded, so nothing is released"));
		addSuppressed(cause);
		getHeaders().set("Retry-After", "2");
	}

}
