package org.shuyuan.gateway.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.problem.GatewayProblem;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * How often a record changed, as its {@code ETag} says.
 *
 * @param version from 1
 */
public record Versioned(int version) {

	private static final Pattern FORM = Pattern.compile("\"(\\d{1,9})\"");

	/** The header's value. */
	public String etag() {
		return "\"" + this.version + "\"";
	}

	/**
	 * Reads {@code If-Match}.
	 * @throws GatewayProblem 428 {@code precondition-required} where it is absent, 412
	 * where it is no ETag of ours
	 */
	public static Versioned ifMatch(@Nullable String header) {
		if (header == null || header.isBlank()) {
			throw new GatewayProblem(HttpStatus.PRECONDITION_REQUIRED, "precondition-required",
					Text.of("缺少 If-Match", "If-Match missing"),
					Text.of("修改须带上读取时得到的 ETag", "An edit names the ETag that was read"),
					Text.of("请先读取，再把其 ETag 放入 If-Match", "Read it first and send its ETag in If-Match"));
		}
		Matcher matcher = FORM.matcher(header.strip());
		if (!matcher.matches()) {
			throw stale();
		}
		return new Versioned(Integer.parseInt(matcher.group(1)));
	}

	/** 412 {@code precondition-failed}. */
	public static GatewayProblem stale() {
		return new GatewayProblem(HttpStatus.PRECONDITION_FAILED, "precondition-failed",
				Text.of("内容已被他人修改", "Changed meanwhile"),
				Text.of("If-Match 与当前版本不符", "If-Match names another version than the current one"),
				Text.of("请重新读取，在最新内容上修改", "Read it again and apply the change to what it says now"));
	}

}
