package org.shuyuan.connections;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a problem (RFC 9457) what never reaches an application, such as a request
 * line that is too long or not encoded; Tomcat makes it by its name.
 */
public final class ProblemReportValve extends ErrorReportValve {

	private static final Map<Integer, String[]> TOLD = Map.of(400,
			new String[] {
					"bad-request", "Malformed request", "请求格式有误", "The request line or a header is not well-formed",
					"请求行或请求头格式有误", "Write addresses and headers as percent-encoded UTF-8", "地址与请求头请按 UTF-8 百分号编码" },
			414,
			new String[] { "address-too-long", "Address too long", "地址过长", "The request line is longer than 8 KB",
					"请求行超过 8 KB", "Shorten the address, for example by fewer filters", "请缩短地址，例如减少筛选条件" },
			431,
			new String[] { "headers-too-large", "Headers too large", "请求头过大", "The headers are larger than 8 KB",
					"请求头超过 8 KB", "Send fewer or shorter headers and cookies", "请减少或缩短请求头与 Cookie" },
			500,
			new String[] { "internal-error", "Internal error", "内部错误", "The service could not complete the request",
					"服务未能完成请求", "Try again later; if it persists tell the operators", "请稍后重试；如仍失败请联系运维" });

	public ProblemReportValve() {
		setShowReport(false);
		setShowServerInfo(false);
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		int status = response.getStatus();
		String[] told = TOLD.get(status);
		if (told == null) {
			super.report(request, response, throwable);
			return;
		}
		if (response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		byte[] body = ("{\"type\":\"/problems/%s\",\"title\":\"%s\",\"titleZh\":\"%s\",\"status\":" + status
				+ ",\"detail\":\"%s\",\"detailZh\":\"%s\",\"code\":\"%1$s\",\"advice\":\"%s\",\"adviceZh\":\"%s\"}")
			.formatted((Object[]) told)
			.getBytes(StandardCharsets.UTF_8);
		try {
			response.setContentType("application/problem+json");
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
			response.finishResponse();
		}
		catch (IOException | IllegalStateException _) {
			// nobody is there any more, or something was answered already
		}
	}

}
