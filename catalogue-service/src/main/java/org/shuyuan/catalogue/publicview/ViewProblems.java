package org.shuyuan.catalogue.publicview;

import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * How the views say no.
 */
public final class ViewProblems {

	private ViewProblems() {
	}

	static Problem notFound() {
		return new Problem(CommonProblemType.ENTRY_NOT_FOUND, Text.of("没有这样的公开目录条目", "There is no such public entry"));
	}

	static Problem retired(PublicEntry.Retired retired) {
		Problem problem = new Problem(CatalogueProblemType.ENTRY_RETIRED,
				Text.of("该条目已注销，不再提供", "This entry is retired and no longer offered"),
				(retired.replacedBy() != null) ? Text.of("请改用替代它的条目", "Use the entry that takes its place")
						: Text.of("请搜索类似的条目", "Search for a similar entry"));
		if (retired.replacedBy() != null) {
			problem.property("replacedBy", retired.replacedBy().value());
		}
		return problem;
	}

	/** None of the media types offered is acceptable. */
	public static Problem notAcceptable(String offered) {
		return new Problem(CommonProblemType.NOT_ACCEPTABLE,
				Text.of("不提供 Accept 所要求的媒体类型", "None of the media types in Accept is available"),
				Text.of("请改用下列之一：" + offered, "Accept one of: " + offered));
	}

	/** A parameter has a value that it cannot have. */
	public static Problem parameter(String name, Text advice) {
		return new Problem(CommonProblemType.PARAMETER_INVALID,
				Text.of("参数 " + name + " 的值无效", "The value of the parameter " + name + " is not valid"), advice)
			.property("parameter", name);
	}

	/** A view is still being built. */
	public static Problem notReady() {
		Problem problem = new Problem(CommonProblemType.NOT_READY,
				Text.of("所需的视图尚未就绪", "The view asked for is still being prepared"));
		problem.getHeaders().set("Retry-After", "2");
		return problem;
	}

}
