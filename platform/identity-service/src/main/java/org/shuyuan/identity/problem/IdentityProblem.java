package org.shuyuan.identity.problem;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;

/**
 * A problem (RFC 9457) of the identity API, in English and Chinese.
 */
public class IdentityProblem extends Problem {

	public IdentityProblem(ProblemType type, Text detail) {
		this(type, detail, type.advice());
	}

	public IdentityProblem(ProblemType type, Text detail, Text advice) {
		this(type, detail, advice, null);
	}

	private IdentityProblem(ProblemType type, Text detail, Text advice, @Nullable Throwable cause) {
		super(type, detail, advice, cause);
	}

	public static IdentityProblem bodyInvalid() {
		return new IdentityProblem(IdentityProblemType.BODY_INVALID,
				Text.of("请求体不是所要求的 JSON", "The body is not the JSON that is expected"));
	}

	/** The token issuer does not answer. */
	public static IdentityProblem silent(@Nullable Throwable cause) {
		IdentityProblem problem = new IdentityProblem(CommonProblemType.IDENTITY_SILENT,
				Text.of("身份服务暂无应答，账号未作更改", "The authorization server does not answer; no account was changed"),
				Text.of("请按 Retry-After 稍后重试", "Try again after Retry-After"), cause);
		problem.getHeaders().set("Retry-After", "2");
		return problem;
	}

	/** The catalogue, which knows the agencies, does not answer. */
	public static IdentityProblem catalogueSilent(@Nullable Throwable cause) {
		IdentityProblem problem = new IdentityProblem(IdentityProblemType.CATALOGUE_SILENT,
				Text.of("目录服务暂无应答，无法核对部门", "The catalogue does not answer, so the agencies are unknown"),
				Text.of("请按 Retry-After 稍后重试", "Try again after Retry-After"), cause);
		problem.getHeaders().set("Retry-After", "2");
		return problem;
	}

	/**
	 * The token issuer rejects it.
	 * @param status what it answered
	 * @param cause how it said so
	 */
	public static IdentityProblem refusedByIssuer(int status, Throwable cause) {
		return new IdentityProblem(IdentityProblemType.IDENTITY_REFUSED,
				Text.of("身份服务以状态 %d 拒绝了操作".formatted(status),
						"The authorization server refused with status %d".formatted(status)),
				Text.of("请运维人员查看身份服务的日志与域设置", "Ask an operator to look at its log and at the realm's settings"), cause);
	}

}
