package org.shuyuan.support.web;

import java.util.Collections;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * Refuses the platform's own headers where their value is not ASCII: it would be read in
 * another encoding than it was written in.
 */
final class HeaderCheck {

	private HeaderCheck() {
	}

	static void check(HttpServletRequest request) {
		for (String name : Collections.list(request.getHeaderNames())) {
			if (name.toLowerCase(Locale.ROOT).startsWith("shuyuan-")) {
				for (String value : Collections.list(request.getHeaders(name))) {
					if (!value.chars().allMatch((character) -> character >= ' ' && character <= '~')) {
						throw problem(name);
					}
				}
			}
		}
	}

	private static Problem problem(String name) {
		return new Problem(CommonProblemType.HEADER_INVALID,
				Text.of("请求头 " + name + " 含有 ASCII 以外的字符", "The header " + name + " has characters beyond ASCII"),
				Text.of("请将其值按 UTF-8 百分号编码，例如 %E8%A7%84%E5%88%92",
						"Write its value as percent-encoded UTF-8, such as %E8%A7%84%E5%88%92"))
			.property("header", name);
	}

}
