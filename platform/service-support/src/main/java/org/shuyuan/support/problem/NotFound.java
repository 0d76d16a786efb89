package org.shuyuan.support.problem;

import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * What is not there, or not for this caller: the two look the same.
 */
public final class NotFound {

	private NotFound() {
	}

	/** No such entry. */
	public static Problem entry() {
		return of("entry", "目录条目", "entry");
	}

	/** No such agency. */
	public static Problem agency() {
		return of("agency", "部门", "agency");
	}

	/** No such distribution. */
	public static Problem distribution() {
		return of("distribution", "数据资源", "distribution");
	}

	/** No such request. */
	public static Problem request() {
		return of("request", "共享申请", "request");
	}

	/** No such grant. */
	public static Problem grant() {
		return of("grant", "授权", "grant");
	}

	/**
	 * No such thing.
	 * @param code what it is, the first part of the problem's code
	 * @param zh what it is called in Chinese
	 * @param en what it is called in English
	 */
	public static Problem of(String code, String zh, String en) {
		return new Problem(HttpStatus.NOT_FOUND, code + "-not-found", Text.of("未找到" + zh, "No such " + en),
				Text.of("没有这样的" + zh + "，或您无权知道", "There is no such " + en + ", or it is not for you to know"),
				Text.of("请检查标识是否完整；内部内容需用本部门账号访问",
						"Check that the id is complete; internal content needs your agency's account"));
	}

}
