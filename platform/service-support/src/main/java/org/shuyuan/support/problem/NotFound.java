package org.shuyuan.support.problem;

import org.shuyuan.vocab.Text;

/**
 * What is not there, or not for this caller: the two look the same.
 */
public final class NotFound {

	private NotFound() {
	}

	/** No such entry. */
	public static Problem entry() {
		return of(CommonProblemType.ENTRY_NOT_FOUND, "目录条目", "entry");
	}

	/** No such agency. */
	public static Problem agency() {
		return of(CommonProblemType.AGENCY_NOT_FOUND, "部门", "agency");
	}

	/** No such distribution. */
	public static Problem distribution() {
		return of(CommonProblemType.DISTRIBUTION_NOT_FOUND, "数据资源", "distribution");
	}

	/** No such request. */
	public static Problem request() {
		return of(CommonProblemType.REQUEST_NOT_FOUND, "共享申请", "request");
	}

	/** No such grant. */
	public static Problem grant() {
		return of(CommonProblemType.GRANT_NOT_FOUND, "授权", "grant");
	}

	/**
	 * No such thing.
	 * @param type its type
	 * @param zh what it is called in Chinese
	 * @param en what it is called in English
	 */
	public static Problem of(ProblemType type, String zh, String en) {
		return new Problem(type,
				Text.of("没有这样的" + zh + "，或您无权知道", "There is no such " + en + ", or it is not for you to know"),
				Text.of("请检查标识是否完整；内部内容需用本部门账号访问",
						"Check that the id is complete; internal content needs your agency's account"));
	}

}
