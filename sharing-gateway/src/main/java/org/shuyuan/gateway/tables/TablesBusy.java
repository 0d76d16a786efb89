package org.shuyuan.gateway.tables;

import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;

/** The limit of concurrent queries and downloads is reached. */
public final class TablesBusy extends Problem {

	private TablesBusy(ProblemType type, Text detail) {
		super(type, detail, Text.of("请按 Retry-After 稍后重试，或用 /file 下载整个文件",
				"Try again after Retry-After, or fetch the whole file with /file"));
		getHeaders().set("Retry-After", "10");
	}

	static TablesBusy share() {
		return new TablesBusy(GatewayProblemType.TOO_MANY_DOWNLOADS,
				Text.of("您同时进行的下载已达上限", "The limit of your concurrent downloads is reached"));
	}

	static TablesBusy full() {
		return new TablesBusy(CommonProblemType.TOO_BUSY,
				Text.of("同时进行的查询或下载已达上限", "The limit of concurrent queries and downloads is reached"));
	}

}
