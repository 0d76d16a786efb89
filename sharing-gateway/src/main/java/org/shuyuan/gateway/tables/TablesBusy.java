package org.shuyuan.gateway.tables;

import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/** As many questions and downloads are running as may. */
public final class TablesBusy extends Problem {

	private TablesBusy(HttpStatus status, String code, Text title, Text detail) {
		super(status, code, title, detail, Text.of("请按 Retry-After 稍后重试，或用 /file 下载整个文件",
				"Try again after Retry-After, or fetch the whole file with /file"));
		getHeaders().set("Retry-After", "10");
	}

	static TablesBusy share() {
		return new TablesBusy(HttpStatus.TOO_MANY_REQUESTS, "too-many-downloads",
				Text.of("同时下载过多", "Too many downloads"),
				Text.of("您同时进行的下载已达上限", "As many downloads of yours are running as may"));
	}

	static TablesBusy full() {
		return new TablesBusy(HttpStatus.SERVICE_UNAVAILABLE, "too-busy", Text.of("服务繁忙", "Too busy"),
				Text.of("同时进行的查询或下载已达上限", "As many questions and downloads are running as may"));
	}

}
