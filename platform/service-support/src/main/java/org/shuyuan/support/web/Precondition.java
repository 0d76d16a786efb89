package org.shuyuan.support.web;

import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * Why an edit is refused that does not name what it edits (RFC 9110, section 13.1.1).
 */
public final class Precondition {

	private Precondition() {
	}

	/** 428 {@code precondition-required}: {@code If-Match} is absent. */
	public static Problem missing() {
		return new Problem(CommonProblemType.PRECONDITION_REQUIRED,
				Text.of("修改须带上读取时得到的 ETag", "An edit names the ETag that was read"));
	}

	/** 412 {@code precondition-failed}: it names another state than the current one. */
	public static Problem stale() {
		return new Problem(CommonProblemType.PRECONDITION_FAILED,
				Text.of("If-Match 与当前版本不符", "If-Match names another version than the current one"));
	}

}
