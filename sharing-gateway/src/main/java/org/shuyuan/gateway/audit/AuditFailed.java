package org.shuyuan.gateway.audit;

import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * A decision could not be recorded, so nothing may be released.
 */
public class AuditFailed extends Problem {

	AuditFailed(Throwable cause) {
		super(HttpStatus.SERVICE_UNAVAILABLE, "not-ready", Text.of("服务暂不可用", "Not ready"),
				Text.of("判定未能记入审计，暂不提供数据", "The decision could not be recorded, so nothing is released"),
				Text.of("请按 Retry-After 稍后重试", "Try again after Retry-After"));
		addSuppressed(cause);
		getHeaders().set("Retry-After", "2");
	}

}
