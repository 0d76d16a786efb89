package org.shuyuan.catalogue.problem;

import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * What is not there, or not for this caller: the two look the same.
 */
public final class NotFound {

	private NotFound() {
	}

	/** No such entry. */
	public static CatalogueProblem entry() {
		return of("entry", "目录条目", "entry");
	}

	/** No such agency. */
	public static CatalogueProblem agency() {
		return of("agency", "部门", "agency");
	}

	/**
	 * No such thing.
	 * @param code what it is, the first part of the problem's code
	 * @param zh what it is called in Chinese
	 * @param en what it is called in English
	 */
	public static CatalogueProblem of(String code, String zh, String en) {
		return new CatalogueProblem(HttpStatus.NOT_FOUND, code + "-not-found", Text.of("未找到" + zh, "No such " + en),
				Text.of("没有这样的" + zh + "，或您无权知道", "There is no such " + en + ", or it is not for you to know"),
				Text.of("请检查标识是否完整；内部内容需用本部门账号访问",
						"Check that the id is complete; internal content needs your agency's account"));
	}

}
