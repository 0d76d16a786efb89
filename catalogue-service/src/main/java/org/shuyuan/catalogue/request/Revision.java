package org.shuyuan.catalogue.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.problem.CatalogueProblem;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * What an entry's {@code ETag} says: its revision, and how often its record changed.
 *
 * @param number revision of the content, from 1
 * @param version counts every change of the record, from 1
 */
public record Revision(int number, int version) {

	private static final Pattern FORM = Pattern.compile("\"(\\d{1,9})\\.(\\d{1,9})\"");

	/** The header's value. */
	public String etag() {
		return "\"" + this.number + "." + this.version + "\"";
	}

	/**
	 * Reads {@code If-Match}.
	 * @throws CatalogueProblem 428 {@code precondition-required} where it is absent, 412
	 * where it is no ETag of ours
	 */
	public static Revision ifMatch(@Nullable String header) {
		if (header == null || header.isBlank()) {
			throw new CatalogueProblem(HttpStatus.PRECONDITION_REQUIRED, "precondition-required",
					Text.of("缺少 If-Match", "If-Match missing"),
					Text.of("修改须带上读取时得到的 ETag", "An edit names the ETag that was read"),
					Text.of("请先读取条目，再把其 ETag 放入 If-Match", "Read the entry first and send its ETag in If-Match"));
		}
		Matcher matcher = FORM.matcher(header.strip());
		if (!matcher.matches()) {
			throw stale();
		}
		return new Revision(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
	}

	/** 412 {@code precondition-failed}. */
	public static CatalogueProblem stale() {
		return new CatalogueProblem(HttpStatus.PRECONDITION_FAILED, "precondition-failed",
				Text.of("内容已被他人修改", "Changed meanwhile"),
				Text.of("If-Match 与当前版本不符", "If-Match names another version than the current one"),
				Text.of("请重新读取条目，在最新内容上修改", "Read the entry again and apply the change to what it says now"));
	}

}
