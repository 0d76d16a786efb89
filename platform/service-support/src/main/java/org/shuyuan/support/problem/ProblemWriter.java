package org.shuyuan.support.problem;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;

/**
 * Writes a problem where no controller answers: in filters and security.
 */
public final class ProblemWriter {

	private final JsonMapper json;

	public ProblemWriter(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Answers with the problem.
	 */
	public void write(HttpServletResponse response, ErrorResponse problem) throws IOException {
		response.setStatus(problem.getStatusCode().value());
		problem.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		byte[] body = this.json.writeValueAsBytes(problem.getBody());
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
