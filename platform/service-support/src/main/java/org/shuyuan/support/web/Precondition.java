package org.shuyuan.support.web;

import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * Why an edit is refused that does not name what it edits (RFC 9110, section 13.1.1).
 */
public final class Precondition {

	private Precondition() {
	}

	/** 428 {@code precondition-required}: {@code If-Match} is absent. */
	public static Problem missing() {
		return new Problem(HttpStatus.PRECONDITION_REQUIRED, "precondition-required",
				Text.of("缺少 If-Match", "If-Match missing"),
				Text.of("修改须带上读取时得到的 ETag", "An edit names the ETag that was read"),
				Text.of("请先读取，再把其 ETag 放入 If-Match", "Read it first and send its ETag in If-Match"));
	}

	/** 412 {@code precondition-failed}: it names another state than the current one. */
	public static Problem stale() {
		return new Problem(HttpStatus.PRECONDITION_FAILED, "precondition-failed",
				Text.of("内容已被他人修改", "Changed meanwhile"),
				Text.of("If-Match 与当前版本不符", "If-Match names another version than the current one"),
				Text.of("请重新读取，在最新内容上修改", "Read it again and apply the change to what it says now"));
	}

}
