package org.shuyuan.connections;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a problem (RFC 9457) what never reaches an application, such as a request
 * line that is too long or not encoded; Tomcat makes it by its name.
 */
public final class ProblemReportValve extends ErrorReportValve {

	public ProblemReportValve() {
		setShowReport(false);
		setShowServerInfo(false);
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		ConnectionProblem problem = ConnectionProblem.of(status);
		byte[] body = ((problem != null) ? problem.json() : "{\"type\":\"about:blank\",\"status\":" + status + "}")
			.getBytes(StandardCharsets.UTF_8);
		try {
			response.setContentType("application/problem+json");
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
			response.finishResponse();
		}
		catch (IOException | IllegalStateException _) {
			// the client is gone, or the response is already committed
		}
	}

}
